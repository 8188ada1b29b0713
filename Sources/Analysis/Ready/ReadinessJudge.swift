// SPDX-License-Identifier: Apache-2.0

package import Catalog
import Diagnostics
package import KubernetesAPI
import Manifests
import RBAC

/// Holds what is granted against an upgrade that is to come.
package struct ReadinessJudge {
  /// One side of the upgrade.
  package struct State: Sendable {
    package var actions: [Action]
    /// Actions that are on and that this side's agent does not have.
    package var unsupported: [Action]
    /// Ids of actions of which nobody can say whether they are on, with the reason.
    package var doubtful: [(id: String, reason: String)]
    package var context: NeedContext
    package var dialect: DialectVersion?
    package var table: APITable

    package init(
      actions: [Action], unsupported: [Action], doubtful: [(id: String, reason: String)],
      context: NeedContext, dialect: DialectVersion?, table: APITable
    ) {
      self.actions = actions
      self.unsupported = unsupported
      self.doubtful = doubtful
      self.context = context
      self.dialect = dialect
      self.table = table
    }

    var side: Readiness.Side {
      Readiness.Side(
        agent: context.agentVersion.description,
        chart: dialect.flatMap { $0.chart == nil ? nil : $0.description },
        kubernetes: context.kubernetes.description)
    }

    /// Ids of what is on, had by the agent or not.
    package var ids: Set<String> { Set((actions + unsupported).map(\.id)) }
  }

  private let catalog: Catalog
  private let from: State
  private let to: State

  package init(catalog: Catalog, from: State, to: State) {
    self.catalog = catalog
    self.from = from
    self.to = to
  }

  /// What is on now where nobody says: every bounded action that the grants allow altogether.
  package static func allowedActions(
    of catalog: Catalog, in context: NeedContext, by access: AgentAccess
  ) -> [Action] {
    let candidates = catalog.actions.filter {
      $0.isBounded && $0.isSupported(by: context.agentVersion)
    }
    return catalog.needs(of: candidates, in: context).filter { need in
      !need.atoms.isEmpty
        && need.atoms.allSatisfy { access.policy.decide($0.request, by: access.user).allowed }
    }.map(\.action)
  }

  /// - Parameters:
  ///   - later: what the account may do after the upgrade, when nothing else is done.
  ///   - roleRefs: the bindings that the upgrade cannot write.
  ///   - options: how the missing rules are given.
  package func judge(
    later: AgentAccess, roleRefs: [RoleRefConflict], source: String, options: GrantPlan.Options
  ) -> (readiness: Readiness, questions: [OwnRight.Question]) {
    let needs = catalog.needs(of: to.actions, in: to.context)
    let before = catalog.needs(of: from.actions, in: from.context).atoms
    let after = needs.atoms
    let verification = Verifier(access: later, table: to.table, acceptsAlternatives: false)
      .verify(
        needs, unsupported: to.unsupported, doubtful: to.doubtful, agent: catalog.agent.name,
        versions: Verification.Versions(
          catalog: "\(catalog.agent.name)@\(catalog.version)",
          kubernetes: to.context.kubernetes.description,
          agent: to.context.agentVersion.description))
    let plan = GrantPlan(
      for: verification.missingRules, in: later.manifests, account: later.account,
      options: options)
    let readiness = Readiness(
      agent: catalog.agent.name, catalog: verification.versions.catalog, from: from.side,
      to: to.side, account: later.account, source: source,
      switchedOn: to.ids.subtracting(from.ids).sorted(),
      switchedOff: from.ids.subtracting(to.ids).sorted(), actions: verification.actions,
      newNeeds: newNeeds(
        after.subtracting(before), of: needs, missing: AtomSet(verification.missingRules),
        by: later),
      missingRules: verification.missingRules,
      droppedNeeds: before.subtracting(after).normalForm(), inert: newlyInert(later),
      values: valueChanges, roleRefs: roleRefs, rights: [],
      granter: nil, steps: plan.steps + steps(for: roleRefs, options.kubectl), upgrade: [],
      undetermined: verification.undetermined, notes: [])
    return (readiness, plan.questions + questions(for: roleRefs))
  }

  // MARK: - Needs

  private func newNeeds(
    _ atoms: AtomSet, of needs: [ActionNeeds], missing: AtomSet, by later: AgentAccess
  ) -> [Readiness.NewNeed] {
    let new = atoms.reduced()
    func verdict(_ atom: Atom) -> Verification.Verdict {
      if missing.covers(atom) { return .missing }
      let decision = later.policy.decide(atom.request, by: later.user)
      let isOpen = !decision.allowed && (decision.undetermined || later.isPartial)
      return isOpen ? .undetermined : .granted
    }
    let verdicts = new.atoms.map(verdict)
    return [Verification.Verdict.missing, .undetermined, .granted].flatMap { wanted in
      let atoms = zip(new.atoms, verdicts).filter { $1 == wanted }.map(\.0)
      return AtomSet(atoms).normalForm().map { rule in
        let held = AtomSet([rule])
        let actions = needs.filter { need in need.atoms.contains(where: held.covers) }
        return Readiness.NewNeed(
          rule: rule, actions: Set(actions.map(\.action.id)).sorted(), verdict: wanted)
      }
    }
  }

  /// What is of use on the server of now, and of none on that to come.
  private func newlyInert(_ later: AgentAccess) -> [Verification.InertRule] {
    guard from.context.kubernetes != to.context.kubernetes else { return [] }
    let before = Inertness(table: from.table)
    let after = Inertness(table: to.table)
    var found: [Verification.InertRule] = []
    for grant in later.grants where !grant.isDefault {
      var dead: [String: [Atom]] = [:]
      for atom in Set(grant.scopedRule.atoms) {
        guard before.reason(atom) == nil, let reason = after.reason(atom) else { continue }
        dead[reason, default: []].append(atom)
      }
      found += Verification.InertRule.rules(of: dead, in: grant)
    }
    return found
  }

  // MARK: - The chart

  private var valueChanges: [ValueChange] {
    guard let old = from.dialect, let new = to.dialect else { return [] }
    return old.changes(to: new)
  }

  private func steps(
    for conflicts: [RoleRefConflict], _ kubectl: [String]
  ) -> [Readiness.Step] {
    conflicts.map { conflict in
      var words = kubectl + ["delete", conflict.binding.kind.lowercased(), conflict.binding.name]
      if !conflict.binding.namespace.isEmpty {
        words += ["--namespace", conflict.binding.namespace]
      }
      return Readiness.Step(
        "right before the upgrade, delete \(conflict.title), which the upgrade makes anew: until "
          + "then the agent lacks what it gives",
        command: ShellText.command(words))
    }
  }

  private func questions(for conflicts: [RoleRefConflict]) -> [OwnRight.Question] {
    conflicts.map { conflict in
      let request = Request.resource(
        ResourceRequest(
          verb: "delete", apiGroup: "rbac.authorization.k8s.io",
          resource: conflict.binding.kind.lowercased() + "s", namespace: conflict.binding.namespace,
          name: conflict.binding.name))
      return OwnRight.Question(
        title: "delete \(conflict.title)", requests: [request], shortcut: request, held: [])
    }
  }
}
