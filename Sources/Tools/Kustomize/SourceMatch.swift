// SPDX-License-Identifier: Apache-2.0

import YAMLSyntax

/// Which values of a built object are written where in its sources.
struct SourceMatch {
  /// By built values, the equal ones of the sources.
  private(set) var same: [YAMLNode: YAMLNode] = [:]
  /// By built values, those of the sources that they were made from.
  private(set) var places: [YAMLNode: YAMLNode] = [:]
  /// Rules that patches bring.
  let patches: PatchRules

  init(patches: PatchRules) { self.patches = patches }

  /// An object, and the document that it was made from.
  mutating func match(object built: YAMLNode, with source: YAMLNode) {
    places[built] = source
    forEachField(of: built, in: source) { match, key, built, source in
      if key == "rules" {
        match.match(rules: built, with: source)
      } else {
        match.match(built, with: source)
      }
    }
  }

  /// An object whose source is not known: patches may have brought its rules all the same.
  mutating func match(object built: YAMLNode) {
    for rule in built["rules"]?.elements.map({ $0 }) ?? [] { place(ruleOfPatch: rule) }
  }

  private mutating func forEachField(
    of built: YAMLNode, in source: YAMLNode,
    _ body: (inout SourceMatch, String, YAMLNode, YAMLNode) -> Void
  ) {
    let fields = Dictionary(source.entries.map { ($0.key.text ?? "", $0) }) { $1 }
    for (key, value) in built.entries {
      guard let name = key.text, let field = fields[name] else { continue }
      same[key] = field.key
      body(&self, name, value, field.value)
    }
  }

  /// A value that transformers may have changed: its place is that of what it was.
  private mutating func match(_ built: YAMLNode, with source: YAMLNode) {
    guard built.kind == source.kind else { return }
    if built.orderless == source.orderless {
      same[built] = source
      return
    }
    places[built] = source
    switch built.kind {
    case .scalar: break
    case .mapping:
      forEachField(of: built, in: source) { match, _, built, source in
        match.match(built, with: source)
      }
    case .sequence:
      // Elements that came or went leave open which of the others is which.
      guard built.elements.count == source.elements.count else {
        matchEqual(built, source)
        return
      }
      for (built, source) in zip(built.elements, source.elements) { match(built, with: source) }
    }
  }

  /// Rules have no names: only an equal one is the same.
  private mutating func match(rules built: YAMLNode, with source: YAMLNode) {
    guard built.kind == .sequence, source.kind == .sequence else { return }
    if built.orderless == source.orderless {
      same[built] = source
      return
    }
    places[built] = source
    let rest = matchEqual(built, source)
    let used = Set(built.elements.compactMap { same[$0] })
    let free = source.elements.filter { !used.contains($0) }
    for rule in rest {
      if place(ruleOfPatch: rule) { continue }
      if let old = Self.original(of: rule, among: free) { match(patched: rule, with: old) }
    }
  }

  /// The one rule that a rule differs from in what it allows, or else in what it is about.
  private static func original(of rule: YAMLNode, among rules: [YAMLNode]) -> YAMLNode? {
    let about = ["apiGroups", "resources", "resourceNames", "nonResourceURLs"]
    for fields in [about, ["apiGroups", "verbs"]] {
      let alike = rules.filter { old in
        fields.allSatisfy { old[$0]?.orderless == rule[$0]?.orderless }
      }
      if alike.count == 1 { return alike[0] }
    }
    return nil
  }

  /// A rule that a patch changed: what is as before stands where it stood, the rule itself is new.
  private mutating func match(patched rule: YAMLNode, with source: YAMLNode) {
    forEachField(of: rule, in: source) { match, _, built, source in
      if built.orderless == source.orderless {
        match.same[built] = source
      } else {
        match.matchEqual(built, source)
      }
    }
  }

  /// Gives every element the equal one of the source, each of which is used once, and returns the
  /// rest.
  @discardableResult private mutating func matchEqual(
    _ built: YAMLNode, _ source: YAMLNode
  ) -> [YAMLNode] {
    var free = Dictionary(grouping: source.elements.reversed(), by: \.orderless)
    return built.elements.filter { element in
      guard let equal = free[element.orderless]?.popLast() else { return true }
      same[element] = equal
      return false
    }
  }

  /// Gives a rule the place of the patch that brings it; whether there is one.
  @discardableResult private mutating func place(ruleOfPatch rule: YAMLNode) -> Bool {
    switch patches.place(of: rule) {
    case .exactly(let node): same[rule] = node
    case .within(let text): place(rule, within: text)
    case nil: return false
    }
    return true
  }

  private mutating func place(_ node: YAMLNode, within text: YAMLNode) {
    places[node] = text
    for element in node.elements { place(element, within: text) }
    for entry in node.entries { place(entry.value, within: text) }
  }
}

extension YAMLNode {
  /// The value with the entries of mappings in the order of their keys, as kustomize prints them.
  var orderless: YAMLValue { value.orderless }
}

extension YAMLValue {
  fileprivate var orderless: YAMLValue {
    switch self {
    case .sequence(let elements): .sequence(elements.map(\.orderless))
    case .mapping(let entries):
      .mapping(
        entries.map { Entry($0.key, $0.value.orderless) }.sorted { $0.key < $1.key })
    default: self
    }
  }
}
