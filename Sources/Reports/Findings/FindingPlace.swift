// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// Where a file is, in the ways that reports name it.
enum FindingPlace {
  /// A URI reference: relative to the folder that the run started in, or `file:///…`.
  static func uri(of file: String) -> String {
    let encoded = percentEncoded(withoutDotSlash(file))
    return file.hasPrefix("/") ? "file://\(encoded)" : encoded
  }

  /// A path as the version control names it, for a file below the folder the run started in.
  static func path(of file: String) -> String { withoutDotSlash(file) }

  private static func withoutDotSlash(_ file: String) -> String {
    var file = Substring(file)
    while file.hasPrefix("./") {
      file = file.dropFirst(2)
      while file.hasPrefix("/") { file = file.dropFirst() }
    }
    return String(file)
  }

  /// What RFC 3986 allows in a path stays; a colon does not, since it could end a scheme.
  private static func percentEncoded(_ path: String) -> String {
    var encoded: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        encoded.append(byte)
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += "%\(digits.count == 1 ? "0" : "")\(digits)".utf8
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}
