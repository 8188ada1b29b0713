// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import RBAC
import TestSupport

/// A chart whose rules depend on switches, judged in every combination of them.
struct SampleChart {
  /// Each switch, with the actions that it is there for.
  var switches: [(key: String, actions: [String])]
  /// The rules that are rendered with these switches on.
  var rules: (_ on: Set<String>) -> [String]
  /// Combinations that Helm does not render.
  var fails: (_ on: Set<String>) -> Bool = { _ in false }
  /// What the agent reads besides, which is no excess.
  var reads: [String] = []

  var matrix: ChartMatrix {
    let toggles = switches.map { ChartMatrix.Toggle(key: $0.key, actions: Set($0.actions)) }
    let governed = switches.flatMap(\.actions)
    return ChartMatrix(
      toggles: toggles,
      combinations: SwitchSettings.combinations(of: switches.count).map(judged),
      needs: Dictionary(
        Samples.needs(governed).map { ($0.action.id, AtomSet($0.atoms)) }
      ) { first, _ in first })
  }

  func on(_ settings: SwitchSettings) -> Set<String> {
    Set(settings.on.map { switches[$0].key })
  }

  private func judged(_ settings: SwitchSettings) -> JudgedCombination {
    var combination = JudgedCombination(settings: settings)
    let on = on(settings)
    guard !fails(on) else {
      combination.failure = [
        Diagnostic(.error, "helm", "it does not render", at: nil)
      ]
      return combination
    }
    let ids = Set(switches.filter { on.contains($0.key) }.flatMap(\.actions)).sorted()
    let needs = Samples.needs(ids)
    let read = Samples.needs(reads)
    combination.actions = Set(ids)
    combination.needs = needs.atoms
    combination.reads = read.atoms
    combination.spelled = AtomSet((needs + read).flatMap(\.atoms))
    let set = Samples.manifests(Samples.bound(rules(on)), name: "chart")
    let access = Samples.access(set)
    let verification = Samples.verify(ids + reads, by: access)
    combination.judge(access, verification, in: set)
    combination.missing = needs.atoms.subtracting(combination.granted).normalForm()
    return combination
  }
}

extension SwitchFault {
  /// `kind: SWITCHES / OTHERS: ACTIONS`, with the keys of the chart.
  func line(in matrix: ChartMatrix) -> String {
    func keys(_ indices: [Int]) -> String {
      indices.map { matrix.toggles[$0].key }.joined(separator: "+")
    }
    return "\(kind.rawValue): \(keys(switches)) / \(keys(others)): "
      + actions.joined(separator: ", ")
  }
}
