// SPDX-License-Identifier: Apache-2.0

/// New content for a file.
package struct FileChange: Sendable {
  package var path: String
  package var bytes: [UInt8]
  /// What the file must still hold: the content that the new one was made from. `nil` where that
  /// does not matter.
  package var judged: [UInt8]?

  package init(_ path: String, _ bytes: [UInt8], judged: [UInt8]? = nil) {
    self.path = path
    self.bytes = bytes
    self.judged = judged
  }
}
