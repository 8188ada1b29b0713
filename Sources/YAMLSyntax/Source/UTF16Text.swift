// SPDX-License-Identifier: Apache-2.0

/// Text in UTF-16 that says so by a byte order mark, as PowerShell writes it.
package enum UTF16Text {
  /// Whether bytes start with a mark of UTF-16, and not with the longer one of UTF-32.
  package static func hasMark(_ bytes: some Collection<UInt8>) -> Bool {
    let isUTF32 = bytes.starts(with: [0xFF, 0xFE, 0, 0])
    return !isUTF32 && (bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]))
  }

  /// The same text in UTF-8, without a mark; `nil` for what has no mark, and for what goes on as no
  /// UTF-16 would: half a surrogate pair, half a unit.
  static func inUTF8(_ bytes: [UInt8]) -> [UInt8]? {
    guard hasMark(bytes), bytes.count.isMultiple(of: 2) else { return nil }
    let high = bytes[0] == 0xFE ? 0 : 1
    let units = stride(from: 2, to: bytes.count, by: 2).lazy.map { place in
      UInt16(bytes[place + high]) << 8 | UInt16(bytes[place + 1 - high])
    }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count / 2)
    let isBroken = transcode(
      units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true
    ) { text.append($0) }
    return isBroken ? nil : text
  }
}
