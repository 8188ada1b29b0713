// SPDX-License-Identifier: Apache-2.0

/// The answer to an HTTP/1.1 request, as far as it has come.
package struct HTTPResponse: Hashable, Sendable {
  package var status: Int
  package var body: [UInt8]
  /// Whether nothing is missing of the body.
  package var isWhole: Bool

  /// Reads what has come; `nil` until the head is there, and for what is no HTTP.
  ///
  /// - Parameter isEnded: whether the other side has closed the connection.
  package init?(_ bytes: [UInt8], isEnded: Bool) {
    guard let end = HTTPHead.end(in: bytes) else { return nil }
    let lines = String(decoding: bytes[..<end], as: UTF8.self).split(
      separator: "\r\n", omittingEmptySubsequences: true)
    let words = (lines.first ?? "").split(separator: " ")
    guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else {
      return nil
    }
    self.status = status
    var length: Int?
    var isChunked = false
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let value = parts[1].drop { $0 == " " }.lowercased()
      switch parts[0].lowercased() {
      case "content-length": length = Int(value)
      case "transfer-encoding": isChunked = value.hasSuffix("chunked")
      default: break
      }
    }
    let rest = bytes[end...]
    if isChunked {
      (body, isWhole) = Self.unchunked(rest)
    } else if let length, length >= 0 {
      body = Array(rest.prefix(length))
      isWhole = rest.count >= length
    } else {
      body = Array(rest)
      isWhole = isEnded || status == 204 || status == 304
    }
  }

  /// What chunks hold.
  static func unchunked(_ bytes: ArraySlice<UInt8>) -> (body: [UInt8], isWhole: Bool) {
    var body: [UInt8] = []
    var rest = bytes
    while let end = rest.firstIndex(of: 10) {
      let line = String(decoding: rest[rest.startIndex..<end], as: UTF8.self)
      guard let size = Int(line.prefix { $0.isHexDigit }, radix: 16), size >= 0 else { break }
      if size == 0 { return (body, true) }
      rest = rest[(end + 1)...]
      body += rest.prefix(size)
      guard rest.count - 2 >= size else { break }
      rest = rest.dropFirst(size + 2)
    }
    return (body, false)
  }
}
