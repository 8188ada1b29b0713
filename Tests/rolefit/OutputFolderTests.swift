// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `generate manifests --output-dir`: a folder for `kubectl apply -k`.
struct OutputFolderTests {
  private static func command(_ folder: String, _ extra: [String] = []) -> [String] {
    InstallManifestsTests.base + ["--output-dir", folder] + extra
  }

  private static func contents(_ folder: TemporaryDirectory) throws -> [String: String] {
    Dictionary(uniqueKeysWithValues: try folder.names().map { ($0, try folder.read($0)) })
  }

  @Test func theListNamesEveryFileInOrder() throws {
    let folder = try TemporaryDirectory()
    let outcome = try RolefitBinary.run(Self.command(folder.path))
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.output.isEmpty)
    let list = try folder.read("kustomization.yaml")
    let names = [
      "namespace.yaml", "serviceaccount.yaml", "clusterrole.yaml", "clusterrolebinding.yaml",
      "configmap.yaml", "deployment.yaml",
    ]
    #expect(list.hasSuffix("resources:\n" + names.map { "- \($0)\n" }.joined()))
    #expect(try folder.names() == (names + ["kustomization.yaml"]).sorted())
  }

  @Test func twoRunsGiveTheSameBytes() throws {
    let one = try TemporaryDirectory()
    let other = try TemporaryDirectory()
    let options = ["--watch-namespace", "shop", "--roles-per", "action"]
    for folder in [one, other] {
      #expect(try RolefitBinary.run(Self.command(folder.path, options)).status == 0)
    }
    #expect(try Self.contents(one) == Self.contents(other))
  }

  @Test func missingFoldersAreMade() throws {
    let folder = try TemporaryDirectory()
    let outcome = try RolefitBinary.run(Self.command(folder.path("deploy/prod")))
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(FileManager.default.fileExists(atPath: folder.path("deploy/prod/kustomization.yaml")))
  }

  @Test func checkNoticesOneChangedByteInAnyFile() throws {
    let folder = try TemporaryDirectory()
    let check = Self.command(folder.path, ["--check"])
    #expect(try RolefitBinary.run(check).status == 1)
    #expect(try RolefitBinary.run(Self.command(folder.path)).status == 0)
    #expect(try RolefitBinary.run(check).status == 0)
    for name in try folder.names() {
      let text = try folder.read(name)
      try folder.write(text.dropLast() + " \n", to: name)
      let outcome = try RolefitBinary.run(check)
      #expect(outcome.status == 1, "\(name)")
      #expect(outcome.output.contains(folder.path(name)))
      try folder.write(text, to: name)
    }
    #expect(try RolefitBinary.run(check).status == 0)
  }

  @Test func whatIsNoLongerGeneratedGoesAndWhatIsNotOursStays() throws {
    let folder = try TemporaryDirectory()
    let confined = Self.command(folder.path, ["--watch-namespace", "shop"])
    #expect(try RolefitBinary.run(confined).status == 0)
    try folder.write("kind: Secret\n", to: "mine.yaml")
    let check = try RolefitBinary.run(Self.command(folder.path, ["--check"]))
    #expect(check.status == 1)
    #expect(check.output.contains("role.shop.yaml is no longer generated"))
    #expect(try RolefitBinary.run(Self.command(folder.path)).status == 0)
    let names = try folder.names()
    #expect(!names.contains { $0.contains("shop") })
    #expect(names.contains("mine.yaml"))
  }

  @Test func aFileThatIsCurrentIsNotTouched() throws {
    let folder = try TemporaryDirectory()
    func inode() throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: folder.path("deployment.yaml"))[
        .systemFileNumber] as? Int
    }
    #expect(try RolefitBinary.run(Self.command(folder.path)).status == 0)
    let before = try inode()
    #expect(try RolefitBinary.run(Self.command(folder.path)).status == 0)
    #expect(try inode() == before)
  }

  /// At whatever moment the process dies, each file is an old one or a new one.
  @Test func beingKilledLeavesWholeFiles() throws {
    let old = try TemporaryDirectory()
    let new = try TemporaryDirectory()
    let options = ["--watch-namespace", "shop", "--roles-per", "action"]
    let changed = options + ["--name", "other"]
    #expect(try RolefitBinary.run(Self.command(old.path, options)).status == 0)
    #expect(try RolefitBinary.run(Self.command(new.path, changed)).status == 0)
    let before = try Self.contents(old)
    let after = try Self.contents(new)
    #expect(before != after)
    var kinds: Set<String> = []
    for attempt in 0..<25 {
      let folder = try TemporaryDirectory()
      for (name, text) in before { try folder.write(text, to: name) }
      let process = Process()
      process.executableURL = URL(fileURLWithPath: RolefitBinary.path)
      process.arguments = Self.command(folder.path, changed)
      process.standardError = FileHandle.nullDevice
      process.environment = RolefitBinary.cleanEnvironment
      try process.run()
      // Spread over the run: by the time it takes, or as soon as the first file has changed.
      if attempt % 2 == 0 {
        while process.isRunning,
          try folder.read("clusterrole.drain-node.yaml")
            == before["clusterrole.drain-node.yaml"]
        {}
      } else {
        usleep(UInt32(attempt) * 2_000)
      }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let found = try Self.contents(folder).filter { !$0.key.hasPrefix(".") }
      for (name, text) in found {
        #expect(text == before[name] || text == after[name], "\(name)")
        kinds.insert(text == before[name] ? "old" : "new")
      }
      #expect(Set(found.keys).isSuperset(of: before.keys))
    }
    #expect(kinds.contains("old"))
  }
}
