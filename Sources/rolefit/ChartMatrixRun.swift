// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import Host
import KubernetesAPI
import Manifests
import RBAC
import YAMLSyntax

/// Renders a chart in the combinations of its action switches, and judges each.
struct ChartMatrixRun {
  var helm: Helm
  var values: ChartValues
  var dialect: DialectVersion
  var catalog: Catalog
  var context: NeedContext
  var table: APITable
  var defaults: DefaultObjects
  var account: ManifestSet.ServiceAccountName?
  var choice: AccountChoice
  var closedWorld: Bool
  var acceptsAlternatives: Bool

  /// What a run came to.
  struct Result {
    var matrix: ChartMatrix
    var account: ManifestSet.ServiceAccountName?
    /// Switches that the chart turned out not to have.
    var leftOut: [String]
  }

  /// How many renderings run side by side.
  private static let width = 2
  /// How many are held at a time.
  private static let batch = 32

  func run() throws(Failure) -> Result {
    let (switches, leftOut) = try present(dialect.actionSwitches(in: catalog))
    guard !switches.isEmpty else {
      throw .usage(
        "the chart has no switch that turns an action of the catalog on",
        remedy: "name the dialect of its values with --dialect NAME@VERSION, or give a catalog")
    }
    var warned: Set<String> = []
    var judgedAccount = account
    var isChosen = account != nil
    var judged: [JudgedCombination] = []
    // The one with the most switches on comes first: it shows best whose account is the agent's.
    let all = SwitchSettings.combinations(of: switches.count).reversed().map(\.self)
    for start in stride(from: 0, to: all.count, by: Self.batch) {
      let batch = Array(all[start..<min(start + Self.batch, all.count)])
      let rendered = Parallel.map(batch, width: Self.width) { settings in
        Rendering(helm, switches, settings)
      }
      for (settings, rendering) in zip(batch, rendered) {
        Helm.report(rendering.warnings.filter { warned.insert($0).inserted })
        var combination = JudgedCombination(settings: settings)
        do throws(Failure) {
          let set = try read(rendering)
          if !isChosen, set.hasObjects {
            judgedAccount = try choice.account(nil, in: set)
            isChosen = true
          }
          judge(set, switches, as: judgedAccount, into: &combination)
        } catch {
          if error.diagnostics.contains(where: { $0.code == "service-account" }) { throw error }
          combination.failure = error.diagnostics
        }
        judged.append(combination)
      }
      Self.report(progress: judged.count, of: all.count)
    }
    if let first = judged.first, judged.allSatisfy({ !$0.isJudged }) {
      throw .unjudged(first.failure)
    }
    let actions = catalog.actions
    let governed = Set(switches.flatMap { $0.actions(in: dialect.writtenChart) })
    let needs = catalog.needs(of: actions.filter { governed.contains($0.id) }, in: context)
    let matrix = ChartMatrix(
      toggles: switches.map { toggle in
        ChartMatrix.Toggle(
          key: toggle.key,
          actions: Set(toggle.actions(in: dialect.writtenChart))
            .intersection(actions.map(\.id)))
      },
      combinations: judged,
      needs: Dictionary(
        needs.map { ($0.action.id, AtomSet($0.atoms)) }, uniquingKeysWith: { first, _ in first }))
    return Result(matrix: matrix, account: judgedAccount, leftOut: leftOut)
  }

  /// The switches that the chart has. One that its values do not have, and that changes nothing,
  /// it does not have: the catalog's dialect was made for another version.
  private func present(_ switches: [Switch]) throws(Failure) -> (here: [Switch], not: [String]) {
    var here: [Switch] = []
    var not: [String] = []
    for toggle in switches {
      if values.mayHave(toggle) {
        here.append(toggle)
        continue
      }
      let texts = Parallel.map([true, false], width: Self.width) { isOn in
        Rendering(helm, [toggle], SwitchSettings([isOn]))
      }
      if let on = texts[0].text, on.bytes == texts[1].text?.bytes {
        not.append(toggle.key)
      } else {
        here.append(toggle)
      }
    }
    return (here, not)
  }

  /// One combination's output, or why there is none.
  private struct Rendering: Sendable {
    var text: SourceText?
    var warnings: [String] = []
    var failure: [Diagnostic] = []

    init(_ helm: Helm, _ switches: [Switch], _ settings: SwitchSettings) {
      let more = zip(switches, settings.isOn).flatMap { ["--set", "\($0.key)=\($1)"] }
      do throws(Failure) {
        let rendered = try helm.rendered(with: more)
        text = rendered.text
        warnings = rendered.warnings
      } catch {
        failure = error.diagnostics
      }
    }
  }

  private func read(_ rendering: Rendering) throws(Failure) -> ManifestSet {
    guard let text = rendering.text else { throw .unjudged(rendering.failure) }
    var reader = ManifestReader(
      defaultNamespace: helm.namespace, kubernetesMinor: context.kubernetes.minor)
    reader.read(text, intent: .met)
    let set = reader.set
    if set.isIncomplete { throw .unjudged(set.diagnostics) }
    return set
  }

  private func judge(
    _ set: ManifestSet, _ switches: [Switch], as account: ManifestSet.ServiceAccountName?,
    into combination: inout JudgedCombination
  ) {
    var values = values
    for (toggle, isOn) in zip(switches, combination.settings.isOn) {
      values.lay(.bool(isOn), at: toggle.key)
    }
    let on = Set(dialect.actions(switchedOnBy: values, in: catalog).on)
    var context = context
    if let account { context.agentNamespace = account.namespace }
    let needs = catalog.needs(of: catalog.actions.filter { on.contains($0.id) }, in: context)
    let reads = catalog.needs(of: catalog.capabilities.filter { on.contains($0.id) }, in: context)
    combination.actions = Set(needs.map(\.action.id))
    combination.needs = needs.atoms
    combination.reads = reads.atoms
    combination.spelled = AtomSet((needs + reads).flatMap(\.atoms).filter { !$0.namesAnyResource })
    let access = AgentAccess(of: account, in: set, defaults: defaults, closedWorld: closedWorld)
    let verifier = Verifier(
      access: access, table: table, acceptsAlternatives: acceptsAlternatives)
    let verification = verifier.verify(
      needs + reads, agent: catalog.agent.name,
      versions: Verification.Versions(catalog: "", kubernetes: "", agent: ""))
    combination.judge(access, verification, in: set)
    combination.missing =
      AtomSet(needs.filter { combination.lacking.contains($0.action.id) }.flatMap(\.atoms))
      .subtracting(combination.granted).reduced().normalForm()
  }

  private static func report(progress count: Int, of all: Int) {
    guard Console.errorIsTerminal, all > batch else { return }
    Console.writeError("\rrolefit: \(count) of \(all) combinations" + (count == all ? "\n" : ""))
  }
}
