// SPDX-License-Identifier: Apache-2.0

/// Why an archive could not be read.
package enum ArchiveError: Error, Hashable, Sendable {
  /// Its compression could not be undone.
  case gzip(Gzip.Failure)
  /// It ends in the middle of an entry.
  case truncated
  /// The header at this offset of the unpacked archive, in bytes, is none, or contradicts itself.
  case damaged(offset: Int)
  /// It has more entries than are read.
  case tooManyEntries(limit: Int)
  /// None of its folders has a `Chart.yaml`.
  case noChart

  /// What is wrong, as one clause about the archive.
  package var message: String {
    switch self {
    case .gzip(.notGzip): "it is not gzip data"
    case .gzip(.damaged): "its gzip data is damaged"
    case .gzip(.truncated), .truncated: "it is cut off"
    case .gzip(.tooLarge(let limit)): "it unpacks to more than \(limit >> 20) MiB"
    case .damaged(let offset): "it has no valid tar header at byte \(offset)"
    case .tooManyEntries(let limit): "it has more than \(limit) entries"
    case .noChart: "it has no folder with a Chart.yaml"
    }
  }
}
