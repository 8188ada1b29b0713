// SPDX-License-Identifier: Apache-2.0

import Foundation
import FuzzEntries
import TestSupport
import Testing

/// What fuzzing starts from, and what it found, passes each entry.
struct SeedTests {
  /// The seeds of an entry, by their paths from the top folder.
  private static func seeds(of entry: String) throws -> [(path: String, bytes: [UInt8])] {
    let folder = "Fuzzing/Corpus/\(entry)"
    let names = try FileManager.default.contentsOfDirectory(atPath: Repository.path(folder))
    return try names.sorted().map { name in
      let data = try Data(contentsOf: URL(fileURLWithPath: Repository.path("\(folder)/\(name)")))
      return ("\(folder)/\(name)", Array(data))
    }
  }

  @Test(arguments: FuzzEntries.all.map { $0.name })
  func everySeedPassesItsEntry(name: String) throws {
    let entry = try #require(FuzzEntries.all.first { $0.name == name })
    let seeds = try Self.seeds(of: name)
    #expect(!seeds.isEmpty)
    for seed in seeds {
      #expect(throws: Never.self, "\(seed.path)") { try entry.run(seed.bytes) }
    }
  }

  @Test func everyFolderOfSeedsHasItsEntry() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: Repository.path("Fuzzing/Corpus"))
    #expect(Set(folders) == Set(FuzzEntries.all.map { $0.name }))
  }
}
