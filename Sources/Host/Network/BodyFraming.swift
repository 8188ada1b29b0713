// SPDX-License-Identifier: Apache-2.0

/// Where the body of an HTTP/1.1 message ends.
///
/// Source: RFC 9112, section 6.3.
struct BodyFraming {
  private enum Kind {
    case length
    case chunked
    case untilClose
  }

  /// What comes next in a body of chunks.
  private enum Part {
    case size, data, dataEnd, trailer
  }

  private var kind: Kind
  /// Bytes that are left of the body, or of a chunk.
  private var left = 0
  private var part = Part.size
  private var line: [UInt8] = []
  private(set) var isEnded = false
  /// Whether it is no body of chunks after all.
  private(set) var isBroken = false

  /// The longest line of a chunk's size or of a trailer.
  private static let longestLine = 1 << 14

  /// `nil` where the fields contradict each other.
  init?(ofRequest head: HTTPHead) {
    let lengths = Set(head.values("content-length"))
    let codings = head.values("transfer-encoding")
    guard lengths.count < 2, lengths.isEmpty || codings.isEmpty else { return nil }
    if !codings.isEmpty {
      guard codings.count == 1, codings[0].lowercased() == "chunked" else { return nil }
      kind = .chunked
      return
    }
    kind = .length
    guard let text = lengths.first else {
      isEnded = true
      return
    }
    guard let length = Int(text), length >= 0 else { return nil }
    left = length
    isEnded = length == 0
  }

  /// - Parameter method: that of the request.
  init(ofAnswer head: HTTPHead, to method: String) {
    let status = head.status ?? 0
    kind = .length
    if method == "HEAD" || status == 204 || status == 304 || status / 100 == 1 {
      isEnded = true
    } else if head.value("transfer-encoding")?.lowercased().hasSuffix("chunked") ?? false {
      kind = .chunked
    } else if let length = head.value("content-length").flatMap({ Int($0) }), length >= 0 {
      left = length
      isEnded = length == 0
    } else {
      kind = .untilClose
    }
  }

  /// Whether only the end of the connection ends it.
  var endsWithConnection: Bool { kind == .untilClose }

  /// Goes over what has come; how much of it belongs to the body.
  mutating func consume(_ bytes: ArraySlice<UInt8>) -> Int {
    switch kind {
    case .untilClose: return bytes.count
    case .length:
      let count = min(left, bytes.count)
      left -= count
      isEnded = left == 0
      return count
    case .chunked:
      var place = bytes.startIndex
      while place < bytes.endIndex, !isEnded, !isBroken {
        if part == .data {
          let count = min(left, bytes.endIndex - place)
          left -= count
          place += count
          if left == 0 { part = .dataEnd }
        } else {
          let byte = bytes[place]
          place += 1
          if byte == 0x0A { endLine() } else { line.append(byte) }
          if line.count > Self.longestLine { isBroken = true }
        }
      }
      return place - bytes.startIndex
    }
  }

  private mutating func endLine() {
    if line.last == 0x0D { line.removeLast() }
    defer { line.removeAll(keepingCapacity: true) }
    switch part {
    case .size:
      let digits = String(
        decoding: line.prefix { $0 != UInt8(ascii: ";") && $0 > 0x20 }, as: UTF8.self)
      guard let size = Int(digits, radix: 16), size >= 0, !digits.hasPrefix("+") else {
        isBroken = true
        return
      }
      left = size
      part = size == 0 ? .trailer : .data
    case .dataEnd:
      isBroken = !line.isEmpty
      part = .size
    case .trailer: isEnded = line.isEmpty
    case .data: break
    }
  }
}
