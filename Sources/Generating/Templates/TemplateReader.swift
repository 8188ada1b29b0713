// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAMLSyntax

/// Reads a template, gathering everything that is wrong with it.
struct TemplateReader {
  let kind: TemplateKind
  private(set) var diagnostics: [Diagnostic] = []
  private var holes: Set<ManifestHole> = []

  init(kind: TemplateKind) { self.kind = kind }

  /// The template that a text writes; `nil` when something is wrong with it.
  mutating func read(_ source: SourceText) -> ManifestTemplate? {
    let stream = YAMLStream.read(source)
    if let failure = stream.failure { diagnostics.append(failure) }
    guard stream.failure == nil else { return nil }
    guard let root = stream.documents.first, root.kind == .mapping, stream.documents.count == 1
    else {
      error(
        "template-shape", "a template is one manifest", at: stream.documents.dropFirst().first,
        in: source, remedy: "keep one \(kind.kind) in \(kind.fileName)")
      return nil
    }
    expect("apiVersion", toBe: kind.apiVersion, in: root)
    expect("kind", toBe: kind.kind, in: root)
    check(root)
    diagnostics += root.repeatedKeys(as: .error)
    for hole in kind.requiredHoles where !holes.contains(hole) {
      error(
        "template-missing-hole", "a \(kind.kind) must have the value \(hole.text) somewhere",
        at: root, in: source)
    }
    return diagnostics.isEmpty ? ManifestTemplate(root.value) : nil
  }

  private mutating func expect(_ key: String, toBe value: String, in root: YAMLNode) {
    guard root[key]?.string != value else { return }
    error(
      "template-kind", "'\(key)' must be \(value) in \(kind.fileName)", at: root[key] ?? root,
      in: root.source)
  }

  private mutating func check(_ node: YAMLNode) {
    switch node.kind {
    case .scalar: checkText(node)
    case .sequence: for element in node.elements { check(element) }
    case .mapping:
      for (key, value) in node.entries {
        if let word = ManifestHole.words(in: key.text ?? "").first {
          error(
            "template-hole", "<\(word)> stands in a key, and only values are filled in", at: key,
            in: node.source)
        }
        check(value)
      }
    }
  }

  private mutating func checkText(_ node: YAMLNode) {
    guard let text = node.string, let word = ManifestHole.words(in: text).first else { return }
    let known = kind.holes
    guard let hole = known.first(where: { $0.rawValue == word }) else {
      error(
        "template-unknown-hole", "nothing fills <\(word)> in a \(kind.kind)", at: node,
        in: node.source,
        remedy: "known are \(known.map(\.text).sorted().joined(separator: ", "))")
      return
    }
    guard text == hole.text else {
      error(
        "template-hole", "\(hole.text) must be the whole value: nothing is put into a text",
        at: node, in: node.source)
      return
    }
    holes.insert(hole)
  }

  private mutating func error(
    _ code: Diagnostic.Code, _ message: String, at node: YAMLNode?, in source: SourceText,
    remedy: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        .error, code, message, at: node?.range ?? source.range(0..<0), remedy: remedy))
  }
}
