// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAMLSyntax

/// Reads the fields of one object as the API server decodes them: a null is an absent field, a
/// value of another type fails the whole object, an unknown field is dropped.
struct ObjectFields {
  /// How messages call the object, such as `ClusterRole 'x'`.
  let title: String
  private(set) var diagnostics: [Diagnostic] = []
  /// Whether a value of a wrong type was met: the API server would refuse to decode the object.
  private(set) var isUndecodable = false

  init(title: String) { self.title = title }

  mutating func string(_ key: String, of node: YAMLNode, path: String) -> String {
    guard let value = node[key], !value.isNull else { return "" }
    return string(value, path: path)
  }

  mutating func strings(_ key: String, of node: YAMLNode, path: String) -> [String] {
    guard let value = node[key], !value.isNull else { return [] }
    guard value.kind == .sequence else {
      wrongType(value, path: path, expected: "a list of strings")
      return []
    }
    var result: [String] = []
    for (index, element) in value.elements.enumerated() {
      // A null in a list of strings is decoded as the empty string.
      result.append(element.isNull ? "" : string(element, path: "\(path)[\(index)]"))
    }
    return result
  }

  mutating func stringMap(
    _ key: String, of node: YAMLNode, path: String
  ) -> [String: String] {
    guard let value = node[key], !value.isNull else { return [:] }
    guard value.kind == .mapping else {
      wrongType(value, path: path, expected: "a mapping of strings")
      return [:]
    }
    var result: [String: String] = [:]
    for (key, value) in value.entries {
      let name = key.text ?? ""
      result[name] = value.isNull ? "" : string(value, path: "\(path).\(name)")
    }
    return result
  }

  /// The elements of a list of mappings; a null element is an empty mapping, given as `nil`.
  mutating func mappings(
    _ key: String, of node: YAMLNode, path: String, known: Set<String>
  ) -> [YAMLNode?] {
    guard let value = node[key], !value.isNull else { return [] }
    guard value.kind == .sequence else {
      wrongType(value, path: path, expected: "a list")
      return []
    }
    var result: [YAMLNode?] = []
    for (index, element) in value.elements.enumerated() {
      let elementPath = "\(path)[\(index)]"
      if element.isNull {
        result.append(nil)
      } else if element.kind == .mapping {
        noteUnknownKeys(of: element, path: elementPath, known: known)
        result.append(element)
      } else {
        wrongType(element, path: elementPath, expected: "a mapping")
      }
    }
    return result
  }

  /// A mapping; `nil` when it is absent or null.
  mutating func mapping(
    _ key: String, of node: YAMLNode, path: String, known: Set<String>? = nil
  ) -> YAMLNode? {
    guard let value = node[key], !value.isNull else { return nil }
    guard value.kind == .mapping else {
      wrongType(value, path: path, expected: "a mapping")
      return nil
    }
    if let known { noteUnknownKeys(of: value, path: path, known: known) }
    return value
  }

  mutating func noteUnknownKeys(of node: YAMLNode, path: String, known: Set<String>) {
    for (key, _) in node.entries {
      guard let name = key.text, !known.contains(name) else { continue }
      let field = path.isEmpty ? name : "\(path).\(name)"
      diagnostics.append(
        Diagnostic(
          .warning, "unknown-field", "\(title) has no field '\(field)': the API server drops it",
          at: key.range, remedy: "known here: \(known.sorted().joined(separator: ", "))"))
    }
  }

  private mutating func string(_ node: YAMLNode, path: String) -> String {
    if let string = node.string { return string }
    wrongType(node, path: path, expected: "a string")
    return ""
  }

  private mutating func wrongType(_ node: YAMLNode, path: String, expected: String) {
    isUndecodable = true
    let quoting =
      expected == "a string" && node.kind == .scalar ? "write '\(node.text ?? "")' in quotes" : nil
    diagnostics.append(
      Diagnostic(
        .error, "wrong-type",
        "\(title): \(path) must be \(expected), not \(node.typeName)",
        at: node.range, notes: [Diagnostic.Note("the API server would reject the whole object")],
        remedy: quoting))
  }
}

extension YAMLNode {
  /// What a message calls the type of this value.
  var typeName: String {
    switch kind {
    case .mapping: return "a mapping"
    case .sequence: return "a list"
    case .scalar: break
    }
    switch scalar {
    case .bool: return "a boolean"
    case .integer, .float: return "a number"
    case .null, nil: return "null"
    default: return "a string"
    }
  }
}
