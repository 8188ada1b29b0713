// SPDX-License-Identifier: Apache-2.0

import RBAC
import Testing

@Suite struct AggregationTests {
  private let getPods = rule([""], ["pods"], ["get"])
  private let getJobs = rule(["batch"], ["jobs"], ["get"])
  private let getNodes = rule([""], ["nodes"], ["get"])

  @Test func partsReplaceTheRulesAsWritten() {
    let policy = Policy(
      roles: [
        aggregated("all", [["part": "yes"]], rules: [getNodes]),
        clusterRole("z", getPods, getJobs, labels: ["part": "yes"]),
        clusterRole("a", getJobs, labels: ["part": "yes"]),
        clusterRole("other", getNodes, labels: ["part": "no"]),
      ], bindings: [])
    #expect(policy.effectiveRules(ofRole: 0) == [getJobs, getPods], "v35")
  }

  @Test func aRoleIsNoPartOfItself() {
    let policy = Policy(
      roles: [aggregated("all", [[:]], rules: [getNodes]), clusterRole("a", getPods)], bindings: [])
    #expect(policy.effectiveRules(ofRole: 0) == [getPods])
  }

  @Test func partsOfPartsArriveWhateverTheOrder() {
    let roles = [
      aggregated("a", [["for": "a"]]), aggregated("b", [["for": "b"]], labels: ["for": "a"]),
      aggregated("c", [["for": "c"]], labels: ["for": "b"]),
      clusterRole("d", getPods, labels: ["for": "c"]),
    ]
    #expect(Policy(roles: roles, bindings: []).effectiveRules(ofRole: 0) == [getPods])
    let reversed = Policy(roles: roles.reversed(), bindings: [])
    #expect(reversed.effectiveRules(ofRole: 3) == [getPods])
  }

  @Test func aCycleEndsWithWhatComesFromOutside() {
    let policy = Policy(
      roles: [
        aggregated("a", [["for": "a"]], rules: [getNodes], labels: ["for": "b"]),
        aggregated("b", [["for": "b"]], labels: ["for": "a"]),
        clusterRole("c", getPods, labels: ["for": "b"]),
      ], bindings: [])
    #expect(policy.effectiveRules(ofRole: 0) == [getPods])
    #expect(policy.effectiveRules(ofRole: 1) == [getPods])
  }

  @Test func aCircleHasTheRulesOfItsMembersInTheOrderOfTheirNames() {
    let policy = Policy(
      roles: [
        aggregated("b", [["for": "b"]], labels: ["for": "a"]),
        aggregated("a", [["for": "a"]], labels: ["for": "b"]),
        clusterRole("c", getJobs, getPods, labels: ["for": "b"]),
        clusterRole("d", getPods, getNodes, labels: ["for": "a"]),
        aggregated("outside", [["for": "a"]]),
      ], bindings: [])
    for role in [0, 1] {
      #expect(policy.effectiveRules(ofRole: role) == [getPods, getNodes, getJobs])
    }
    #expect(Set(policy.effectiveRules(ofRole: 4)) == [getPods, getNodes, getJobs])
  }

  @Test func manyRolesThatAggregateEachOtherAreFilledInTogether() {
    let count = 5_000
    let circle = (0..<count).map {
      aggregated("circle-\($0)", [["all": "yes"]], labels: ["all": "yes"])
    }
    let chain = (0..<count).map {
      aggregated("chain-\($0)", [["link": "\($0)"]], labels: ["link": "\($0 + 1)"])
    }
    let parts = [
      clusterRole("part", getPods, labels: ["all": "yes"]),
      clusterRole("link", getJobs, labels: ["link": "0"]),
    ]
    let policy = Policy(roles: circle + chain + parts, bindings: [])
    for role in 0..<count {
      #expect(policy.effectiveRules(ofRole: role) == [getPods])
      #expect(policy.effectiveRules(ofRole: count + role) == [getJobs])
    }
  }

  @Test func selectorsByExpressionAreLookedUpToo() {
    func aggregated(_ name: String, by requirement: LabelSelector.Requirement) -> Role {
      Role(
        kind: .clusterRole, name: name, rules: [],
        aggregationRule: [LabelSelector(matchExpressions: [requirement])])
    }
    let policy = Policy(
      roles: [
        aggregated("a", by: .init(key: "k", operator: "In", values: ["one", "two", "two"])),
        aggregated("b", by: .init(key: "k", operator: "Exists")),
        aggregated("c", by: .init(key: "k", operator: "NotIn", values: ["one"])),
        clusterRole("z", getPods, labels: ["k": "one"]),
        clusterRole("y", getJobs, labels: ["k": "two"]),
        clusterRole("x", getNodes, labels: ["k": "three"]),
      ], bindings: [])
    #expect(policy.effectiveRules(ofRole: 0) == [getJobs, getPods])
    #expect(policy.effectiveRules(ofRole: 1) == [getNodes, getJobs, getPods])
    #expect(policy.effectiveRules(ofRole: 2) == [getJobs, getPods, getNodes])
  }

  @Test func grantsNameTheRuleOfThePart() throws {
    let part = Role(
      kind: .clusterRole, name: "part", labels: ["part": "yes"], rules: [getJobs, getPods],
      ruleOrigins: [Origin(index: 7), Origin(index: 8)])
    let policy = Policy(
      roles: [aggregated("all", [["part": "yes"]]), part],
      bindings: [bind("all", to: accountSubject)])
    let decision = policy.decide(ask("get", "pods/a", in: "x"), by: account)
    let grant = try #require(decision.grant)
    #expect(grant == Grant(binding: 0, subject: 0, role: 0, rule: 1))
    #expect(policy.source(of: grant) == (role: 1, rule: 1))
    #expect(policy.origin(of: grant) == Origin(index: 8))
    #expect(
      policy.reason(for: decision)
        == "RBAC: allowed by ClusterRoleBinding \"b\" of ClusterRole \"all\" to ServiceAccount "
        + "\"a/x\", rule 2 of its part ClusterRole \"part\"")
  }

  @Test func aSelectorWithoutMatchLeavesTheRestUndetermined() {
    let roles = [
      aggregated("all", [["part": "yes"], ["part": "elsewhere"]], rules: [getNodes]),
      aggregated("outer", [["part": "inner"]]),
      clusterRole("a", getPods, labels: ["part": "yes"]),
    ]
    var inner = roles
    inner[0].metadata.labels = ["part": "inner"]
    let bindings = [bind("all", named: "b1", to: accountSubject)]
    let policy = Policy(roles: roles, bindings: bindings)
    #expect(policy.decide(ask("get", "pods/a"), by: account).allowed)
    let unknown = policy.decide(ask("get", "nodes/a"), by: account)
    #expect(!unknown.allowed && unknown.undetermined)
    #expect(
      unknown.unresolved
        == [Unresolved(binding: 0, cause: .unmatchedSelector(role: 0, selector: 1))])
    #expect(
      policy.reason(for: unknown)
        == "RBAC: ClusterRole \"all\" aggregates by aggregationRule.clusterRoleSelectors[1], "
        + "which matches no ClusterRole")

    let closed = Policy(roles: roles, bindings: bindings, closedWorld: true)
    #expect(!closed.decide(ask("get", "nodes/a"), by: account).undetermined)

    let nested = Policy(roles: inner, bindings: [bind("outer", to: accountSubject)])
    let deep = nested.decide(ask("get", "nodes/a"), by: account)
    #expect(
      deep.unresolved == [Unresolved(binding: 0, cause: .unmatchedSelector(role: 0, selector: 1))])
    #expect(nested.decide(ask("get", "pods/a"), by: account).allowed)
  }

  @Test(arguments: [
    (LabelSelector(), [:], true),
    (LabelSelector(matchLabels: ["k": "v"]), ["k": "v", "l": "w"], true),
    (LabelSelector(matchLabels: ["k": "v", "l": "w"]), ["k": "v"], false),
    (
      LabelSelector(matchExpressions: [.init(key: "k", operator: "In", values: ["v", ""])]),
      ["k": ""], true
    ),
    (
      LabelSelector(matchExpressions: [.init(key: "k", operator: "In", values: ["v", ""])]), [:],
      false
    ),
    (
      LabelSelector(matchExpressions: [.init(key: "k", operator: "NotIn", values: ["v"])]), [:],
      true
    ),
    (
      LabelSelector(matchExpressions: [.init(key: "k", operator: "NotIn", values: ["v"])]),
      ["k": "v"], false
    ),
    (LabelSelector(matchExpressions: [.init(key: "k", operator: "Exists")]), ["k": ""], true),
    (
      LabelSelector(matchExpressions: [.init(key: "k", operator: "DoesNotExist")]), ["k": ""], false
    ),
    (
      LabelSelector(
        matchLabels: ["k": "v"], matchExpressions: [.init(key: "l", operator: "Exists")]),
      ["k": "v"], false
    ),
  ])
  func selectorsMatchLabels(selector: LabelSelector, labels: [String: String], expected: Bool) {
    #expect(selector.matches(labels) == expected)
  }
}
