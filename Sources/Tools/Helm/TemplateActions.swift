// SPDX-License-Identifier: Apache-2.0

/// The actions of a Go template, `{{ … }}`, taken apart into what matters to find names in them.
///
/// Source: Go, text/template/parse/lex.go.
struct TemplateActions {
  enum Token: Hashable {
    /// A field, a variable, a function or a number: `.Values.a`, `$.Release.Name`, `include`.
    case word(String)
    /// What stands in quotes, without them; escapes are left as they are.
    case string(String)
    case mark(UInt8)
  }

  /// In their order; comments are none.
  private(set) var actions: [[Token]] = []
  /// Where each of them begins.
  private(set) var starts: [Int] = []
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    while let start = next(of: [0x7B, 0x7B], from: index) {
      index = start + 2
      if isComment {
        index = next(of: [0x2A, 0x2F], from: index).map { $0 + 2 } ?? bytes.count
        continue
      }
      actions.append(action())
      starts.append(start)
    }
  }

  private var isComment: Bool {
    var place = index
    if place < bytes.count, bytes[place] == UInt8(ascii: "-") { place += 1 }
    while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
    return bytes[place...].starts(with: [0x2F, 0x2A])
  }

  private mutating func action() -> [Token] {
    var tokens: [Token] = []
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "}") where bytes[index...].starts(with: [0x7D, 0x7D]):
        index += 2
        return tokens
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
        tokens.append(.string(quoted(by: byte)))
      case _ where Self.isWord(byte):
        let start = index
        while index < bytes.count, Self.isWord(bytes[index]) { index += 1 }
        tokens.append(.word(String(decoding: bytes[start..<index], as: UTF8.self)))
      case 0...0x20:
        index += 1
      default:
        tokens.append(.mark(byte))
        index += 1
      }
    }
    return tokens
  }

  private mutating func quoted(by quote: UInt8) -> String {
    let start = index + 1
    index = start
    while index < bytes.count, bytes[index] != quote {
      index += bytes[index] == UInt8(ascii: "\\") && quote != UInt8(ascii: "`") ? 2 : 1
    }
    let end = min(index, bytes.count)
    index = end + 1
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: "$"), 0x80...:
      true
    default: false
    }
  }

  private func next(of pair: [UInt8], from start: Int) -> Int? {
    var place = start
    while place + 1 < bytes.count {
      if bytes[place] == pair[0], bytes[place + 1] == pair[1] { return place }
      place += 1
    }
    return nil
  }
}
