// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import KubernetesAPI
import Manifests
import RBAC
import TestSupport
import Testing

struct ReadinessJudgeTests {
  private static let catalog = Samples.ferry

  private static func state(
    _ ids: [String], agent: String = "3.0.0", kubernetes: Int = 33, dialect: String? = nil,
    unsupported: [String] = [], doubtful: [(id: String, reason: String)] = []
  ) throws -> ReadinessJudge.State {
    ReadinessJudge.State(
      actions: Samples.actions(ids), unsupported: Samples.actions(unsupported),
      doubtful: doubtful, context: Samples.context(kubernetes, agent: agent),
      dialect: try dialect.map { try catalog.dialect($0) },
      table: APITable.builtIn(KubernetesVersion(minor: kubernetes)))
  }

  private static func judge(
    from: ReadinessJudge.State, to: ReadinessJudge.State, now: String, new: String? = nil
  ) -> (readiness: Readiness, questions: [OwnRight.Question]) {
    let old = Samples.manifests(now)
    let later = new.map { old.overlaid(by: Samples.manifests($0)) } ?? old
    let conflicts = new.map { RoleRefConflict.all(from: old, to: Samples.manifests($0)) } ?? []
    return ReadinessJudge(catalog: catalog, from: from, to: to).judge(
      later: Samples.access(later), roleRefs: conflicts,
      source: "the test",
      options: GrantPlan.Options(
        kubectl: ["kubectl"], agent: "ferry", assumedAccount: nil, rolesAreRewritten: false))
  }

  private static let full = Samples.bound(["delete - pods", "create - pods/exec"])

  @Test func aSetThatStaysGrantedIsReady() throws {
    let (readiness, questions) = Self.judge(
      from: try Self.state(["delete:pod"]), to: try Self.state(["delete:pod", "exec:pod"]),
      now: Self.full)
    #expect(readiness.verdict == .ready)
    #expect(readiness.obstacles.isEmpty && readiness.steps.isEmpty && questions.isEmpty)
    #expect(readiness.switchedOn == ["exec:pod"] && readiness.switchedOff.isEmpty)
    #expect(readiness.newNeeds.map(\.rule) == [Samples.rule("create - pods/exec")])
    #expect(readiness.newNeeds.map(\.actions) == [["exec:pod"]])
    #expect(readiness.newNeeds.map(\.isGranted) == [true])
  }

  @Test func whatIsMissingThenKeepsItFromBeingReady() throws {
    let (readiness, questions) = Self.judge(
      from: try Self.state(["delete:pod"], agent: "1.0.0"),
      to: try Self.state(["delete:pod", "exec:pod", "rollback:deployment"]),
      now: Samples.bound(["delete - pods", "get apps deployments"]))
    #expect(readiness.verdict == .notReady)
    #expect(readiness.obstacles == ["2 actions would be refused"])
    #expect(readiness.from.agent == "1.0.0" && readiness.to.agent == "3.0.0")
    #expect(
      readiness.newNeeds.map { [$0.isGranted ? "granted" : "missing"] + $0.actions } == [
        ["missing", "exec:pod"], ["missing", "rollback:deployment"],
        ["missing", "rollback:deployment"], ["granted", "rollback:deployment"],
      ])
    #expect(
      AtomSet(readiness.missingRules)
        == AtomSet([
          Samples.rule("create - pods/exec"), Samples.rule("patch apps deployments"),
          Samples.rule("list apps replicasets"),
        ]))
    #expect(readiness.steps.map(\.title) == ["add what is missing to ClusterRole 'agent'"])
    #expect(questions.map(\.title) == readiness.steps.map(\.title))
  }

  @Test func whatTheAgentWouldNotHaveIsAnObstacleWithoutARule() throws {
    let (readiness, _) = Self.judge(
      from: try Self.state(["delete:pod", "exec:pod"]),
      to: try Self.state(["delete:pod"], agent: "1.0.0", unsupported: ["exec:pod"]),
      now: Self.full)
    #expect(readiness.verdict == .notReady)
    #expect(readiness.obstacles == ["the agent would not have 1 action"])
    #expect(readiness.missingRules.isEmpty && readiness.switchedOff.isEmpty)
    #expect(readiness.droppedNeeds == [Samples.rule("create - pods/exec")])
  }

  @Test func whatNobodyCanTellLeavesItOpen() throws {
    let (readiness, _) = Self.judge(
      from: try Self.state([]),
      to: try Self.state(["delete:pod"], doubtful: [("exec:pod", "no values say it")]),
      now: Self.full)
    #expect(readiness.verdict == .undetermined)
    #expect(readiness.undetermined.map(\.message) == ["exec:pod: no values say it"])
  }

  @Test func aNeedOfWhichNobodyCanTellIsNotCalledGranted() throws {
    let text =
      Samples.bound(["delete - pods"]) + RBACText.binding("other", role: "elsewhere")
    let (readiness, _) = Self.judge(
      from: try Self.state([]), to: try Self.state(["delete:pod", "exec:pod"]), now: text)
    #expect(readiness.verdict == .undetermined)
    let granted = readiness.newNeeds.filter(\.isGranted)
    #expect(granted.map(\.rule) == [Samples.rule("delete - pods")])
  }

  @Test func whatTheNewManifestsTakeAwayIsMissing() throws {
    let same = try Self.state(["delete:pod"])
    let (readiness, _) = Self.judge(
      from: same, to: same, now: Self.full, new: RBACText.role("agent", ["get - pods"]))
    #expect(readiness.verdict == .notReady)
    #expect(readiness.missingRules == [Samples.rule("delete - pods")])
    #expect(readiness.newNeeds.isEmpty)
  }

  @Test func aBindingThatCannotBeChangedIsDeletedFirst() throws {
    let same = try Self.state(["delete:pod"])
    let (readiness, questions) = Self.judge(
      from: same, to: same,
      now: Self.full + RBACText.binding("b", in: "shop", role: "agent"),
      new: RBACText.role("other", ["delete - pods"])
        + RBACText.binding("agent", role: "other")
        + RBACText.binding("b", in: "shop", role: "other"))
    #expect(readiness.verdict == .notReady)
    #expect(readiness.obstacles == ["2 bindings cannot be changed as planned"])
    #expect(
      readiness.steps.map(\.command) == [
        "kubectl delete clusterrolebinding agent", "kubectl delete rolebinding b --namespace shop",
      ])
    #expect(
      questions.map(\.requests) == [
        [Samples.request("delete rbac.authorization.k8s.io clusterrolebindings - agent")],
        [Samples.request("delete rbac.authorization.k8s.io rolebindings shop b")],
      ])
  }

  @Test func whatTheNextKubernetesHasNoUseForIsNewlyInert() throws {
    let text = Samples.bound(["list policy podsecuritypolicies", "delete - pods", "get - pod"])
    func inert(_ from: Int, _ to: Int) throws -> [ScopedRule] {
      Self.judge(
        from: try Self.state(["delete:pod"], kubernetes: from),
        to: try Self.state(["delete:pod"], kubernetes: to), now: text
      ).readiness.inert.map(\.rule)
    }
    // What is of no use today, such as the resource "pod", is not news.
    #expect(try inert(24, 25) == [Samples.rule("list policy podsecuritypolicies")])
    #expect(try inert(22, 24) == [])
    #expect(try inert(25, 26) == [])
    #expect(try inert(24, 24) == [])
  }

  @Test func valuesThatChangeWithTheChartAreNamed() throws {
    let (readiness, _) = Self.judge(
      from: try Self.state(["delete:pod"], dialect: "ferry@1.0.0"),
      to: try Self.state(["delete:pod"], dialect: "ferry@2.0.0"), now: Self.full)
    #expect(readiness.from.chart == "ferry@1.0.0" && readiness.to.chart == "ferry@2.0.0")
    #expect(readiness.values.map(\.key) == ["actions.delete", "actions.scale"])
    #expect(readiness.values.map(\.kind) == [.renamed, .defaultChanged])
    #expect(readiness.values.first?.replacements == ["actions.pods"])
    let unnamed = Self.judge(
      from: try Self.state([], dialect: "ferry"), to: try Self.state([], dialect: "ferry@2.0.0"),
      now: Self.full)
    #expect(unnamed.readiness.values.isEmpty)
    #expect(unnamed.readiness.from.chart == nil)
  }

  @Test func onlyWhatIsGrantedAltogetherIsTakenForOnNow() {
    func ids(_ rules: [String], agent: String = "3.0.0") -> [String] {
      ReadinessJudge.allowedActions(
        of: Self.catalog, in: Samples.context(agent: agent),
        by: Samples.access(Samples.bound(rules))
      ).map(\.id)
    }
    #expect(
      ids(["delete - pods", "get,patch apps deployments"]) == ["delete:pod", "restart:deployment"])
    let whole = ["get,patch apps deployments", "list apps replicasets"]
    #expect(ids(whole) == ["restart:deployment", "rollback:deployment"])
    #expect(ids(["create - pods/exec"]) == ["exec:pod"])
    #expect(ids(["create - pods/exec"], agent: "1.9.9") == [])
    #expect(ids([]) == [])
  }
}
