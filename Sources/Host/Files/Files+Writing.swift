// SPDX-License-Identifier: Apache-2.0

extension Files {
  /// Puts `bytes` at `path`, whole or not at all; says whether anything was written.
  ///
  /// A file that already holds these bytes is left untouched. Otherwise a new file is written
  /// beside it and takes its place, with the old one's mode; on failure the old one is as it was
  /// and nothing is left behind. A symbolic link stays one, and its target is written. A device
  /// or a FIFO is written to directly. Missing folders are an error.
  @discardableResult
  package static func writeWhole(_ bytes: [UInt8], to path: String) throws(HostError) -> Bool {
    try writeWhole([FileChange(path, bytes)])
  }

  /// As `writeWhole(_:to:)`, for several files: before the first takes its place, all are written
  /// and none of them has changed since it was judged.
  ///
  /// A file that changed meanwhile is an error of the kind `changed`.
  @discardableResult
  package static func writeWhole(_ changes: [FileChange]) throws(HostError) -> Bool {
    var staged: [StagedFile] = []
    for change in changes { staged.append(try StagedFile(change)) }
    for file in staged { try file.check() }
    for file in staged { try file.commit() }
    return staged.contains(where: \.changesAnything)
  }
}
