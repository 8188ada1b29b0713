// SPDX-License-Identifier: Apache-2.0

import Analysis
import KubernetesAPI
import Manifests
import RBAC
import TestSupport

/// A set of grants in a namespace of its own with exactly one path to reading ConfigMaps there.
///
/// Each rule has one verb, so that to leave one rule out is to take one grant away. In all words
/// `%` stands for the namespace.
struct LiveWay: Sendable {
  struct Holder: Sendable {
    /// As `RBACText` takes subjects.
    var subject: String
    /// The namespace of a Role; a ClusterRole has none.
    var isLocal = false
    var rules: [String]
  }

  var name: String
  /// The routes of the path, in order.
  var routes: [String]
  var holders: [Holder]
  /// More manifests.
  var others = ""
  /// What is written into a role without escalate.
  var written = "get - configmaps"

  /// What the set is without a grant, by its place.
  func without(_ number: Int) -> LiveWay {
    var way = self
    var place = number
    for holder in way.holders.indices {
      if way.holders[holder].rules.indices.contains(place) {
        way.holders[holder].rules.remove(at: place)
        break
      }
      place -= way.holders[holder].rules.count
    }
    way.name += "-\(number)"
    return way
  }

  var grantCount: Int { holders.reduce(0) { $0 + $1.rules.count } }

  /// The rule at a place, with the verb first.
  func grant(_ number: Int) -> String { holders.flatMap(\.rules)[number] }

  var namespace: String { "reach-\(name)" }

  func placed(_ text: String) -> String { text.replacing("%", with: namespace) }

  /// The roles and bindings.
  var manifests: String {
    holders.enumerated().map { number, holder in
      let place = holder.isLocal ? namespace : nil
      let name = "\(namespace)-\(number)"
      return RBACText.role(name, in: place, holder.rules.map(placed))
        + RBACText.binding(
          name, in: place, role: holder.isLocal ? "Role/\(name)" : name, [placed(holder.subject)])
    }.joined() + placed(others)
  }

  static let goal = "get:core/configmaps@%"

  /// The path that is found, and what is said where there is none.
  var result: Reach.GoalResult? {
    let set = Samples.cluster(manifests)
    let policy = Policy(roles: set.roles, bindings: set.bindings, closedWorld: true)
    let base = ReachBase(
      policy, version: KubernetesVersion(minor: 20),
      accounts: [.init(namespace: namespace, name: "agent")], secrets: KnownSecrets(of: set))
    let goals = [ReachGoal(placed(Self.goal))].compactMap(\.self)
    let reach = Reach(base, from: agent)
    return reach.results(
      goals, GoalRequests(goals, table: APITable.builtIn(KubernetesVersion(minor: 20)))
    ).first
  }

  var agent: User { User.serviceAccount(namespace: namespace, name: "agent") }

  private static let goalRule = "get - configmaps"
  private static let rbac = "rbac.authorization.k8s.io"
  private static func agent(_ rules: String..., local: Bool = true) -> Holder {
    Holder(subject: "%:agent", isLocal: local, rules: rules)
  }
  /// A ClusterRole that nobody is bound to.
  private static let unbound = """
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata: {name: '%-prize'}
    rules: [{apiGroups: [""], resources: [configmaps], verbs: [get]}]

    """

  /// The agent waits for a role that is not there.
  private static let dangling = RBACText.binding(
    "later", in: "%", role: "Role/later", ["%:agent"])

  static let all: [LiveWay] = [
    LiveWay(
      name: "user", routes: ["impersonation"],
      holders: [
        agent("impersonate - users %-jane", local: false),
        Holder(subject: "User %-jane", isLocal: true, rules: [goalRule]),
      ]),
    LiveWay(
      name: "group", routes: ["impersonation"],
      holders: [
        agent("impersonate - users %-jane", "impersonate - groups %-team", local: false),
        Holder(subject: "Group %-team", isLocal: true, rules: [goalRule]),
      ]),
    LiveWay(
      name: "masters", routes: ["impersonation"],
      holders: [
        agent("impersonate - users %-jane", "impersonate - groups system:masters", local: false)
      ]),
    LiveWay(
      name: "account", routes: ["impersonation"],
      holders: [
        agent("impersonate - serviceaccounts other"),
        Holder(subject: "%:other", isLocal: true, rules: [goalRule]),
      ]),
    LiveWay(
      name: "token", routes: ["token-creation"],
      holders: [
        agent("create - serviceaccounts/token other"),
        Holder(subject: "%:other", isLocal: true, rules: [goalRule]),
      ]),
    LiveWay(
      name: "token-as-user", routes: ["impersonation", "token-creation", "impersonation"],
      holders: [
        agent("impersonate - serviceaccounts other"),
        Holder(
          subject: "%:other", isLocal: true,
          rules: ["create - serviceaccounts/token other", "impersonate - serviceaccounts third"]),
        Holder(subject: "%:third", isLocal: true, rules: [goalRule]),
      ]),
    LiveWay(
      name: "secret", routes: ["secret-reading"],
      holders: [
        agent("get - secrets other-token"),
        Holder(subject: "%:other", isLocal: true, rules: [goalRule]),
      ],
      others: """
        ---
        apiVersion: v1
        kind: Secret
        type: kubernetes.io/service-account-token
        metadata:
          name: other-token
          namespace: '%'
          annotations: {kubernetes.io/service-account.name: other}

        """),
    LiveWay(
      name: "bind", routes: ["binding-writing"],
      holders: [agent("create \(rbac) rolebindings", "bind \(rbac) clusterroles %-prize")],
      others: unbound),
    LiveWay(
      name: "bind-change", routes: ["binding-writing"],
      holders: [
        agent("update \(rbac) rolebindings there", "bind \(rbac) clusterroles %-prize")
      ],
      others: unbound + RBACText.binding("there", in: "%", role: "%-prize", ["User %-nobody"])),
    LiveWay(
      name: "bind-put", routes: ["binding-writing"],
      holders: [
        agent(
          "update \(rbac) rolebindings new", "create \(rbac) rolebindings new",
          "bind \(rbac) clusterroles %-prize")
      ],
      others: unbound),
    LiveWay(
      name: "bind-covered", routes: ["token-creation", "binding-writing", "role-writing"],
      holders: [
        agent(
          "create - serviceaccounts/token other", "create \(rbac) rolebindings",
          "escalate \(rbac) roles target"),
        Holder(subject: "%:other", isLocal: true, rules: ["update \(rbac) roles target"]),
      ],
      others: RBACText.role("target", in: "%", [])
        + RBACText.binding("target", in: "%", role: "Role/target", ["%:other"])
        + RBACText.role("check", in: "%", ["escalate \(rbac) roles target"])),
    LiveWay(
      name: "escalate", routes: ["role-writing"],
      holders: [agent("update \(rbac) roles target", "escalate \(rbac) roles target")],
      others: RBACText.role("target", in: "%", [])
        + RBACText.binding("target", in: "%", role: "Role/target", ["%:agent"])),
    LiveWay(
      name: "waiting", routes: ["role-writing"],
      holders: [agent("create \(rbac) roles", "escalate \(rbac) roles")], others: dangling),
    LiveWay(
      name: "waiting-patch", routes: ["role-writing"],
      holders: [
        agent(
          "patch \(rbac) roles later", "create \(rbac) roles later", "escalate \(rbac) roles later")
      ], others: dangling),
    LiveWay(
      name: "made-and-bound", routes: ["role-writing", "binding-writing"],
      holders: [
        agent(
          "create \(rbac) roles", "escalate \(rbac) roles", "create \(rbac) rolebindings",
          "bind \(rbac) roles")
      ]),
  ]
}
