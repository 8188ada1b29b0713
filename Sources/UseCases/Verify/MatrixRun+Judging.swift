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

extension MatrixRun {
  /// As `judge(_:_:_:as:)`, for several, two at a time once it is known whose account is judged.
  func judge(
    _ rendered: [(settings: SwitchSettings, outcome: ChartRenderings.Outcome)], _ pass: Pass,
    as account: inout JudgedAccount
  ) throws(Failure) -> [JudgedCombination] {
    var judged: [JudgedCombination] = []
    while case .open = account, judged.count < rendered.count {
      let (settings, outcome) = rendered[judged.count]
      judged.append(try judge(outcome, settings, pass, as: &account))
    }
    let chosen = account
    let rest = Parallel.map(Array(rendered[judged.count...]), width: 2) { settings, outcome in
      var account = chosen
      return Swift.Result { () throws(Failure) in
        try judge(outcome, settings, pass, as: &account)
      }
    }
    for result in rest { judged.append(try result.get()) }
    return judged
  }

  /// Throws where nobody can say whose account is the agent's.
  func judge(
    _ outcome: ChartRenderings.Outcome, _ settings: SwitchSettings, _ pass: Pass,
    as account: inout JudgedAccount
  ) throws(Failure) -> JudgedCombination {
    var combination = JudgedCombination(settings: settings)
    var reader = ManifestReader(
      defaultNamespace: installation.namespace, kubernetesMinor: context.kubernetes.minor)
    switch outcome {
    case .success(let rendered): reader.read(rendered.text, intent: .met)
    case .failure(let failure): combination.failure = failure.diagnostics
    }
    let set = reader.set
    if set.isIncomplete {
      let errors = set.diagnostics.filter { $0.severity == .error }
      combination.failure = errors.isEmpty ? set.diagnostics : errors
    }
    guard combination.isJudged else { return combination }
    if case .open = account, set.hasObjects {
      account = .chosen(try choice.account(in: set, outside))
    }
    judge(set, pass, as: account.value, into: &combination)
    return combination
  }

  private func judge(
    _ set: ManifestSet, _ pass: Pass, as account: ManifestSet.ServiceAccountName?,
    into combination: inout JudgedCombination
  ) {
    var values = values
    for (toggle, isOn) in zip(pass.switches, combination.settings.isOn) {
      values.lay(.bool(isOn), at: toggle.key)
    }
    let on = Set(dialect.actions(switchedOnBy: values, in: catalog).on)
    var context = context
    if let account { context.agentNamespace = account.namespace }
    let done = catalog.needs(of: catalog.actions.filter { on.contains($0.id) }, in: context)
    let read = catalog.needs(of: catalog.capabilities.filter { on.contains($0.id) }, in: context)
    let (needs, others) = pass.isAboutReading ? (read, done) : (done, read)
    combination.actions = Set(needs.map(\.action.id))
    combination.needs = needs.atoms
    combination.reads = others.atoms
    combination.spelled = AtomSet(
      (needs + others).flatMap(\.atoms).filter { !$0.namesAnyResource })
    let access = AgentAccess(
      of: account, in: set, defaults: defaults,
      closedWorld: world.isClosed)
    let verifier = Verifier(
      access: access, table: table, acceptsAlternatives: acceptsAlternatives)
    let verification = verifier.verify(
      needs + others, agent: catalog.agent.name,
      versions: Verification.Versions(catalog: "", kubernetes: "", agent: ""))
    combination.judge(access, verification, in: set)
    combination.missing =
      AtomSet(needs.filter { combination.lacking.contains($0.action.id) }.flatMap(\.atoms))
      .subtracting(combination.granted).normalForm()
  }
}
