// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Manifests
import YAMLSyntax

/// Finds suppressions in the text of one document.
enum SuppressionReader {
  static let commentMark = "rolefit:ignore"
  static let annotationMark = "rolefit/ignore."
  /// What both marks share and other text hardly has.
  private static let needle = Array("rolefit".utf8)

  static func read(_ document: YAMLNode) -> [Suppression] {
    guard holdsNeedle(document.source.bytes) else { return [] }
    return comments(of: document) + annotations(of: document)
  }

  /// Those in the comments of a document's text.
  static func comments(of document: YAMLNode) -> [Suppression] {
    guard holdsNeedle(document.source.bytes) else { return [] }
    return document.commentsOfText.compactMap { suppression($0, in: document) }
  }

  private static func holdsNeedle(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      guard bytes.count >= needle.count else { return false }
      for start in 0...(bytes.count - needle.count) where bytes[start] == needle[0] {
        if (1..<needle.count).allSatisfy({ bytes[start + $0] == needle[$0] }) { return true }
      }
      return false
    }
  }

  /// `rolefit:ignore RULE: reason`, `rolefit:ignore RULE until DATE: reason`.
  private static func suppression(_ comment: Comment, in document: YAMLNode) -> Suppression? {
    guard comment.text.hasPrefix(commentMark) else { return nil }
    let rest = comment.text.dropFirst(commentMark.count)
    guard rest.isEmpty || rest.first == " " || rest.first == "\t" || rest.first == ":" else {
      return nil
    }
    let parts = rest.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let head = parts.first.map { $0.split(whereSeparator: \.isWhitespace).map(String.init) } ?? []
    let reason = parts.count > 1 ? trimmed(parts[1]) : ""
    let dated = head.count == 3 && head[1] == "until" ? head[2] : nil
    return Suppression(
      rule: head.count == 1 || dated != nil ? head[0] : head.joined(separator: " "),
      reason: reason, until: dated ?? date(in: reason),
      target: .line(comment.line ?? comment.range.start.line), range: comment.range,
      object: object(of: document))
  }

  /// Those in the annotations of an object, or of a list's items.
  static func annotations(of document: YAMLNode) -> [Suppression] {
    if let items = document["items"], items.kind == .sequence {
      return items.elements.flatMap(annotations)
    }
    guard let annotations = document.field("metadata.annotations"), annotations.kind == .mapping
    else { return [] }
    return annotations.entries.compactMap { key, value in
      guard let name = key.text, name.hasPrefix(annotationMark), let object = object(of: document)
      else { return nil }
      let reason = trimmed((value.text ?? "")[...])
      return Suppression(
        rule: String(name.dropFirst(annotationMark.count)), reason: reason,
        until: date(in: reason),
        target: .object(kind: object.kind, namespace: object.namespace, name: object.name),
        range: key.range, object: object)
    }
  }

  private static func object(of node: YAMLNode) -> Finding.Object? {
    guard node.kind == .mapping, let kind = node["kind"]?.text else { return nil }
    return Finding.Object(
      apiVersion: node["apiVersion"]?.text ?? "", kind: kind,
      namespace: node.field("metadata.namespace")?.text ?? "",
      name: node.field("metadata.name")?.text ?? "")
  }

  /// The day after the word `until`; as written, so that a wrong one can be told.
  private static func date(in reason: String) -> String? {
    let words = reason.split(whereSeparator: \.isWhitespace)
    for (word, next) in zip(words, words.dropFirst()) where word == "until" {
      let day = next.prefix { $0.isNumber || $0 == "-" }
      if day.contains(where: \.isNumber) { return String(day) }
    }
    return nil
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}
