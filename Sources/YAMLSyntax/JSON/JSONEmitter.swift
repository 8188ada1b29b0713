// SPDX-License-Identifier: Apache-2.0

/// Writes values as JSON.
package enum JSONEmitter {
  /// The value with its keys in the order given: on one line without spaces, or, when `pretty`,
  /// indented by two spaces. Neither ends with a line break.
  ///
  /// Numbers that are not finite, which JSON cannot write, become `null`.
  package static func text(_ value: YAMLValue, pretty: Bool) -> String {
    var writer = JSONWriter(isPretty: pretty)
    writer.write(value)
    return String(decoding: writer.output, as: UTF8.self)
  }

  /// A whole document: indented, and ending with a line feed.
  package static func document(_ value: YAMLValue) -> String { text(value, pretty: true) + "\n" }
}

private struct JSONWriter {
  let isPretty: Bool
  var output: [UInt8] = []
  private var depth = 0

  init(isPretty: Bool) { self.isPretty = isPretty }

  mutating func write(_ value: YAMLValue) {
    switch value {
    case .null: output.append(contentsOf: "null".utf8)
    case .bool(let bool): output.append(contentsOf: (bool ? "true" : "false").utf8)
    case .integer(let integer): output.append(contentsOf: String(integer).utf8)
    case .float(let float): output.append(contentsOf: FloatText.json(float).utf8)
    case .string(let string): write(string)
    case .sequence(let elements):
      list(elements, open: "[", close: "]") { writer, element in writer.write(element) }
    case .mapping(let entries):
      list(entries, open: "{", close: "}") { writer, entry in
        writer.write(entry.key)
        writer.output.append(contentsOf: (writer.isPretty ? ": " : ":").utf8)
        writer.write(entry.value)
      }
    }
  }

  private mutating func list<Element>(
    _ elements: [Element], open: Unicode.Scalar, close: Unicode.Scalar,
    _ body: (inout JSONWriter, Element) -> Void
  ) {
    output.append(UInt8(ascii: open))
    depth += 1
    for (index, element) in elements.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      startLine()
      body(&self, element)
    }
    depth -= 1
    if !elements.isEmpty { startLine() }
    output.append(UInt8(ascii: close))
  }

  private mutating func startLine() {
    guard isPretty else { return }
    output.append(0x0A)
    output.append(contentsOf: repeatElement(0x20, count: depth * 2))
  }

  private mutating func write(_ string: String) {
    output.append(UInt8(ascii: "\""))
    defer { output.append(UInt8(ascii: "\"")) }
    let isPlain = string.utf8.allSatisfy {
      (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    if isPlain { return output.append(contentsOf: string.utf8) }
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": output.append(contentsOf: "\\\"".utf8)
      case "\\": output.append(contentsOf: "\\\\".utf8)
      case "\n": output.append(contentsOf: "\\n".utf8)
      case "\r": output.append(contentsOf: "\\r".utf8)
      case "\t": output.append(contentsOf: "\\t".utf8)
      // What nobody would see as it is; among it what JavaScript takes for a line's end.
      case _ where scalar.isHidden: escape(scalar)
      default: output.append(contentsOf: String(scalar).utf8)
      }
    }
  }

  private mutating func escape(_ scalar: Unicode.Scalar) {
    for unit in String(scalar).utf16 {
      let digits = String(unit, radix: 16)
      output.append(contentsOf: "\\u".utf8)
      output.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - digits.count))
      output.append(contentsOf: digits.utf8)
    }
  }
}
