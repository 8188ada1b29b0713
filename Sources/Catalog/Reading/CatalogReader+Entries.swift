// SPDX-License-Identifier: Apache-2.0

internal import Diagnostics
internal import RBAC
internal import YAMLSyntax

extension CatalogReader {
  /// The entries of a list of actions, one for each kind that an entry is for.
  struct Expanded {
    var entries: [(action: Action, node: YAMLNode)] = []
    var templates: [String: ActionTemplate] = [:]
  }

  mutating func expandedActions(
    _ key: String, of root: YAMLNode, isCapability: Bool
  ) -> Expanded {
    var expanded = Expanded()
    for node in list(key, of: root) where check(node, is: CatalogFormat.action) {
      guard let id = text("id", of: node), let (verb, kind) = checkedID(id, node) else { continue }
      if bool("anyResource", of: node) == true {
        expanded.templates[verb] = ActionTemplate(node, isCapability: isCapability)
      }
      guard kind == "{kind}" else {
        if let place = node["for"] {
          error("catalog-bad-id", "'for' needs an id that ends in ':{kind}'", at: place)
        }
        if let action = action(node, of: nil, isCapability: isCapability) {
          expanded.entries.append((action, node))
        }
        continue
      }
      for element in list("for", of: node) {
        guard let kind = kinds[element.text ?? ""] else {
          let name = element.text ?? ""
          error(
            "catalog-unknown-kind", "'kinds' has no '\(name)'", at: element,
            remedy: Suggestion.nearest(to: name, among: kinds.keys, within: .misreading).map {
              "write '\($0)'"
            })
          continue
        }
        if let action = action(node, of: kind, isCapability: isCapability) {
          expanded.entries.append((action, node))
        }
      }
    }
    return expanded
  }

  /// The halves of an id; one that isn't `verb:kind` is reported.
  private mutating func checkedID(_ id: String, _ node: YAMLNode) -> (String, String)? {
    let halves = NameIndex.halves(of: id)
    let isPlain = id.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
        || [0x2D, 0x2E, 0x3A, 0x7B, 0x7D].contains(byte)
    }
    guard let halves, isPlain, !halves.1.contains(":") else {
      error(
        "catalog-bad-id", "'\(id)' is no id: it must be 'verb:kind' in lower case",
        at: node["id"] ?? node)
      return nil
    }
    return halves
  }

  /// Enters ids and spellings; what is there already is reported.
  mutating func index(_ entries: [(action: Action, node: YAMLNode)], into names: inout NameIndex) {
    for (action, node) in entries {
      if names.actions.updateValue(action.id, forKey: action.id) != nil {
        error("catalog-duplicate-id", "'\(action.id)' is there twice", at: node["id"] ?? node)
      }
    }
    for (action, node) in entries {
      for spelling in action.spellings {
        let known = names.actions[spelling.lowercased()]
        if known == nil {
          names.actions[spelling.lowercased()] = action.id
        } else if known != action.id {
          error(
            "catalog-duplicate-id", "'\(spelling)' already stands for '\(known ?? "")'",
            at: node["spellings"] ?? node)
        }
      }
    }
  }

  /// Reports actions that require what there isn't, or each other in a circle.
  mutating func checkRequires(_ entries: [(action: Action, node: YAMLNode)]) {
    var required: [String: [String]] = [:]
    for (action, _) in entries { required[action.id] = action.requires }
    for (action, node) in entries {
      for element in node["requires"].map({ Array($0.elements) }) ?? [] {
        guard let id = element.text else { continue }
        if required[id] == nil {
          error(
            "catalog-unknown-action", "'\(action.id)' requires '\(id)', which there is not",
            at: element,
            remedy: Suggestion.nearest(to: id, among: required.keys, within: .misreading).map {
              "write '\($0)'"
            })
        } else if let circle = Self.circle(from: action.id, by: id, required) {
          error(
            "catalog-requires-cycle", "requires itself: \(circle.joined(separator: " → "))",
            at: element)
        }
      }
    }
  }

  /// The shortest way of requiring that leads from an action by another back to it.
  private static func circle(
    from start: String, by first: String, _ required: [String: [String]]
  ) -> [String]? {
    var paths = [[start, first]]
    var seen: Set<String> = []
    while !paths.isEmpty {
      let path = paths.removeFirst()
      guard let last = path.last else { continue }
      if last == start { return path }
      guard seen.insert(last).inserted else { continue }
      for next in required[last] ?? [] { paths.append(path + [next]) }
    }
    return nil
  }
}
