// SPDX-License-Identifier: Apache-2.0

/// One thing that reads what anybody may write, held to what must be true of whatever it reads.
package protocol FuzzEntry: Sendable {
  /// What `scripts/fuzz` and the folder of its seeds call it.
  static var name: String { get }

  /// Reads an input; throws where two ways that must agree do not. What must never happen stops
  /// the process.
  static func run(_ input: [UInt8]) throws(Disagreement)
}

/// All entries, in the order in which they are run.
package enum FuzzEntries {
  package static let all: [any FuzzEntry.Type] = [
    YAMLEntry.self, JSONEntry.self, BlockScannerEntry.self, CutterEntry.self,
    ManifestEntry.self, ValuesEntry.self, DenialEntry.self, BatchEntry.self, FixEntry.self,
    ArchiveEntry.self, ReleaseEntry.self, AuditEntry.self,
  ]
}
