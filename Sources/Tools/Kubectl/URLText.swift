// SPDX-License-Identifier: Apache-2.0

/// Text as URLs hold it.
package enum URLText {
  /// A text in which each byte that means something in a URL is an escape, such as `%2F`.
  ///
  /// - Parameter besides: the characters that stay, besides letters, digits and `-_.~`.
  package static func escaped(_ text: String, besides: String = "") -> String {
    let plain = Set("-_.~".utf8).union(besides.utf8)
    return text.utf8.map { byte in
      let isPlain =
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || plain.contains(byte)
      if isPlain { return String(Unicode.Scalar(byte)) }
      return (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }
}
