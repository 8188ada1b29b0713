// SPDX-License-Identifier: Apache-2.0

internal import Diagnostics
internal import RBAC
internal import YAMLSyntax

/// Reads a catalog's text, gathering everything that is wrong with it.
struct CatalogReader {
  /// `nil` for the built-in catalog, whose lines mean nothing to a user.
  let source: SourceText?
  var diagnostics = DiagnosticCollector()
  var kinds: [String: ResourceKind] = [:]

  init(source: SourceText?) { self.source = source }

  /// The place of a node, for the entries of a user's catalog.
  func place(of node: YAMLNode) -> SourceRange? { source == nil ? nil : node.range }

  mutating func error(
    _ code: Diagnostic.Code, _ message: String, at node: YAMLNode, remedy: String? = nil
  ) {
    diagnostics.emit(Diagnostic(.error, code, message, at: node.range, remedy: remedy))
  }
}

// MARK: - Fields of a mapping

extension CatalogReader {
  /// Reports the keys that a mapping of this sort doesn't have; `false` when it is no mapping.
  mutating func check(_ node: YAMLNode, is sort: CatalogFormat.Sort) -> Bool {
    guard node.kind == .mapping else {
      error("catalog-wrong-type", "\(sort.title) must be a mapping", at: node)
      return false
    }
    for (key, _) in node.entries {
      let name = key.text ?? ""
      guard !sort.keys.contains(name) else { continue }
      error(
        "catalog-unknown-key", "\(sort.title) has no key '\(name)'", at: key,
        remedy: Suggestion.nearest(to: name, among: sort.keys, within: .misreading).map {
          "write '\($0)'"
        })
    }
    for required in sort.required where node[required] == nil {
      error("catalog-missing-key", "\(sort.title) needs the key '\(required)'", at: node)
    }
    return true
  }

  /// The text of a scalar field; other types are reported.
  mutating func text(_ key: String, of node: YAMLNode) -> String? {
    guard let value = node[key] else { return nil }
    guard let text = value.text, !value.isNull else {
      error("catalog-wrong-type", "'\(key)' must be a text", at: value)
      return nil
    }
    return text
  }

  mutating func bool(_ key: String, of node: YAMLNode) -> Bool? {
    guard let value = node[key] else { return nil }
    guard case .bool(let bool) = value.scalar else {
      error("catalog-wrong-type", "'\(key)' must be true or false", at: value)
      return nil
    }
    return bool
  }

  /// The elements of a list field; other types are reported.
  mutating func list(_ key: String, of node: YAMLNode) -> [YAMLNode] {
    guard let value = node[key] else { return [] }
    guard value.kind == .sequence else {
      error("catalog-wrong-type", "'\(key)' must be a list", at: value)
      return []
    }
    return Array(value.elements)
  }

  /// The entries of a mapping field; other types are reported.
  mutating func entries(
    _ key: String, of node: YAMLNode
  ) -> [(key: String, keyNode: YAMLNode, value: YAMLNode)] {
    guard let value = node[key] else { return [] }
    guard value.kind == .mapping else {
      error("catalog-wrong-type", "'\(key)' must be a mapping", at: value)
      return []
    }
    return value.entries.map { ($0.key.text ?? "", $0.key, $0.value) }
  }

  /// The texts of a list field.
  mutating func texts(_ key: String, of node: YAMLNode) -> [String] {
    var texts: [String] = []
    for element in list(key, of: node) {
      if let text = element.text, !element.isNull {
        texts.append(text)
      } else {
        error("catalog-wrong-type", "'\(key)' must be a list of texts", at: element)
      }
    }
    return texts
  }

  /// A field whose text has a form of its own, such as a version.
  mutating func parsed<Value>(
    _ key: String, of node: YAMLNode, as form: String, _ parse: (String) -> Value?
  ) -> Value? {
    guard let text = text(key, of: node), let place = node[key] else { return nil }
    if let value = parse(text) { return value }
    error("catalog-bad-version", "'\(text)' is not \(form)", at: place)
    return nil
  }

  /// A field whose text is one of a few words.
  mutating func word<Value: RawRepresentable & CaseIterable>(
    _ key: String, of node: YAMLNode, code: Diagnostic.Code, _ type: Value.Type
  ) -> Value? where Value.RawValue == String {
    guard let text = text(key, of: node), let place = node[key] else { return nil }
    if let value = Value(rawValue: text) { return value }
    let words = Value.allCases.map(\.rawValue)
    error(
      code, "'\(text)' is no \(key): it may be \(words.joined(separator: ", "))", at: place,
      remedy: Suggestion.nearest(to: text, among: words, within: .misreading).map {
        "write '\($0)'"
      })
    return nil
  }

  /// The span that the keys `from` and `until` of a mapping write.
  mutating func span<Version>(
    _ node: YAMLNode, as form: String, _ parse: (String) -> Version?
  ) -> VersionSpan<Version> {
    let from = parsed("from", of: node, as: form, parse)
    let until = parsed("until", of: node, as: form, parse)
    if let from, let until, until <= from, let place = node["until"] {
      error("catalog-bad-version", "'until' comes before 'from'", at: place)
    }
    return VersionSpan(from: from, until: until)
  }
}
