// SPDX-License-Identifier: Apache-2.0

/// How an entry of `nonResourceURLs` is read: it matches itself and, when it ends in `*`, every
/// path that starts with what is left once all trailing stars are taken off. A star elsewhere is a
/// literal.
enum NonResourcePattern {
  /// The prefix that `url` matches, or `nil` when it matches itself alone.
  static func prefix(of url: String) -> Substring? {
    guard url.utf8.last == UInt8(ascii: "*") else { return nil }
    var rest = url[...]
    while rest.utf8.last == UInt8(ascii: "*") {
      rest = rest[..<rest.utf8.index(before: rest.endIndex)]
    }
    return rest
  }

  static func matches(_ url: String, path: String) -> Bool {
    if url.hasSameBytes(as: path) { return true }
    guard let prefix = prefix(of: url) else { return false }
    return path.startsWithBytes(of: prefix)
  }
}
