// SPDX-License-Identifier: Apache-2.0

import Catalog
import Manifests
import RBAC
import TestSupport
import Testing

@testable import Analysis

/// For any manifests that grant a part of a set: what the plan's commands do grants the rest.
struct GrantPlanPropertyTests {
  private static let cases = 60
  private static let ids = ["delete:pod", "scale:deployment", "rollback:deployment", "exec:pod"]

  /// A role with some of the needed atoms, in one of the ways that decide what the plan does.
  private struct Start {
    var rules: [String]
    var isShared: Bool
    var isPart: Bool

    func text(with more: [String] = []) -> String {
      RBACText.role(
        "agent", rules + more,
        labels: isPart ? ["rbac.authorization.k8s.io/aggregate-to-view": "true"] : [:])
        + RBACText.binding(
          "agent", role: "agent", isShared ? ["own:agent", "User jane"] : ["own:agent"])
    }
  }

  private static func words(_ rule: PolicyRule) -> String {
    func list(_ words: [String]) -> String {
      words.map { $0.isEmpty ? "-" : $0 }.joined(separator: ",")
    }
    return [rule.verbs, rule.apiGroups, rule.resources].map(list).joined(separator: " ")
  }

  @Test func whatThePlanDoesGrantsTheSetAndNoAtomOfItIsTooMany() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = RandomSource(seed: seed)
    for number in 0..<Self.cases {
      let comment = Comment(rawValue: "seed \(seed), case \(number)")
      let count = Int.random(in: 1...Self.ids.count, using: &random)
      let ids = Array(Self.ids.shuffled(using: &random).prefix(count))
      let namespaces = [[], ["shop"], ["shop", "till"]].randomElement(using: &random) ?? []
      let context = Samples.context(watching: namespaces)
      let needed = Samples.needs(ids, in: context).atoms.atoms.map(\.unscoped)
      let held = AtomSet(needed).atoms.filter { _ in Bool.random(using: &random) }
      let start = Start(
        rules: AtomSet(held).normalForm().map { Self.words($0.rule) },
        isShared: Bool.random(using: &random), isPart: Bool.random(using: &random))
      let before = Samples.verify(ids, by: Samples.access(start.text()), in: context)
      let plan = GrantPlan(
        for: before.missingRules, in: Samples.manifests(start.text()), account: Samples.account,
        options: GrantPlan.Options(
          kubectl: ["kubectl"], agent: "ferry", assumedAccount: nil, rolesAreRewritten: false))
      let text = try Self.performed(plan.steps, on: start, without: nil)
      let after = Samples.verify(ids, by: Samples.access(text), in: context)
      try #require(after.verdict == .granted, comment)
      try #require(after.missingRules.isEmpty, comment)
      let excess = AtomSet(before.excess.map(\.rule))
      try #require(AtomSet(after.excess.map(\.rule)) == excess, comment)
      for dropped in AtomSet(before.missingRules).atoms {
        let less = try Self.performed(plan.steps, on: start, without: dropped)
        let verification = Samples.verify(ids, by: Samples.access(less), in: context)
        try #require(verification.verdict == .missing, comment)
        try #require(AtomSet(verification.missingRules).atoms == [dropped], comment)
      }
    }
  }

  /// The manifests once the steps were taken, with one atom of theirs left out.
  private static func performed(
    _ steps: [Readiness.Step], on start: Start, without dropped: Atom?
  ) throws -> String {
    var added: [String] = []
    var applied = ""
    for step in steps {
      if let rules = try PlanSteps.rulesAdded(by: step) {
        added += rules.map(words)
      } else {
        applied += "---\n" + (try PlanSteps.applied(by: step).text)
      }
    }
    guard let dropped else { return start.text(with: added) + applied }
    func left(_ rules: [PolicyRule], _ scope: Scope) -> [String] {
      AtomSet(AtomSet(rules, scope: scope).atoms.filter { $0 != dropped }).normalForm()
        .map { words($0.rule) }
    }
    let rules = Samples.manifests(RBACText.role("added", added)).roles.flatMap(\.rules)
    var text = start.text(with: left(rules, .cluster))
    let set = Samples.manifests(applied)
    for role in set.roles {
      let namespace = role.namespace.isEmpty ? nil : role.namespace
      let scope: Scope = namespace.map { .namespace($0) } ?? .cluster
      text += RBACText.role(role.name, in: namespace, left(role.rules, scope))
    }
    for binding in set.bindings {
      let name = binding.roleRef.kind == "Role" ? "Role/\(binding.roleRef.name)" : nil
      text += RBACText.binding(
        binding.name, in: binding.namespace.isEmpty ? nil : binding.namespace,
        role: name ?? binding.roleRef.name)
    }
    return text
  }
}
