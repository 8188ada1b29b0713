// SPDX-License-Identifier: Apache-2.0

import Host
import YAMLSyntax

/// A kustomization file, as far as it says what belongs to it.
package struct Kustomization: Sendable {
  /// The folder it is in.
  package let folder: String
  /// Its path.
  package let file: String
  /// Whether it is a Component, which is built only as part of others.
  package let isComponent: Bool
  /// What it lists as resources, from its folder.
  let resources: [String]
  /// What else it may name: patches, files of generators, other folders.
  let others: [String]
  /// Patches that stand in the file itself.
  let inlinePatches: [YAMLNode]

  /// The names of such files, in kustomize's order.
  ///
  /// Source: sigs.k8s.io/kustomize/api/konfig, `RecognizedKustomizationFileNames`.
  package static let names = ["kustomization.yaml", "kustomization.yml", "Kustomization"]

  /// Fields whose texts are no paths, even where a file happens to have such a name.
  private static let wordsOnly: Set<String> = [
    "apiVersion", "buildMetadata", "commonAnnotations", "commonLabels", "generatorOptions",
    "images", "kind", "labels", "literals", "metadata", "name", "namePrefix", "nameSuffix",
    "namespace", "options", "releaseName", "replicas", "sortOptions", "target", "vars",
  ]

  /// The kustomization of a folder; `nil` where it has none. What cannot be read counts as one:
  /// kustomize says what is wrong with it.
  package init?(in folder: String, of tree: any FileTree = LocalFiles()) {
    let paths = Self.names.map { Paths.join(folder, $0) }
    guard let file = paths.first(where: { tree.kind(of: $0) == .file }) else { return nil }
    let root = YAMLStream.read(tree.text(of: file)).documents.first
    // Flux has a kind of the same name.
    if let version = root?["apiVersion"]?.text,
      !version.hasPrefix("kustomize.config.k8s.io/"), root?["kind"]?.text != nil
    {
      return nil
    }
    self.folder = folder
    self.file = file
    isComponent = root?["kind"]?.text == "Component"
    let listed = ["resources", "bases"]
    resources = listed.flatMap { root?[$0].map(Self.texts) ?? [] }.compactMap(\.text)
    let rest =
      root?.entries.filter { !listed.contains($0.key.text ?? "") && !Self.isWord($0.key) }
      .flatMap { Self.texts($0.value) } ?? []
    inlinePatches = rest.filter { $0.text?.contains("\n") == true }
    others = rest.compactMap(\.text).flatMap { text in
      // `KEY=FILE`, as generators name files.
      [text] + (text.split(separator: "=", maxSplits: 1).dropFirst().map(String.init))
    }
  }

  private static func isWord(_ key: YAMLNode) -> Bool { wordsOnly.contains(key.text ?? "") }

  /// The texts below a node that may be paths.
  private static func texts(_ node: YAMLNode) -> [YAMLNode] {
    switch node.kind {
    case .scalar: node.string == nil ? [] : [node]
    case .sequence: node.elements.flatMap(texts)
    case .mapping: node.entries.filter { !isWord($0.key) }.flatMap { texts($0.value) }
    }
  }
}
