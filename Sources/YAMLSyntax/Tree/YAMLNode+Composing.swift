// SPDX-License-Identifier: Apache-2.0

extension YAMLNode {
  /// The documents of one text, in which some values are those of other texts, with their places,
  /// and others are only said to be at the places of other texts.
  ///
  /// A program that puts a text together from others loses their places: this gives them back.
  ///
  /// - Parameters:
  ///   - same: by values of the documents, the equal ones that stand for them.
  ///   - places: by values of the documents, those whose places they have.
  package static func composed(
    _ documents: [YAMLNode], same: [YAMLNode: YAMLNode], places: [YAMLNode: YAMLNode]
  ) -> [YAMLNode] {
    guard let tree = documents.first?.tree else { return [] }
    func own(_ nodes: [YAMLNode: YAMLNode]) -> [Int: YAMLNode] {
      Dictionary(
        nodes.filter { $0.key.tree === tree }.map { ($0.key.index, $0.value) }
      ) { first, _ in first }
    }
    let composed = Tree(tree, same: own(same), places: own(places))
    return documents.map { $0.tree === tree ? YAMLNode(composed, at: $0.index) : $0 }
  }

  /// Whether parts of its tree stand in other texts, so that its bytes say nothing of theirs.
  package var isComposed: Bool { !tree.same.isEmpty || !tree.places.isEmpty }
}
