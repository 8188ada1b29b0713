// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Rooms look only into rooms above them.
struct LayerTests {
  /// From the top down: each room, and what it may import.
  static let rooms: [(name: String, imports: Set<String>)] = [
    ("Host", ["Glibc", "Darwin", "Synchronization"]),
    ("Diagnostics", []),
    ("YAMLSyntax", ["CLibYAML", "Diagnostics", "Synchronization"]),
    ("RBAC", []),
    ("KubernetesAPI", ["RBAC"]),
    ("Catalog", ["Diagnostics", "YAMLSyntax", "RBAC", "KubernetesAPI"]),
    ("Manifests", ["CZlib", "Diagnostics", "YAMLSyntax", "RBAC", "KubernetesAPI", "Catalog"]),
    (
      "Analysis",
      ["Diagnostics", "YAMLSyntax", "RBAC", "KubernetesAPI", "Catalog", "Manifests"]
    ),
    (
      "Linting",
      [
        "Host", "Diagnostics", "YAMLSyntax", "RBAC", "KubernetesAPI", "Catalog", "Manifests",
        "Analysis",
      ]
    ),
    (
      "Reports",
      [
        "Diagnostics", "YAMLSyntax", "RBAC", "KubernetesAPI", "Catalog", "Manifests", "Analysis",
        "Linting",
      ]
    ),
    (
      "rolefit",
      [
        "ArgumentParser", "Host", "Diagnostics", "YAMLSyntax", "RBAC", "KubernetesAPI", "Catalog",
        "Manifests", "Analysis", "Linting", "Reports",
      ]
    ),
  ]

  /// The system's libraries, as modules without code of their own.
  private static let libraries: Set<String> = ["CLibYAML", "CZlib"]

  @Test func everyRoomIsListedAndHasTests() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Repository.path("Sources"))
      .filter { !$0.hasPrefix(".") && !Self.libraries.contains($0) }
    for folder in folders {
      #expect(Self.rooms.contains { $0.name == folder }, "\(folder)")
      let tests = SourceFile.below(["Tests/\(folder)"], endings: ["Tests.swift"])
      #expect(!tests.isEmpty, "\(folder) has no tests")
    }
  }

  @Test(arguments: rooms.map(\.name))
  func aRoomImportsOnlyWhatIsAboveIt(name: String) {
    let allowed = Self.rooms.first { $0.name == name }?.imports ?? []
    for file in SourceFile.below(["Sources/\(name)"], endings: [".swift"]) {
      for module in file.imports {
        #expect(allowed.contains(module), "\(file.path) imports \(module)")
      }
    }
  }

  @Test func everyArrowPointsUp() {
    for (index, room) in Self.rooms.enumerated() {
      let above = Set(Self.rooms[..<index].map(\.name))
      let outside = Self.libraries.union([
        "Glibc", "Darwin", "Synchronization", "ArgumentParser",
      ])
      #expect(room.imports.subtracting(outside).isSubset(of: above), "\(room.name)")
    }
  }
}
