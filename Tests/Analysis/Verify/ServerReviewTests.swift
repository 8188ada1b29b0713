// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import Manifests
import RBAC
import TestSupport
import Testing

struct ServerReviewTests {
  private static let ids = ["delete:pod", "exec:pod", "rollback:deployment"]
  private static let exec = Samples.request("create - pods/exec - \(Atom.anyName)")

  /// What a server says that has no other authorizer than these objects.
  private static func answers(of access: AgentAccess, to needs: [ActionNeeds]) -> [Request: Bool] {
    var answers: [Request: Bool] = [:]
    for request in ServerReview.requests(of: needs) {
      answers[request] = access.policy.decide(request, by: access.user).allowed
    }
    return answers
  }

  private static func verdicts(_ verification: Verification) -> [String: Verification.Verdict] {
    Dictionary(verification.actions.map { ($0.id, $0.verdict) }) { first, _ in first }
  }

  @Test func eachRequestIsAskedOnce() {
    let needs = Samples.needs(["delete:pod", "delete:pod", "cordon:node"])
    #expect(
      Set(ServerReview.requests(of: needs)) == [
        Samples.request("delete - pods - \(Atom.anyName)"),
        Samples.request("patch - nodes - \(Atom.anyName)"),
      ])
    #expect(ServerReview.requests(of: needs).count == 2)
  }

  @Test func aServerThatHasTheSameObjectsAgrees() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = RandomSource(seed: seed)
    let rules = [
      "delete - pods", "create - pods/exec", "get,patch apps deployments",
      "list apps replicasets", "* - *", "get apps *",
    ]
    for number in 0..<100 {
      let comment = Comment(rawValue: "seed \(seed), case \(number)")
      let some = rules.filter { _ in Bool.random(using: &random) }
      let access = Samples.access(Samples.bound(some))
      let needs = Samples.needs(Self.ids)
      let before = Samples.verify(Self.ids, by: access)
      var after = before
      let review = ServerReview(Self.answers(of: access, to: needs))
      try #require(review.disagreements(with: access).isEmpty, comment)
      try #require(review.apply(to: &after, needs: needs, access: access).isEmpty, comment)
      try #require(Self.verdicts(after) == Self.verdicts(before), comment)
      try #require(after.missingRules == before.missingRules, comment)
    }
  }

  @Test(arguments: [
    (
      ["delete - pods"], true,
      "the API server allows create pods/exec (core), and no RBAC rule does: another authorizer "
        + "than RBAC is at work"
    ),
    (
      ["delete - pods", "create - pods/exec"], false,
      "the API server refuses create pods/exec (core), and RBAC allows it: another authorizer "
        + "than RBAC is at work"
    ),
  ])
  func whatTheServerSeesDifferentlyIsUndetermined(
    rules: [String], says: Bool, note: String
  ) {
    let access = Samples.access(Samples.bound(rules))
    let needs = Samples.needs(["delete:pod", "exec:pod"])
    var answers = Self.answers(of: access, to: needs)
    answers[Self.exec] = says
    let review = ServerReview(answers)
    #expect(review.disagreements(with: access) == [Self.exec])
    var verification = Samples.verify(["delete:pod", "exec:pod"], by: access)
    let notes = review.apply(to: &verification, needs: needs, access: access)
    #expect(notes.map(\.message) == [note])
    #expect(
      Self.verdicts(verification) == ["delete:pod": .granted, "exec:pod": .undetermined])
    #expect(
      verification.actions.first { $0.id == "exec:pod" }?.notes.last?.message
        == "the API server and its RBAC objects give different answers")
  }

  /// A cluster whose ClusterRoleBindings could not be read.
  private static var partial: AgentAccess {
    var set = Samples.cluster(Samples.bound(["delete - pods"]))
    set.unread = [Diagnostic.Note("clusterrolebindings cannot be listed")]
    return Samples.access(set, closedWorld: true)
  }

  @Test func theServerDecidesWhatTheObjectsLeaveOpen() {
    let needs = Samples.needs(Self.ids)
    var verification = Samples.verify(Self.ids, by: Self.partial)
    #expect(
      Self.verdicts(verification) == [
        "delete:pod": .granted, "exec:pod": .undetermined, "rollback:deployment": .undetermined,
      ])
    var answers = Self.answers(of: Self.partial, to: needs)
    answers[Self.exec] = true
    let notes = ServerReview(answers).apply(
      to: &verification, needs: needs, access: Self.partial)
    // What could not be read may well grant it: that is no disagreement.
    #expect(notes.isEmpty)
    #expect(
      Self.verdicts(verification) == [
        "delete:pod": .granted, "exec:pod": .granted, "rollback:deployment": .missing,
      ])
    let rollback = verification.actions.first { $0.id == "rollback:deployment" }
    #expect(rollback?.missing.map(\.verb) == ["get", "patch", "list"])
    #expect(
      AtomSet(verification.missingRules)
        == AtomSet([
          Samples.rule("get,patch apps deployments"), Samples.rule("list apps replicasets"),
        ]))
  }

  @Test func whatWasNotAnsweredStaysOpen() {
    let needs = Samples.needs(["rollback:deployment"])
    var answers = Self.answers(of: Self.partial, to: needs)
    answers.removeValue(
      forKey: Samples.request("patch apps deployments - \(Atom.anyName)"))
    var verification = Samples.verify(["rollback:deployment"], by: Self.partial)
    _ = ServerReview(answers).apply(to: &verification, needs: needs, access: Self.partial)
    #expect(Self.verdicts(verification) == ["rollback:deployment": .undetermined])
    #expect(verification.missingRules.isEmpty)
  }

  /// A role that is not there leaves open what it gives in its namespace, and nothing elsewhere.
  @Test func whatTheServerRefusesIsAddedToWhatWasMissingBefore() {
    let text =
      Samples.bound(["delete - pods"])
      + RBACText.binding("open", in: "shop", role: "absent")
    let access = Samples.access(text)
    let ids = ["cordon:node", "exec:pod"]
    let context = Samples.context(watching: ["shop"])
    let needs = Samples.needs(ids, in: context)
    var verification = Samples.verify(ids, by: access, in: context)
    #expect(
      Self.verdicts(verification) == ["cordon:node": .missing, "exec:pod": .undetermined])
    _ = ServerReview(Self.answers(of: access, to: needs))
      .apply(to: &verification, needs: needs, access: access)
    #expect(Self.verdicts(verification) == ["cordon:node": .missing, "exec:pod": .missing])
    #expect(
      AtomSet(verification.missingRules)
        == AtomSet([
          Samples.rule("patch - nodes"), Samples.rule("create - pods/exec", in: "shop"),
        ]))
  }
}
