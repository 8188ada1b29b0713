// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import KubernetesAPI
import Manifests
import RBAC

/// Where a rule that an account lacks may be added without giving it to anybody else.
struct DenialRemedy {
  private let access: AgentAccess
  private let account: ManifestSet.ServiceAccountName
  private let version: KubernetesVersion
  private let parts: BoundParts
  /// The bindings that name the account itself.
  private let own: [RoleBinding]
  private let ownReferences: Set<ObjectReference>
  /// The roles whose rules a binding gives to anybody else.
  private let heldByOthers: Set<ObjectReference>
  private let roles: [ObjectReference: [Role]]

  init?(_ access: AgentAccess, _ version: KubernetesVersion) {
    guard let account = access.account else { return nil }
    self.access = access
    self.account = account
    self.version = version
    let name = access.user.name
    func isAccount(_ subject: Subject, in binding: RoleBinding) -> Bool {
      binding.principal(of: subject) == .user(name)
    }
    let bindings = access.manifests.bindings
    own = bindings.filter { binding in
      binding.subjects.contains { isAccount($0, in: binding) }
    }
    ownReferences = Set(own.map(\.reference))
    let parts = BoundParts(access.manifests)
    /// Whatever binds a role gives the same parts.
    let others = Set(
      bindings.filter { binding in
        binding.subjects.contains { !isAccount($0, in: binding) }
      }.map(\.roleReference))
    heldByOthers = Set(others.flatMap { parts.roles(of: $0) }.map(\.reference))
    self.parts = parts
    roles = Dictionary(grouping: access.manifests.roles, by: \.reference)
  }

  /// - Parameter scope: where the rule has to hold.
  func notes(in scope: Scope) -> [Diagnostic.Note] {
    let own = ownRoles
    let reaching = own.filter { $0.scope == .cluster || $0.scope == scope }.map(\.title)
    if !reaching.isEmpty {
      return [Diagnostic.Note("add the rule to \(Self.list(reaching))")]
    }
    let binding = scope.namespace.map { "a RoleBinding in the namespace '\($0)'" }
    if scope != .cluster, let nameless = own.first(where: \.scope.isUnknown) {
      return [
        Diagnostic.Note(
          "add the rule to \(nameless.title), which names no namespace, if it is bound "
            + "\(scope.place ?? "") (say so with -n)")
      ]
    }
    let elsewhere = own.map(\.title)
    if !elsewhere.isEmpty {
      return [
        Diagnostic.Note(
          "add the rule to a \(binding == nil ? "ClusterRole" : "role") and bind it with "
            + "\(binding ?? "a ClusterRoleBinding"): \(Self.list(elsewhere)) is bound in other "
            + "namespaces only")
      ]
    }
    let role = scope.namespace.map { "a Role in the namespace '\($0)'" } ?? "a ClusterRole"
    return MissingExplanation(access).strayBindings + [
      Diagnostic.Note(
        "no role is bound to \(account) alone: create \(role) with the rule, and "
          + "\(binding == nil ? "a ClusterRoleBinding" : "a RoleBinding there") that gives it to "
          + "the ServiceAccount \(account)")
    ]
  }

  private static func list(_ titles: [String]) -> String {
    Set(titles).sorted().joined(separator: " or ")
  }

  /// The roles that only the account has, by its own name, and whose rules are not the server's or
  /// a controller's to write.
  private var ownRoles: [(title: String, scope: Scope)] {
    own.flatMap { binding in
      parts.roles(of: binding.roleReference).filter { role in
        !isDefault(role) && !isHeldByOthers(role)
      }.map { (title: $0.reference.title, scope: binding.scope) }
    }
  }

  /// Whether a rule came to the account through a role of its own.
  func isOwn(_ grant: PlacedGrant) -> Bool {
    guard !grant.isDefault, let entry = grant.ruleEntry, let binding = grant.bindingEntry else {
      return false
    }
    return ownReferences.contains(binding.reference)
      && (roles[entry.reference] ?? []).contains { !isDefault($0) && !isHeldByOthers($0) }
  }

  func isDefault(_ role: Role) -> Bool {
    role.metadata.isBootstrapped || role.name.hasPrefix("system:")
      || DefaultRoles.role(
        named: role.name, namespace: role.kind == .role ? role.namespace : nil, in: version) != nil
  }

  private func isHeldByOthers(_ role: Role) -> Bool {
    heldByOthers.contains(role.reference) || isPartOfDefault(role)
  }

  /// Whether a default role takes over the role's rules, so that whoever has that one gains.
  private func isPartOfDefault(_ role: Role) -> Bool {
    role.kind == .clusterRole
      && DefaultRoles.roles(in: version).contains { known in
        known.aggregationSelectors.contains {
          LabelSelector(matchLabels: $0).matches(role.labels)
        }
      }
  }
}
