// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Manifests
import RBAC

/// What the server asks of who writes roles and bindings, beyond the right to write them.
///
/// Source: kubernetes/kubernetes, pkg/registry/rbac: {role,clusterrole}/policybased/storage.go,
/// {rolebinding,clusterrolebinding}/policybased/storage.go and escalation_check.go.
struct WrittenRoles {
  private static let group = "rbac.authorization.k8s.io"

  private let deployment: Deployment
  /// Whether objects are only created by a patch, which has a name.
  private let namedCreation: Bool
  /// The roles that are deployed.
  private let own: Set<ObjectReference>
  private let sets: [ManifestSet]

  init(_ deployment: Deployment, namedCreation: Bool) {
    self.deployment = deployment
    self.namedCreation = namedCreation
    sets = [deployment.installed] + [deployment.upgraded].compactMap(\.self)
    own = Set(sets.flatMap { $0.roles.map(\.reference) })
  }

  func add(to rights: inout DeployerRights) {
    guard deployment.steps.contains(where: { $0 != .uninstall }) else { return }
    for set in sets {
      let left = Self.left(in: set, deployment)
      for role in set.roles where !left.contains(role.reference) {
        add(role, of: set, to: &rights)
      }
      for binding in set.bindings where !left.contains(binding.reference) {
        add(binding, of: set, to: &rights)
      }
    }
  }

  /// The hooks of events that are not among the steps, such as `helm test`: nobody writes them.
  private static func left(
    in set: ManifestSet, _ deployment: Deployment
  ) -> Set<ObjectReference> {
    guard deployment.programs.contains(where: \.isHelm) else { return [] }
    let events = Set(deployment.steps.flatMap(\.hookEvents))
    let left = set.objects.filter { object in
      object.hook.map { events.isDisjoint(with: $0.events) } ?? false
    }
    return Set(
      left.map { object in
        let isClusterWide = object.kind.hasPrefix("Cluster")
        return ObjectReference(
          kind: object.kind, namespace: isClusterWide ? "" : object.namespace, name: object.name)
      })
  }

  private func add(_ role: Role, of set: ManifestSet, to rights: inout DeployerRights) {
    let range = role.origin.flatMap { set.origins[$0]?.range }
    let title = role.reference.title
    guard deployment.roleWriting == .holding, role.aggregationRule == nil else {
      return addEscalate(role, title, range, to: &rights)
    }
    for rule in role.rules {
      for atom in ScopedRule(rule: rule, scope: role.scope).atoms {
        rights.needs.append(
          DeployerNeed(
            atom: atom, part: .rules,
            reason: "nobody may write a rule into a role that they do not hold themselves",
            object: title, range: range,
            source: "pkg/registry/rbac/\(role.kind.rawValue.lowercased())/policybased/storage.go"))
      }
    }
  }

  private func addEscalate(
    _ role: Role, _ title: String, _ range: SourceRange?, to rights: inout DeployerRights
  ) {
    let because =
      role.aggregationRule == nil
      ? "instead of holding its rules"
      : "it aggregates: only who holds every permission there is may write it otherwise"
    // A POST has no name, so that escalate by name does not allow it.
    let creates = deployment.steps.contains(.install) || deployment.upgraded != nil
    let isNamed = namedCreation || !creates
    rights.needs.append(
      DeployerNeed(
        atom: Atom(
          .resource(
            verb: "escalate", apiGroup: Self.group, resource: Self.resource(of: role.kind.rawValue),
            resourceName: isNamed ? role.name : nil),
          scope: role.scope),
        part: .escalate,
        reason: isNamed
          ? because : "\(because); for any name, since the request that creates it has none",
        object: title, range: range, source: "pkg/registry/rbac/escalation_check.go"))
  }

  private func add(
    _ binding: RoleBinding, of set: ManifestSet, to rights: inout DeployerRights
  ) {
    let isOwn = own.contains(binding.roleReference)
    // Who holds the rules of a role may bind it where they hold.
    if isOwn, deployment.roleWriting == .holding,
      let role = set.roles.last(where: { $0.reference == binding.roleReference }),
      role.aggregationRule == nil
    {
      return
    }
    let because =
      isOwn
      ? "it binds \(binding.roleReference.title), whose rules are not held"
      : "it binds \(binding.roleReference.title), which is none of these objects: who may bind it "
        + "need not hold its rules, whatever they become"
    rights.needs.append(
      DeployerNeed(
        atom: Atom(
          .resource(
            verb: "bind", apiGroup: Self.group, resource: Self.resource(of: binding.roleRef.kind),
            resourceName: binding.roleRef.name),
          scope: binding.scope),
        part: .bind, reason: because, object: binding.reference.title,
        range: binding.origin.flatMap { set.origins[$0]?.range },
        source: "pkg/registry/rbac/escalation_check.go"))
  }

  private static func resource(of kind: String) -> String {
    kind == Role.Kind.role.rawValue ? "roles" : "clusterroles"
  }
}
