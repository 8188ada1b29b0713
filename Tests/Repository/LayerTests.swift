// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// Rooms look only into rooms above them, as `Package.swift` has them.
struct LayerTests {
  /// A target as `swift package describe` prints it.
  struct Room: Sendable {
    var name: String
    var path: String
    /// Targets that it may look into, and products of other packages.
    var uses: Set<String>
    var isSystemLibrary: Bool
  }

  /// The product's targets, in the order of the package.
  static let rooms: [Room] = {
    guard
      let scratch = try? TemporaryDirectory(),
      let result = try? Program.run(
        "swift",
        [
          "package", "--package-path", Repository.root.path, "--scratch-path", scratch.path,
          "describe", "--type", "json",
        ], limit: 1 << 24, seconds: 120),
      let described = try? JSON(parsing: result.output)
    else { return [] }
    return described["targets"].array.compactMap { target in
      guard let name = target["name"].string, let path = target["path"].string,
        path.hasPrefix("Sources/")
      else { return nil }
      let uses =
        target["target_dependencies"].array + target["product_dependencies"].array
      return Room(
        name: name, path: path, uses: Set(uses.compactMap(\.string)),
        isSystemLibrary: target["type"].string == "system-target")
    }
  }()

  /// Modules that come with the system or the compiler.
  private static let system: Set<String> = ["Glibc", "Darwin", "Synchronization"]

  @Test func everyFolderIsATargetAndHasTests() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Repository.path("Sources"))
      .filter { !$0.hasPrefix(".") }
    #expect(folders.count > 10)
    for folder in folders {
      let room = try #require(Self.rooms.first { $0.name == folder }, "\(folder) is no target")
      guard !room.isSystemLibrary else { continue }
      let tests = SourceFile.below(["Tests/\(folder)"], endings: ["Tests.swift"])
      #expect(!tests.isEmpty, "\(folder) has no tests")
    }
  }

  @Test func aRoomImportsOnlyWhatThePackageLetsIt() throws {
    try #require(!Self.rooms.isEmpty)
    for room in Self.rooms {
      for file in SourceFile.below([room.path], endings: [".swift"]) {
        for module in file.imports {
          #expect(
            room.uses.contains(module) || Self.system.contains(module),
            "\(file.path) imports \(module)")
        }
      }
    }
  }

  @Test func aRoomUsesNothingThatThePackageLetsItInVain() throws {
    try #require(!Self.rooms.isEmpty)
    for room in Self.rooms where !room.isSystemLibrary {
      let imports = Set(
        SourceFile.below([room.path], endings: [".swift"]).flatMap(\.imports))
      #expect(
        room.uses.subtracting(imports).isEmpty, "\(room.name): Package.swift lets it see more")
    }
  }

  /// `docs/architecture.md` lists the rooms from the top down.
  @Test func everyArrowPointsUpTheListOfTheArchitecture() throws {
    let page = try String(contentsOfFile: Repository.path("docs/architecture.md"), encoding: .utf8)
    let listed = page.matches(of: /\n\| `(\w+)` \|/).map { String($0.1) }
    let names = Set(Self.rooms.map(\.name))
    #expect(Set(listed) == names)
    for room in Self.rooms {
      let place = try #require(listed.firstIndex(of: room.name))
      let above = Set(listed[..<place])
      #expect(
        room.uses.intersection(names).isSubset(of: above), "\(room.name) looks below itself")
    }
  }

  @Test(arguments: [
    ("ArgumentParser", "rolefit"), ("CLibYAML", "YAMLSyntax"), ("CZlib", "Manifests"),
  ])
  func aLibraryIsKnownToOneRoom(library: String, owner: String) {
    for room in Self.rooms where room.name != owner {
      #expect(!room.uses.contains(library), "\(room.name)")
    }
  }
}
