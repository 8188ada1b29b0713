// SPDX-License-Identifier: Apache-2.0

/// New content for a file.
package struct FileChange: Sendable {
  package var path: String
  package var bytes: [UInt8]
  /// What the file must still hold: the content that the new one was made from. `nil` where that
  /// does not matter.
  package var judged: [UInt8]?

  /// The folder that is written, out of which neither the path nor a symbolic link may lead; `nil`
  /// for a file that the user named.
  package var folder: String?

  package init(
    _ path: String, _ bytes: [UInt8], judged: [UInt8]? = nil, inside folder: String? = nil
  ) {
    self.path = path
    self.bytes = bytes
    self.judged = judged
    self.folder = folder
  }
}
