// SPDX-License-Identifier: Apache-2.0

package import Catalog
import Diagnostics
package import KubernetesAPI
import Manifests
package import RBAC
import YAMLSyntax

/// Holds what an account may do against what the agent's actions need.
package struct Verifier {
  private let access: AgentAccess
  private let table: APITable
  private let acceptsAlternatives: Bool
  private let explanation = Lazy<MissingExplanation>()

  /// - Parameter acceptsAlternatives: whether an action counts as granted when another way of doing
  ///   it is, although the agent does not go that way.
  package init(access: AgentAccess, table: APITable, acceptsAlternatives: Bool) {
    self.access = access
    self.table = table
    self.acceptsAlternatives = acceptsAlternatives
  }

  /// - Parameters:
  ///   - tolerated: what may be granted besides, and need not be.
  ///   - unsupported: actions that were asked for and that the agent is too old for.
  ///   - doubtful: ids of actions of which nobody can say whether they are on, with the reason.
  package func verify(
    _ needs: [ActionNeeds], tolerated: AtomSet = AtomSet(), unsupported: [Action] = [],
    doubtful: [(id: String, reason: String)] = [],
    agent: String, versions: Verification.Versions
  ) -> Verification {
    var results: [Verification.ActionResult] = []
    var needed: [Atom] = []
    var missing: [Atom] = []
    for need in needs {
      let judged = judge(need)
      results.append(judged.result)
      needed += judged.needed
      missing += judged.missing
    }
    results += unsupported.map(Self.unsupportedResult)
    results += doubtful.map { id, reason in
      Verification.ActionResult(
        id: id, title: id, verdict: .undetermined, missing: [], satisfiedBy: [],
        notes: [Diagnostic.Note(reason)])
    }
    let review = GrantReview(
      access: access, table: table, needed: AtomSet(needed), tolerated: tolerated)
    return Verification(
      agent: agent, versions: versions, assumedBound: access.isAssumedBound,
      serviceAccount: access.account, actions: results.sorted { $0.id < $1.id },
      missingRules: AtomSet(missing).normalForm(), excess: review.excess,
      inert: review.inert,
      undetermined: access.unresolved + doubtful.map { Diagnostic.Note("\($0.id): \($0.reason)") },
      fit: review.fit)
  }

  /// An action that can be done as it is documented; `nil` for any other.
  package func granted(_ need: ActionNeeds) -> Verification.ActionResult? {
    let decided = decide(need.atoms)
    guard decided.missing.isEmpty, decided.undetermined.isEmpty else { return nil }
    return Self.granted(need, by: decided)
  }

  private static func granted(
    _ need: ActionNeeds, by decided: Decided
  ) -> Verification.ActionResult {
    Verification.ActionResult(
      id: need.action.id, title: need.action.title, verdict: .granted, missing: [],
      satisfiedBy: decided.granted, notes: [], isCapability: need.action.isCapability)
  }

  private struct Judged {
    var result: Verification.ActionResult
    /// What the action needs, the way it can be done if there is one.
    var needed: [Atom]
    var missing: [Atom]
  }

  private func judge(_ need: ActionNeeds) -> Judged {
    let decided = decide(need.atoms)
    var result = Self.granted(need, by: decided)
    guard !decided.missing.isEmpty || !decided.undetermined.isEmpty else {
      return Judged(result: result, needed: need.atoms, missing: [])
    }
    let ways = need.ways.filter { way in
      let decided = decide(way.atoms)
      return decided.missing.isEmpty && decided.undetermined.isEmpty
    }
    if let way = ways.first(where: { $0.way.isFallback || acceptsAlternatives }) {
      result.satisfiedBy = decide(way.atoms, way: way.way.title).granted
      result.notes = [Diagnostic.Note("done another way: \(way.way.title)")]
      return Judged(result: result, needed: way.atoms, missing: [])
    }
    result.verdict = decided.missing.isEmpty ? .undetermined : .missing
    result.missing = decided.missing.map(Verification.NeededRequest.init).sorted()
    result.notes = notes(for: decided.missing) + decided.unplaced
    result.notes += ways.map { way in
      Diagnostic.Note(
        "the grants would allow another way, which the agent does not go: \(way.way.title) "
          + "(--accept-alternatives counts it)")
    }
    return Judged(result: result, needed: need.atoms, missing: decided.missing)
  }

  private struct Decided {
    var granted: [Verification.Satisfaction] = []
    var missing: [Atom] = []
    var undetermined: [Atom] = []
    /// What names no namespace, and would allow more were it known.
    var unplaced: [Diagnostic.Note] = []
  }

  private func decide(_ atoms: [Atom], way: String? = nil) -> Decided {
    var decided = Decided()
    for atom in AtomSet(atoms).atoms {
      let decision = access.policy.decide(atom.request, by: access.user)
      if decision.allowed {
        decided.granted.append(
          Verification.Satisfaction(
            request: Verification.NeededRequest(atom), grant: access.grant(of: decision),
            alternative: way))
      } else if decision.undetermined || access.isPartial {
        decided.undetermined.append(atom)
        for note in access.unplaced(decision) where !decided.unplaced.contains(note) {
          decided.unplaced.append(note)
        }
      } else {
        decided.missing.append(atom)
      }
    }
    return decided
  }

  private func notes(for missing: [Atom]) -> [Diagnostic.Note] {
    let explanation = explanation.value { MissingExplanation(access) }
    var seen: Set<Diagnostic.Note> = []
    return missing.flatMap { atom in
      explanation.notes(for: atom.request, isClusterScoped: isClusterScoped(atom))
    }
    .filter { seen.insert($0).inserted }
  }

  private func isClusterScoped(_ atom: Atom) -> Bool {
    guard case .resource(_, let apiGroup, let resource, _) = atom.target else { return true }
    return table.resource(group: apiGroup, resource).map { !$0.isNamespaced } ?? false
  }

  private static func unsupportedResult(_ action: Action) -> Verification.ActionResult {
    let since = action.since.map { " before \($0)" } ?? ""
    return Verification.ActionResult(
      id: action.id, title: action.title, verdict: .unsupported, missing: [], satisfiedBy: [],
      notes: [Diagnostic.Note("the agent does not have it\(since)")])
  }
}

extension AgentAccess {
  /// The granted rule that a decision names.
  func grant(of decision: Decision) -> PlacedGrant? {
    guard let grant = decision.grant else { return nil }
    return PlacedGrant(
      rule: policy.rule(of: grant), scope: policy.scope(of: grant),
      ruleEntry: policy.origin(of: grant).flatMap { manifests.origins[$0] },
      bindingEntry: policy.bindings[grant.binding].origin.flatMap { manifests.origins[$0] })
  }
}
