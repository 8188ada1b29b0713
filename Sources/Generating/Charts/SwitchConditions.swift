// SPDX-License-Identifier: Apache-2.0

import Catalog
import YAMLSyntax

/// The switches of a chart as conditions of its templates.
///
/// A template's `if` must not fail on values of another shape: each mapping on the way to a switch
/// is put into a variable first, which is empty where the values have no mapping there.
struct SwitchConditions {
  private let switches: [Switch]
  /// The variables of mappings, by their dotted path.
  private var variables: [String: String] = [:]
  private var paths: [String] = []
  /// Mappings in whose place a plain value may stand.
  private let wholes: Set<String>

  init(_ switches: [Switch]) {
    self.switches = switches
    wholes = Set(switches.filter(\.parentMayBeBoolean).map { Self.parent(of: $0.key) })
    for toggle in switches { add(Self.parent(of: toggle.key)) }
  }

  private mutating func add(_ path: String) {
    guard !path.isEmpty, variables[path] == nil else { return }
    add(Self.parent(of: path))
    var name =
      "$" + path.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "_" }.joined()
    while variables.values.contains(name) || name == "$" { name += "_" }
    variables[path] = name
    paths.append(path)
  }

  /// The actions that put the variables in place; they print nothing.
  var preparation: [String] {
    paths.flatMap { path in
      let name = variables[path] ?? ""
      let value = self.value(of: path)
      var lines: [String] = []
      if wholes.contains(path) {
        lines.append(
          "{{- $whole\(name.dropFirst()) := and (not (kindIs \"map\" \(value))) \(value) }}")
      }
      return lines + ["{{- \(name) := ternary \(value) dict (kindIs \"map\" \(value)) }}"]
    }
  }

  /// What `if` takes for an effect of a switch.
  func condition(of toggle: Switch, _ effect: Switch.Effect) -> String {
    var terms = [term(of: toggle)]
    for (other, isOn) in [(effect.with, true), (effect.unless, false)] {
      guard let other, let toggle = switches.first(where: { $0.key == other }) else { continue }
      terms.append(isOn ? term(of: toggle) : "(not \(term(of: toggle)))")
    }
    return terms.count == 1 ? Self.bare(terms[0]) : "and \(terms.joined(separator: " "))"
  }

  private func term(of toggle: Switch) -> String {
    let value = self.value(of: toggle.key)
    guard toggle.parentMayBeBoolean else { return value }
    let whole = "$whole\((variables[Self.parent(of: toggle.key)] ?? "$").dropFirst())"
    return "(or \(whole) \(value))"
  }

  /// The value at a path, as an operand.
  private func value(of path: String) -> String {
    let name = Self.last(of: path)
    let parent = Self.parent(of: path)
    let holder = parent.isEmpty ? ".Values" : variables[parent] ?? ".Values"
    return "(index \(holder) \(Self.quoted(name)))"
  }

  private static func bare(_ term: String) -> String {
    String(term.dropFirst().dropLast())
  }

  static func quoted(_ text: String) -> String { JSONEmitter.text(.string(text), pretty: false) }

  static func parent(of path: String) -> String {
    path.lastIndex(of: ".").map { String(path[..<$0]) } ?? ""
  }

  static func last(of path: String) -> String {
    path.lastIndex(of: ".").map { String(path[path.index(after: $0)...]) } ?? path
  }
}
