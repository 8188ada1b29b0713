// SPDX-License-Identifier: Apache-2.0

import Analysis
import KubernetesAPI
import Manifests
import RBAC
import TestSupport
import Testing

/// What the roles that every cluster has let an account come to, each bound to one that has nothing
/// else.
struct DefaultRolesReachTests {
  private static let version = KubernetesVersion(minor: 36)
  private static let defaults = DefaultObjects(version: version, creditsBindings: true)

  private struct Account {
    let base: ReachBase
    let reach: Reach

    /// - Parameter place: of the binding; a cluster-wide one where it is nil.
    init(_ role: String, in place: String?, others: [String] = []) {
      let accounts = (["agent"] + others).map { name in
        "---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: \(name), namespace: own}\n"
      }.joined()
      let set = Samples.manifests(
        RBACText.binding("agent", in: place, role: role) + accounts)
      let access = AgentAccess(
        of: Samples.account, in: set, defaults: defaults, closedWorld: true)
      base = access.reachBase(version, defaults: defaults)
      reach = Reach(base, from: access.user)
    }

    func verdicts(_ words: [String]) -> [String] {
      let goals = words.compactMap { ReachGoal($0) }
      let requests = GoalRequests(goals, table: APITable.builtIn(version))
      return reach.results(goals, requests).map { result in
        let word = result.verdict.rawValue
        return result.certainty.map { "\($0.rawValue)" } ?? word
      }
    }

    /// Routes of the path to a goal.
    func routes(to word: String) -> [String] {
      guard let goal = ReachGoal(word) else { return [] }
      let requests = GoalRequests([goal], table: APITable.builtIn(version))
      return reach.results([goal], requests).flatMap { $0.path.map(\.route) }
    }

    /// Other accounts that are come to.
    var others: [String] {
      reach.usualGoals(actions: []).compactMap { goal in
        if case .account(let account) = goal { account.description } else { nil }
      }
    }
  }

  @Test func viewComesToNothing() {
    let account = Account("view", in: "own", others: ["other"])
    #expect(account.others == [])
    #expect(account.reach.counts.influences == [])
    #expect(
      account.verdicts(["cluster-admin", "node", "rbac", "secrets", "secrets@own"])
        == Array(repeating: "unreachable", count: 5))
  }

  @Test func editComesToTheAccountsAndSecretsOfItsNamespace() {
    let account = Account("edit", in: "own", others: ["other"])
    #expect(account.others == ["own:default", "own:other"])
    #expect(
      account.verdicts(["secrets@own", "account:own:other"]) == ["decided", "decided"])
    #expect(
      account.verdicts(["cluster-admin", "node", "rbac", "secrets", "secrets@default"])
        == Array(repeating: "unreachable", count: 5))
  }

  @Test func adminAlsoWritesRolesAndBindingsThere() {
    let account = Account("admin", in: "own", others: ["other"])
    #expect(account.others == ["own:default", "own:other"])
    let rbac = "rbac.authorization.k8s.io"
    #expect(
      account.verdicts(["rbac", "create:\(rbac)/rolebindings@own", "update:\(rbac)/roles@own"])
        == Array(repeating: "decided", count: 3))
    #expect(
      account.verdicts([
        "cluster-admin", "node", "secrets", "secrets@default", "create:\(rbac)/clusterrolebindings",
        "create:\(rbac)/rolebindings@default",
      ]) == Array(repeating: "unreachable", count: 6))
  }

  @Test func editOfTheWholeClusterIsAllOfIt() {
    let account = Account("edit", in: nil)
    #expect(account.verdicts(["cluster-admin", "secrets"]) == ["decided", "decided"])
  }

  /// What each default role comes to where it is bound cluster-wide, as a table of the goals.
  @Test func eachComesToWhatIsRecorded() throws {
    let goals = ["cluster-admin", "node", "rbac", "secrets"]
    var table = "| role | \(goals.joined(separator: " | ")) | influences |\n"
    table += "|" + String(repeating: "---|", count: goals.count + 2) + "\n"
    for name in Set(Self.defaults.roles(besides: []).map(\.name)).sorted() {
      let account = Account(name, in: nil)
      let answers = zip(account.verdicts(goals), goals).map { verdict, goal in
        let path = account.routes(to: goal).filter { $0 != "direct" }
        return verdict + (path.isEmpty ? "" : " (\(path.joined(separator: ", ")))")
      }
      let influences = account.reach.counts.influences.joined(separator: "; ")
      table += "| `\(name)` | \(answers.joined(separator: " | ")) | \(influences) |\n"
    }
    try Golden.expect(table, named: "Reports/Reach/default-roles.md")
  }
}
