// SPDX-License-Identifier: Apache-2.0

package import Manifests
package import RBAC
import YAMLSyntax

/// How the rules that an account lacks are given to it with kubectl, and what whoever does it must
/// be allowed to.
///
/// A role that only the account has, that nobody made and keeps from outside, that no controller
/// writes and that is no part of another role gets the rules added. Where somebody keeps it, it is
/// changed there: a step without a command says so. Otherwise, and where the rules are not in what
/// an upgrade writes, the account gets a role and a binding of their own, which leaves all else
/// alone. Each command can be run again, and does nothing more then.
package struct GrantPlan {
  private(set) var steps: [Readiness.Step] = []
  private(set) var questions: [OwnRight.Question] = []

  private let manifests: ManifestSet
  private let account: ManifestSet.ServiceAccountName?
  private let options: Options
  /// The bindings of each role.
  private let bindings: [ObjectReference: [RoleBinding]]
  /// The ClusterRoles that an aggregated one selects.
  private let selected: Set<ObjectReference>

  package struct Options: Sendable {
    /// The words that start every command: `kubectl` with the flags that name the cluster.
    package var kubectl: [String]
    /// For the label `app.kubernetes.io/name`.
    package var agent: String
    /// Whom the roles are bound to where no binding says.
    package var assumedAccount: ManifestSet.ServiceAccountName?
    /// Whether an upgrade is about to write the roles of the manifests anew.
    package var rolesAreRewritten: Bool

    package init(
      kubectl: [String], agent: String, assumedAccount: ManifestSet.ServiceAccountName?,
      rolesAreRewritten: Bool
    ) {
      self.kubectl = kubectl
      self.agent = agent
      self.assumedAccount = assumedAccount
      self.rolesAreRewritten = rolesAreRewritten
    }
  }

  /// - Parameters:
  ///   - missing: in normal form.
  ///   - account: `nil` where the manifests have no binding.
  package init(
    for missing: [ScopedRule], in manifests: ManifestSet,
    account: ManifestSet.ServiceAccountName?, options: Options
  ) {
    self.manifests = manifests
    self.account = account
    self.options = options
    bindings = Dictionary(grouping: manifests.bindings, by: \.roleReference)
    selected = manifests.selectedRoles
    var scopes: [Scope] = []
    for rule in missing where !scopes.contains(rule.scope) { scopes.append(rule.scope) }
    for scope in scopes.sorted() {
      add(missing.filter { $0.scope == scope }.map(\.rule), in: scope)
    }
  }

  private mutating func add(_ rules: [PolicyRule], in scope: Scope) {
    let roles = ownRoles(in: scope)
    if let role = roles.first(where: isFree) {
      change(role, adding: rules)
    } else if let (role, owner) = keptRole(among: roles) ?? keptRole(among: ownRoles()) {
      let title =
        "add what is missing to \(role.reference.title), which \(owner.title) keeps: "
        + owner.advice
      steps.append(Readiness.Step(title, command: nil))
    } else if let (role, owner) = keptRole(among: lostRoles(granting: rules, in: scope)) {
      let title =
        "give \(role.reference.title) its binding back, which \(owner.title) keeps: "
        + owner.advice
      steps.append(Readiness.Step(title, command: nil))
    } else {
      create(rules, in: scope)
    }
  }

  // MARK: - Changing a role

  /// The roles that only the account has, those that grant most first; in any scope for `nil`.
  private func ownRoles(in scope: Scope? = nil) -> [Role] {
    manifests.roles.filter { role in
      (scope.map { role.scope == $0 } ?? true) && isBoundToAccountAlone(role) && isPlain(role)
    }.sorted { left, right in
      (-left.rules.count, left.name) < (-right.rules.count, right.name)
    }
  }

  /// The roles that have all that is missing and have lost their binding.
  private func lostRoles(granting rules: [PolicyRule], in scope: Scope) -> [Role] {
    manifests.roles.filter { role in
      role.scope == scope && isPlain(role)
        && !role.metadata.isOfAnotherRelease(thanIn: account?.namespace ?? "")
        && bindings[role.reference] == nil && role.rules.cover(rules)
    }
  }

  /// Whether the rules are the role's own, and nobody gets them through another.
  private func isPlain(_ role: Role) -> Bool {
    role.aggregationRule == nil && !manifests.aggregatedRoles.contains(role.name)
      && !role.name.hasPrefix("system:") && !role.metadata.isBootstrapped
      && !role.isPart(ofOthersIn: selected)
  }

  /// Whether nothing but its users decides what stands in the role.
  private func isFree(_ role: Role) -> Bool {
    (isAddition(role) || (!options.rolesAreRewritten && ObjectOwner(role.metadata) == nil))
      && role.metadata.annotations[Self.autoupdate] != "false"
  }

  /// `kubectl auth reconcile` leaves alone what says `false` here.
  ///
  /// Source: k8s.io/component-helpers, auth/rbac/reconciliation/reconcile_role.go.
  private static let autoupdate = "rbac.authorization.kubernetes.io/autoupdate"

  /// Whether an earlier plan made the role, which no set of actions is behind.
  private func isAddition(_ role: Role) -> Bool {
    ObjectOwner(role.metadata)?.kind == .rolefit
      && !role.metadata.annotations.keys.contains { $0.hasPrefix("rolefit.io/") }
  }

  /// A role that is changed where it comes from. What an upgrade writes was looked at already: if
  /// the rules are not among it, no value of the release gives them.
  private func keptRole(among roles: [Role]) -> (role: Role, owner: ObjectOwner)? {
    for role in roles {
      guard let owner = ObjectOwner(role.metadata), !isAddition(role) else { continue }
      if options.rolesAreRewritten, [.helmRelease, .instance].contains(owner.kind) { continue }
      return (role, owner)
    }
    return nil
  }

  private func isBoundToAccountAlone(_ role: Role) -> Bool {
    guard let account else { return true }
    var isBound = false
    for binding in bindings[role.reference] ?? [] {
      let isOwn = binding.subjects.allSatisfy { subject in
        subject.kind == "ServiceAccount" && subject.name == account.name
          && subject.namespace(inBindingOf: binding.namespace) == account.namespace
      }
      guard isOwn else { return false }
      // A ClusterRole that is bound in a namespace would not give the rules everywhere.
      let holdsThere = role.kind == .role || binding.kind == .clusterRoleBinding
      isBound = isBound || (holdsThere && !binding.subjects.isEmpty)
    }
    return isBound
  }

  /// `kubectl auth reconcile` adds what the role does not grant yet, and leaves the rest of it.
  private mutating func change(_ role: Role, adding rules: [PolicyRule]) {
    let kind = role.kind.rawValue
    let place = role.kind == .role ? [("namespace", YAMLValue.string(role.namespace))] : []
    let text = YAMLEmitter.text(
      .object([
        ("apiVersion", .string("rbac.authorization.k8s.io/v1")), ("kind", .string(kind)),
        ("metadata", .object([("name", .string(role.name))] + place)),
        ("rules", .sequence(rules.map(\.yaml))),
      ]))
    let words = options.kubectl + ["auth", "reconcile", "--filename", "-"]
    let title = "add what is missing to \(role.reference.title)"
    steps.append(Readiness.Step(title, command: ShellText.command(words, input: text)))
    let scope = role.scope
    questions.append(
      OwnRight.Question(
        title: title,
        requests: ["get", "update"].map { request($0, of: role.kind.resource, scope, role.name) },
        shortcut: request("escalate", of: role.kind.resource, scope, role.name),
        held: AtomSet(role.rules + rules, scope: scope).atoms))
  }

  // MARK: - A role of its own

  private mutating func create(_ rules: [PolicyRule], in scope: Scope) {
    guard let subject = account ?? options.assumedAccount else { return }
    let namespace = scope.namespace
    let name = freeName("\(subject.name)-additions", in: scope)
    let roleKind: Role.Kind = namespace == nil ? .clusterRole : .role
    let bindingKind = namespace == nil ? "ClusterRoleBinding" : "RoleBinding"
    let group = "rbac.authorization.k8s.io"
    func object(_ kind: String, _ rest: [(String, YAMLValue)]) -> YAMLValue {
      .object(
        [
          ("apiVersion", .string("\(group)/v1")), ("kind", .string(kind)),
          ("metadata", metadata(name, namespace)),
        ] + rest)
    }
    let role = object(roleKind.rawValue, [("rules", .sequence(rules.map(\.yaml)))])
    let roleRef = YAMLValue.object([
      ("apiGroup", .string(group)), ("kind", .string(roleKind.rawValue)), ("name", .string(name)),
    ])
    let account = YAMLValue.object([
      ("kind", .string("ServiceAccount")), ("name", .string(subject.name)),
      ("namespace", .string(subject.namespace)),
    ])
    let binding = object(bindingKind, [("roleRef", roleRef), ("subjects", .sequence([account]))])
    let text = YAMLEmitter.text(role) + "---\n" + YAMLEmitter.text(binding)
    let made = ObjectReference(kind: roleKind.rawValue, namespace: namespace ?? "", name: name)
    let title = "give \(subject) what is missing with \(made.title)"
    steps.append(
      Readiness.Step(
        title,
        command: ShellText.command(options.kubectl + ["apply", "--filename", "-"], input: text)))
    let bindings = namespace == nil ? "clusterrolebindings" : "rolebindings"
    let held = AtomSet(rules, scope: scope).atoms
    questions.append(
      OwnRight.Question(
        title: "write \(made.title)",
        requests: [
          request("get", of: roleKind.resource, scope, name),
          request("create", of: roleKind.resource, scope, ""),
        ], shortcut: request("escalate", of: roleKind.resource, scope, name), held: held))
    questions.append(
      OwnRight.Question(
        title: "bind \(made.title) to \(subject)",
        requests: [
          request("get", of: bindings, scope, name), request("create", of: bindings, scope, ""),
        ], shortcut: request("bind", of: roleKind.resource, scope, name), held: held))
  }

  private func metadata(_ name: String, _ namespace: String?) -> YAMLValue {
    let labels = YAMLValue.object([
      ("app.kubernetes.io/name", .string(options.agent)),
      ("app.kubernetes.io/managed-by", .string("rolefit")),
    ])
    let place = namespace.map { [("namespace", YAMLValue.string($0))] } ?? []
    return .object([("name", .string(name))] + place + [("labels", labels)])
  }

  /// `name`, or with a number behind it where a role or a binding of that name stands already.
  private func freeName(_ name: String, in scope: Scope) -> String {
    let namespace = scope.namespace ?? ""
    let taken = Set(
      manifests.roles.filter { $0.namespace == namespace }.map(\.name)
        + manifests.bindings.filter { $0.namespace == namespace }.map(\.name))
    var candidate = name
    var number = 2
    while taken.contains(candidate) {
      candidate = "\(name)-\(number)"
      number += 1
    }
    return candidate
  }

  private func request(
    _ verb: String, of resource: String, _ scope: Scope, _ name: String
  ) -> Request {
    .resource(
      ResourceRequest(
        verb: verb, apiGroup: "rbac.authorization.k8s.io", resource: resource,
        namespace: scope.namespace ?? "", name: name))
  }
}

extension Role.Kind {
  /// The resource of its objects.
  fileprivate var resource: String {
    switch self {
    case .role: "roles"
    case .clusterRole: "clusterroles"
    }
  }
}
