// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import Host
import KubernetesAPI
import Manifests
import RBAC
import Tools
import YAMLSyntax

/// Renders a chart in the combinations of its action switches, and judges each.
struct MatrixRun {
  let installation: ChartInstallation
  let values: ChartValues
  let dialect: DialectVersion
  let catalog: Catalog
  let context: NeedContext
  let table: APITable
  let world: World
  let choice: AccountChoice
  let acceptsAlternatives: Bool
  let outside: Outside

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

  /// The account of the first combination that has RBAC objects, which all are judged for.
  fileprivate enum JudgedAccount {
    case open
    case chosen(ManifestSet.ServiceAccountName?)
  }

  func run() throws(Failure) -> Result {
    let (switches, leftOut) = try present(dialect.actionSwitches(in: catalog))
    guard !switches.isEmpty else {
      throw .usage(
        "the chart has no switch that turns an action of the catalog on",
        remedy: "name the dialect of its values with --dialect NAME@VERSION, or give a catalog")
    }
    var warned: Set<String> = []
    var account = choice.named.map { JudgedAccount.chosen($0) } ?? .open
    var judged: [JudgedCombination] = []
    // The one with the most switches on comes first: it shows best whose account is the agent's.
    let all = SwitchSettings.combinations(of: switches.count).reversed().map(\.self)
    for start in stride(from: 0, to: all.count, by: Self.batch) {
      let batch = Array(all[start..<min(start + Self.batch, all.count)])
      let rendered = render(batch, switches)
      for (settings, rendering) in zip(batch, rendered) {
        outside.show(helm: rendering.warnings.filter { warned.insert($0).inserted })
        judged.append(try judge(rendering, settings, switches, as: &account))
      }
      if all.count > Self.batch {
        outside.messages.show(
          .progress(done: judged.count, of: all.count, what: "combinations"))
      }
    }
    if let first = judged.first, judged.allSatisfy({ !$0.isJudged }) {
      throw .unjudged(first.failure)
    }
    return Result(
      matrix: matrix(of: judged, switches), account: account.value, leftOut: leftOut)
  }

  private func render(_ batch: [SwitchSettings], _ switches: [Switch]) -> [Rendering] {
    let helm = Helm(outside.tools)
    let installation = installation
    return Parallel.map(batch, width: Self.width) { settings in
      Rendering(helm, installation, switches, settings)
    }
  }

  private func matrix(of judged: [JudgedCombination], _ switches: [Switch]) -> ChartMatrix {
    let actions = catalog.actions
    let governed = Set(switches.flatMap { $0.actions(in: dialect.writtenChart) })
    let needs = catalog.needs(of: actions.filter { governed.contains($0.id) }, in: context)
    return ChartMatrix(
      toggles: switches.map { toggle in
        ChartMatrix.Toggle(
          key: toggle.key,
          actions: Set(toggle.actions(in: dialect.writtenChart))
            .intersection(actions.map(\.id)))
      },
      combinations: judged,
      needs: Dictionary(
        needs.map { ($0.action.id, AtomSet($0.atoms)) }, uniquingKeysWith: { first, _ in first }))
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
      let texts = render([SwitchSettings([true]), SwitchSettings([false])], [toggle])
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

    init(
      _ helm: Helm, _ installation: ChartInstallation, _ switches: [Switch],
      _ settings: SwitchSettings
    ) {
      let more = zip(switches, settings.isOn).map { HelmSetting(.set, "\($0.key)=\($1)") }
      do throws(Failure) {
        let rendered = try helm.render(installation, with: more)
        text = rendered.text
        warnings = rendered.warnings
      } catch {
        failure = error.diagnostics
      }
    }

    /// The manifests of the output; `nil` with the reason where they can't be judged.
    func manifests(_ installation: ChartInstallation, _ kubernetes: KubernetesVersion) -> (
      set: ManifestSet?, failure: [Diagnostic]
    ) {
      guard let text else { return (nil, failure) }
      var reader = ManifestReader(
        defaultNamespace: installation.namespace, kubernetesMinor: kubernetes.minor)
      reader.read(text, intent: .met)
      return reader.set.isIncomplete ? (nil, reader.set.diagnostics) : (reader.set, [])
    }
  }

  /// Throws where nobody can say whose account is the agent's.
  private func judge(
    _ rendering: Rendering, _ settings: SwitchSettings, _ switches: [Switch],
    as account: inout JudgedAccount
  ) throws(Failure) -> JudgedCombination {
    var combination = JudgedCombination(settings: settings)
    let read = rendering.manifests(installation, context.kubernetes)
    guard let set = read.set else {
      combination.failure = read.failure
      return combination
    }
    if case .open = account, set.hasObjects {
      account = .chosen(try choice.account(in: set, outside))
    }
    judge(set, switches, as: account.value, into: &combination)
    return combination
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
    let access = AgentAccess(
      of: account, in: set, defaults: world.defaults(context.kubernetes),
      closedWorld: world.isClosed)
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
}

extension MatrixRun.JudgedAccount {
  fileprivate var value: ManifestSet.ServiceAccountName? {
    if case .chosen(let account) = self { account } else { nil }
  }
}
