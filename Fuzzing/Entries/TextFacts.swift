// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAMLSyntax

/// What a reader made of a text, in words that can be compared.
enum TextFacts {
  /// What a text may ask for here: the answer to a flood of aliases takes no look at all of it.
  static var limits: YAMLLimits {
    var limits = YAMLLimits()
    limits.aliasNodes = 5_000
    return limits
  }

  /// A node with its places and all that is in it.
  static func of(_ node: YAMLNode) -> String {
    let parts =
      node.elements.map(of) + node.entries.map { of($0.key) + ": " + of($0.value) }
    let content = node.scalar.map { "\($0)" } ?? "\(node.kind)[\(parts.joined(separator: ", "))]"
    return "\(place(node.range)) \(content)"
  }

  /// Its documents, the keys that stand twice, and why it could not be read.
  static func of(_ stream: YAMLStream) -> [String] {
    stream.documents.map(of)
      + stream.documents.flatMap { $0.repeatedKeys().map(of) }
      + [stream.failure.map(of) ?? "whole"]
  }

  static func of(_ diagnostic: Diagnostic) -> String {
    let notes = diagnostic.notes.map { "\($0.message) \(place($0.range))" }
    return "\(diagnostic.severity) \(diagnostic.code.rawValue) \(diagnostic.message) "
      + "\(place(diagnostic.range)) \(notes) \(diagnostic.remedy ?? "")"
  }

  static func place(_ range: SourceRange?) -> String {
    guard let range else { return "nowhere" }
    return "\(range.start.offset)@\(range.start.line):\(range.start.column)-"
      + "\(range.end.offset)@\(range.end.line):\(range.end.column)"
  }

  /// A value as JSON.
  static func of(_ value: YAMLValue) -> String { JSONEmitter.text(value, pretty: false) }
}
