// SPDX-License-Identifier: Apache-2.0

import Catalog
import Diagnostics
import YAMLSyntax

/// The values reader: files that lie over each other are read as the one file that they come to.
enum ValuesEntry: FuzzEntry {
  static let name = "values"

  static func run(_ input: [UInt8]) throws(Disagreement) {
    let stream = YAMLStream.read(SourceText(name: "t", bytes: input), limits: TextFacts.limits)
    guard stream.failure == nil, !stream.documents.isEmpty else { return }
    let roots = stream.documents
    let layers = roots.map(\.value)
    let merged = layers.dropFirst().reduce(layers[0]) { laid($1, over: $0) }
    let text = SourceText(name: "merged", text: YAMLEmitter.text(merged))
    let catalog = Catalog.builtIn
    for dialect in catalog.dialects {
      for chart in [nil] + dialect.recordedVersions.map(Optional.some) {
        let version = DialectVersion(dialect: dialect, chart: chart)
        let several = version.actions(switchedOnBy: ValuesTree(merging: roots), in: catalog)
        let one = version.actions(
          switchedOnBy: YAMLStream.read(text).documents.first, in: catalog)
        try Disagreement.unless(
          "several files are the one that they come to in \(version)", facts(of: several),
          facts(of: one))
        guard !several.isOfAnotherChart, !several.on.isEmpty || !several.off.isEmpty else {
          continue
        }
        let all = several.on + several.off + several.undetermined.map(\.id)
        try Disagreement.unless(
          "an action is on, off or undetermined", all.sorted(), catalog.entries.map(\.id).sorted())
      }
    }
  }

  /// As Helm does: mappings are merged, anything else replaces.
  private static func laid(_ above: YAMLValue, over below: YAMLValue) -> YAMLValue {
    guard case .mapping(var entries) = below, case .mapping(let others) = above else {
      return above
    }
    for other in others {
      if let place = entries.firstIndex(where: { $0.key.utf8.elementsEqual(other.key.utf8) }) {
        entries[place].value = laid(other.value, over: entries[place].value)
      } else {
        entries.append(other)
      }
    }
    return .mapping(entries)
  }

  private static func facts(of actions: SwitchedActions) -> [String] {
    actions.on + ["off"] + actions.off + ["open"]
      + actions.undetermined.map { "\($0.id): \($0.reason)" }
      + actions.diagnostics.map { "\($0.severity) \($0.code.rawValue) \($0.message)" }
      + ["\(actions.isOfAnotherChart)"]
  }
}
