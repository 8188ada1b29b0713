// SPDX-License-Identifier: Apache-2.0

internal import Diagnostics
internal import RBAC
internal import YAMLSyntax

extension CatalogReader {
  /// The sets, with those that they name resolved into actions.
  mutating func sets(_ root: YAMLNode, names: inout NameIndex) -> [ActionSet] {
    var written: [String: YAMLNode] = [:]
    for (name, key, node) in entries("sets", of: root) where check(node, is: CatalogFormat.set) {
      if names.actions[name.lowercased()] != nil || Catalog.reservedWords.contains(name) {
        error("catalog-duplicate-id", "'\(name)' is there already, and no set", at: key)
        continue
      }
      written[name] = node
      names.sets[name.lowercased()] = name
    }
    var sets: [ActionSet] = []
    for (name, node) in written.sorted(by: { $0.key < $1.key }) {
      var actions: [String] = []
      resolve(node, written, names, path: [name], into: &actions)
      sets.append(
        ActionSet(
          name: name, title: text("title", of: node) ?? name, actions: actions,
          evidence: texts("evidence", of: node), range: place(of: node)))
    }
    return sets
  }

  private mutating func resolve(
    _ node: YAMLNode, _ written: [String: YAMLNode], _ names: NameIndex, path: [String],
    into actions: inout [String]
  ) {
    for element in list("actions", of: node) {
      let word = element.text ?? ""
      if let set = written[word] {
        if path.contains(word) {
          error("catalog-requires-cycle", "the set '\(word)' holds itself", at: element)
        } else {
          resolve(set, written, names, path: path + [word], into: &actions)
        }
      } else if names.actions[word] == word {
        if !actions.contains(word) { actions.append(word) }
      } else {
        unknownAction(word, at: element, names)
      }
    }
  }

  mutating func unknownAction(_ word: String, at node: YAMLNode, _ names: NameIndex) {
    error(
      "catalog-unknown-action", "there is no action or set '\(word)'", at: node,
      remedy: Suggestion.nearest(
        to: word, among: Array(names.actions.values) + Array(names.sets.values), within: .misreading
      ).map { "write '\($0)'" })
  }

  /// The ids that the words of a list name: ids and sets.
  mutating func ids(
    _ key: String, of node: YAMLNode, _ names: NameIndex, _ sets: [ActionSet]
  ) -> [String] {
    var ids: [String] = []
    for element in list(key, of: node) {
      let word = element.text ?? ""
      let found: [String]
      if let set = sets.first(where: { $0.name == word }) {
        found = set.actions
      } else if names.actions[word] == word {
        found = [word]
      } else {
        unknownAction(word, at: element, names)
        continue
      }
      for id in found where !ids.contains(id) { ids.append(id) }
    }
    return ids
  }
}
