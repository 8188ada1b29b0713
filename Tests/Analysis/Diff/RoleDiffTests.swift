// SPDX-License-Identifier: Apache-2.0

import Analysis
import Manifests
import RBAC
import TestSupport
import Testing

struct RoleDiffTests {
  private static func diff(
    _ old: String, _ new: String, defaults: DefaultObjects = DefaultObjects()
  ) -> RoleDiff {
    RoleDiff(from: Samples.manifests(old), to: Samples.manifests(new), defaults: defaults)
  }

  @Test func theSameGrantsAreNoDifferenceHoweverTheyAreWritten() {
    let one = RBACText.role("a", ["get,list - pods,secrets"])
    let other =
      RBACText.role("b", ["list - pods,secrets", "get - secrets"])
      + RBACText.role("c", ["get - pods", "get - pods web-0"])
    #expect(Self.diff(one, other).isEmpty)
    #expect(!Self.diff(one, RBACText.role("a", ["get,list - pods"])).isEmpty)
  }

  @Test func withoutBindingsTheRulesAreComparedWhereTheyWouldHold() {
    let diff = Self.diff(
      RBACText.role("a", ["get - pods"]) + RBACText.role("b", in: "shop", ["get - secrets"]),
      RBACText.role("a", ["get - pods", "list - pods"])
        + RBACText.role("b", in: "till", ["get - secrets"]))
    #expect(
      diff.added == [Samples.rule("list - pods"), Samples.rule("get - secrets", in: "till")])
    #expect(diff.removed == [Samples.rule("get - secrets", in: "shop")])
    #expect(diff.subjects.isEmpty)
  }

  @Test func whatAWildcardCoversIsNoChange() {
    let diff = Self.diff(
      RBACText.role("a", ["* - pods"]), RBACText.role("a", ["* - pods", "get - pods"]))
    #expect(diff.isEmpty)
    let narrower = Self.diff(RBACText.role("a", ["* - pods"]), RBACText.role("a", ["get - pods"]))
    #expect(narrower.removed == [Samples.rule("* - pods")] && narrower.added.isEmpty)
  }

  @Test func aRoleThatGrantsMoreChangesWhatItsSubjectsHave() {
    func text(_ rules: [String]) -> String {
      RBACText.role("r", rules)
        + RBACText.binding("b", role: "r", ["own:agent", "User jane", "Group devs"])
    }
    let diff = Self.diff(text(["get - pods"]), text(["list - pods"]))
    #expect(
      diff.subjects.map(\.subject) == ["Group devs", "ServiceAccount own:agent", "User jane"])
    #expect(diff.subjects.map(\.cause) == [.role, .role, .role])
    #expect(diff.subjects.allSatisfy { $0.scope == .cluster })
    #expect(diff.subjects.allSatisfy { $0.added == [Samples.rule("list - pods")] })
    #expect(diff.subjects.allSatisfy { $0.removed == [Samples.rule("get - pods")] })
    #expect(diff.added == [Samples.rule("list - pods")])
  }

  @Test func aBindingThatComesOrGoesIsAnotherCause() throws {
    let role = RBACText.role("r", ["get - pods"])
    let bound = role + RBACText.binding("b", role: "r")
    let more = bound + RBACText.binding("c", in: "shop", role: "r", ["User jane"])
    let diff = Self.diff(bound, more)
    let change = try #require(diff.subjects.first)
    #expect(diff.subjects.count == 1)
    #expect(change.subject == "User jane" && change.cause == .binding)
    #expect(change.scope == .namespace("shop"))
    #expect(change.added == [Samples.rule("get - pods", in: "shop")] && change.removed.isEmpty)
    #expect(Self.diff(more, bound).subjects.map(\.cause) == [.binding])
  }

  /// What the new role would not give by the old bindings, the binding gives.
  @Test func aRoleThatChangesTogetherWithItsBindingIsNotTheOnlyCause() {
    let wide = RBACText.role("r", ["get - pods"]) + RBACText.binding("b", role: "r")
    let narrow =
      RBACText.role("r", ["list - pods"]) + RBACText.binding("b", in: "shop", role: "r")
    let narrowed = Self.diff(wide, narrow)
    #expect(narrowed.subjects.map(\.scope) == [.cluster, .namespace("shop")])
    #expect(narrowed.subjects.map(\.cause) == [.role, .role])
    #expect(Self.diff(narrow, wide).subjects.map(\.cause) == [.binding, .role])
  }

  @Test func whatADefaultRoleGivesCountsUnlessTheManifestsReplaceIt() {
    let set = Samples.manifests(RBACText.role("view", ["get - pods"]))
    let defaults = DefaultObjects(roles: set.roles)
    let bound = RBACText.binding("b", role: "view")
    let idle = RBACText.binding("b", role: "nothing")
    #expect(Self.diff(idle, bound, defaults: defaults).added == [Samples.rule("get - pods")])
    let own = bound + RBACText.role("view", ["list - pods"])
    #expect(Self.diff(idle, own, defaults: defaults).added == [Samples.rule("list - pods")])
  }

  @Test func rolesThatNobodyHasDoNotCountBesideBindings() {
    let bound = RBACText.role("r", ["get - pods"]) + RBACText.binding("b", role: "r")
    #expect(Self.diff(bound, bound + RBACText.role("idle", ["* * *"])).isEmpty)
    #expect(
      Self.diff(bound, RBACText.role("r", ["get - pods"])).removed == [Samples.rule("get - pods")])
  }

  // MARK: - Properties

  private static func randomText(_ random: inout RandomSource) -> String {
    let rules = [
      "get - pods", "* - pods", "list - pods,secrets", "get - secrets own", "patch apps *",
      "get,list,watch apps deployments", "* * *", "get /metrics", "delete - pods/*",
    ]
    let isBound = Bool.random(using: &random)
    var text = ""
    for name in ["a", "b"] {
      let namespace = [nil, "shop"].randomElement(using: &random) ?? nil
      let own = rules.filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
      text += RBACText.role(
        name, in: namespace, namespace == nil ? own : own.filter { !$0.contains("/m") })
      guard isBound else { continue }
      let subjects = ["own:agent", "User jane", "Group devs"].filter { _ in
        Bool.random(using: &random)
      }
      text += RBACText.binding(
        name, in: namespace ?? [nil, "till"].randomElement(using: &random) ?? nil,
        role: namespace == nil ? name : "Role/\(name)", subjects)
    }
    return text
  }

  @Test func theReverseDifferenceIsTheDifferenceReversed() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = RandomSource(seed: seed)
    for number in 0..<100 {
      let comment = Comment(rawValue: "seed \(seed), case \(number)")
      let old = Self.randomText(&random)
      let new = Self.randomText(&random)
      let there = Self.diff(old, new)
      let back = Self.diff(new, old)
      try #require(there.added == back.removed && there.removed == back.added, comment)
      try #require(there.subjects.count == back.subjects.count, comment)
      for (one, other) in zip(there.subjects, back.subjects) {
        try #require(one.subject == other.subject && one.scope == other.scope, comment)
        try #require(one.added == other.removed && one.removed == other.added, comment)
      }
      try #require(Self.diff(old, old).isEmpty, comment)
    }
  }
}
