// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAMLSyntax

/// A text with marked places, and the forms that a rule must read alike.
struct MarkedText: CustomStringConvertible {
  /// How the text was changed, in words.
  var form: String
  var text: String
  /// The marked places, in bytes of `text`, sorted.
  var marks: [Range<Int>]

  var description: String { form }

  init(_ marked: String, form: String = "as written") {
    self.form = form
    var bytes: [UInt8] = []
    var opened: [Int] = []
    var found: [Range<Int>] = []
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "⟦": opened.append(bytes.count)
      case "⟧": found.append((opened.popLast() ?? 0)..<bytes.count)
      default: bytes += Array(String(scalar).utf8)
      }
    }
    text = String(decoding: bytes, as: UTF8.self)
    marks = found.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
  }

  /// The text in every form: as it is, with CR LF, behind a comment with characters of many bytes,
  /// behind another document, and between brackets.
  static func forms(of marked: String) -> [MarkedText] {
    let lines = marked.split(separator: "\n", omittingEmptySubsequences: false)
    var forms = [
      MarkedText(marked),
      MarkedText(lines.joined(separator: "\r\n"), form: "with CR LF"),
      MarkedText("# 🦑 Größe\n" + marked, form: "behind a comment with an emoji"),
      MarkedText(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: öffentlich}\n---\n" + marked,
        form: "in a second document"),
    ]
    if let flow = flow(of: marked) { forms.append(MarkedText(flow, form: "in flow style")) }
    return forms
  }

  /// The documents between brackets; `nil` where a mark stands around no value, or where a comment
  /// matters, since comments are lost on the way.
  private static func flow(of marked: String) -> String? {
    let plain = MarkedText(marked)
    return plain.text.contains("rolefit:ignore") ? nil : written(plain)
  }

  private static func written(_ plain: MarkedText) -> String? {
    let stream = YAMLStream.read(SourceText(name: "example", text: plain.text))
    // Written from the tree, a text has each key once.
    guard stream.failure == nil, stream.documents.allSatisfy({ $0.repeatedKeys().isEmpty })
    else { return nil }
    var writer = FlowWriter(marks: plain.marks)
    let documents = stream.documents.map { writer.text(of: $0) }
    guard writer.isComplete else { return nil }
    return documents.joined(separator: "\n---\n") + "\n"
  }
}

/// Writes a tree between brackets, with the marks where they stood.
private struct FlowWriter {
  private var opening: [Int: Int] = [:]
  private var closing: [Int: Int] = [:]
  private var whole: Set<Range<Int>> = []
  private var written = 0
  private let count: Int

  init(marks: [Range<Int>]) {
    count = marks.count
    whole = Set(marks)
  }

  var isComplete: Bool { written == count }

  mutating func text(of node: YAMLNode) -> String {
    // A container whose first and last values are marked is marked as a whole.
    let range = node.byteRange
    let isMarked = whole.contains(range)
    if isMarked {
      whole.remove(range)
      written += 1
    }
    let text = content(of: node)
    return isMarked ? "⟦\(text)⟧" : text
  }

  private mutating func content(of node: YAMLNode) -> String {
    switch node.kind {
    case .scalar: return JSONEmitter.text(node.value, pretty: false)
    case .sequence:
      var parts = node.elements.map { ($0.byteRange, text(of: $0)) }
      markSpans(&parts)
      return "[" + parts.map(\.1).joined(separator: ", ") + "]"
    case .mapping:
      let parts = node.entries.map { "\(text(of: $0.key)): \(text(of: $0.value))" }
      return "{" + parts.joined(separator: ", ") + "}"
    }
  }

  /// Marks that go from one element to another.
  private mutating func markSpans(_ parts: inout [(Range<Int>, String)]) {
    for mark in whole {
      guard let first = parts.firstIndex(where: { $0.0.lowerBound == mark.lowerBound }),
        let last = parts.firstIndex(where: { $0.0.upperBound == mark.upperBound }), first < last
      else { continue }
      parts[first].1 = "⟦" + parts[first].1
      parts[last].1 += "⟧"
      whole.remove(mark)
      written += 1
    }
  }
}
