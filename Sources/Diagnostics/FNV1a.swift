// SPDX-License-Identifier: Apache-2.0

/// FNV-1a with 64 bits: tells texts apart that nobody made to be alike.
package enum FNV1a {
  /// Where the hash starts, by its definition.
  package static let start: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The hash of `bytes`, as 16 hexadecimal digits.
  package static func digits(of bytes: some Sequence<UInt8>, from start: UInt64 = start) -> String {
    var hash = start
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
