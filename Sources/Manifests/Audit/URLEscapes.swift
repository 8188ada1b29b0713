// SPDX-License-Identifier: Apache-2.0

/// The escapes of a URL's path and query.
package enum URLEscapes {
  /// The text with its escapes resolved; what is none stays as it is.
  package static func resolved(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    let bytes = Array(text.utf8)
    var resolved: [UInt8] = []
    var place = 0
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "%"), place + 2 < bytes.count,
        let value = UInt8(String(decoding: bytes[place + 1...place + 2], as: UTF8.self), radix: 16)
      {
        resolved.append(value)
        place += 3
      } else {
        resolved.append(bytes[place])
        place += 1
      }
    }
    return String(decoding: resolved, as: UTF8.self)
  }
}
