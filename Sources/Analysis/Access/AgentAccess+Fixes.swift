// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Manifests
package import RBAC

extension AgentAccess {
  /// The objects that a change of the agent's permissions would start from, with their owners: the
  /// roles that it holds, or, where it holds none, those that are as if made for it, with their
  /// bindings.
  package var fixes: [ClusterVerification.Fix] {
    guard let account else { return [] }
    let roles = Dictionary(manifests.roles.map { ($0.reference, $0) }) { first, _ in first }
    let bindings = Dictionary(manifests.bindings.map { ($0.reference, $0) }) { first, _ in first }
    var held: [Role] = []
    var heldBindings: [RoleBinding] = []
    var seen: Set<ObjectReference> = []
    for grant in grants where !grant.isDefault {
      if let entry = grant.ruleEntry, let role = roles[entry.reference],
        seen.insert(role.reference).inserted
      {
        held.append(role)
      }
      if let entry = grant.bindingEntry, let binding = bindings[entry.reference],
        seen.insert(binding.reference).inserted
      {
        heldBindings.append(binding)
      }
    }
    if !held.isEmpty { return held.map(fix) + heldBindings.map(fix) }
    let namesakes = manifests.bindings.filter { binding in
      !binding.metadata.isOfAnotherRelease(thanIn: account.namespace)
        && binding.subjects.contains { $0.kind == "ServiceAccount" && $0.name == account.name }
    }
    let named = Set(namesakes.map { $0.roleRef.withoutGroup })
    let meant = manifests.roles.filter { role in
      guard !role.metadata.isOfAnotherRelease(thanIn: account.namespace) else { return false }
      return named.contains(RoleBinding.RoleRef(kind: role.kind.rawValue, name: role.name))
        || role.isMeant(for: account.name)
    }
    return meant.map(fix) + namesakes.map(fix)
  }

  /// A role that seems to be meant for the agent and has all of `missing`, so that only its binding
  /// is wrong, with the command that binds it.
  package func unboundRole(granting missing: [ScopedRule]) -> (role: String, command: [String])? {
    guard let account, !missing.isEmpty else { return nil }
    let needed = missing.map(\.rule)
    let role = MissingExplanation(self).candidates.first { role in
      role.kind == .clusterRole && role.rules.cover(needed)
    }
    guard let role else { return nil }
    return (
      role.reference.title,
      [
        "kubectl", "create", "clusterrolebinding", "\(role.name)-\(account.name)",
        "--clusterrole", role.name, "--serviceaccount", account.description,
      ]
    )
  }

  private func fix(_ role: Role) -> ClusterVerification.Fix {
    let isAggregated = role.kind == .clusterRole && manifests.aggregatedRoles.contains(role.name)
    return ClusterVerification.Fix(
      object: role.reference.title,
      owner: isAggregated ? ObjectOwner(kind: .aggregation) : ObjectOwner(role.metadata))
  }

  private func fix(_ binding: RoleBinding) -> ClusterVerification.Fix {
    ClusterVerification.Fix(
      object: binding.reference.title,
      owner: ObjectOwner(binding.metadata))
  }
}

extension Role {
  /// Whether the role's name or labels say that it is for the agent.
  func isMeant(for agent: String) -> Bool {
    metadata.name == agent || metadata.name.hasPrefix(agent + "-")
      || metadata.labels["app.kubernetes.io/name"] == agent
  }
}

extension RoleBinding.RoleRef {
  /// What it names, whatever the namespace of its binding: the server takes an empty group for
  /// RBAC's own.
  var withoutGroup: RoleBinding.RoleRef { RoleBinding.RoleRef(kind: kind, name: name) }
}

extension ManifestSet {
  /// Bindings that name a service account of a namespace which is not among those that are there.
  package func bindingsToNobody(
    in namespace: String, besides names: [String], _ account: ServiceAccountName
  ) -> [Diagnostic.Note] {
    bindings.flatMap { binding in
      binding.subjects.compactMap { subject in
        let home = subject.namespace(inBindingOf: binding.namespace)
        guard subject.kind == "ServiceAccount", home == namespace, !names.contains(subject.name),
          subject.name != account.name
        else { return nil }
        return Diagnostic.Note(
          "\(binding.kind.rawValue) '\(binding.name)' names the service account "
            + "\(home):\(subject.name), which does not exist: if it was renamed to "
            + "\(account.name), the binding must name it so")
      }
    }
  }
}
