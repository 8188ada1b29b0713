// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Manifests
package import RBAC

/// Says why an account may not send a request, from what almost allows it.
package struct MissingExplanation: Sendable {
  private let access: AgentAccess
  /// Roles that may have been meant for the account, those that nothing binds first: it is they
  /// that may have lost a binding. A whole cluster has many others that would do, such as its
  /// administrators'.
  let candidates: [Role]
  /// The bindings that refer to a role by its kind and name, whatever their namespace.
  private let bindings: [RoleBinding.RoleRef: [RoleBinding]]
  /// The roles that the account has.
  private let held: Set<ObjectReference>
  /// More than this many reasons for one request help nobody.
  private static let most = 6

  package init(_ access: AgentAccess) {
    self.access = access
    bindings = Dictionary(grouping: access.manifests.bindings, by: \.roleRef.withoutGroup)
    held = Set(access.grants.compactMap { $0.ruleEntry?.reference })
    candidates = Self.candidates(access, bindings)
  }

  /// One note for each rule that looks as if it allowed `request`, each reason once.
  ///
  /// - Parameters:
  ///   - isNamed: which of the account's grants may be named.
  ///   - unbound: which roles may be named that the account does not have and nobody else has.
  ///     `nil` for all, whoever has them.
  package func notes(
    for request: Request, isClusterScoped: Bool,
    from isNamed: (PlacedGrant) -> Bool = { _ in true }, unbound: ((Role) -> Bool)? = nil
  ) -> [Diagnostic.Note] {
    var notes: [Diagnostic.Note] = []
    var seen: Set<String> = []
    func add(_ message: String, _ grant: PlacedGrant) {
      guard seen.insert(message).inserted else { return }
      notes.append(Diagnostic.Note(message, at: grant.range))
    }
    for grant in access.grants where notes.count < Self.most && isNamed(grant) {
      if grant.rule.allows(request) {
        add(scopeReason(grant, request, isClusterScoped), grant)
      } else if case .resource(let resource) = request,
        let reason = NearMiss(request: resource, rule: grant.rule).reason
      {
        add(reason, grant)
      } else if case .nonResource(let path) = request,
        let reason = Self.pathReason(path, grant.rule)
      {
        add(reason, grant)
      }
    }
    guard notes.count < Self.most, !access.isAssumedBound else { return notes }
    for role in candidates where unbound.map({ $0(role) && isForNobodyElse(role) }) ?? true {
      for grant in grants(of: role, allowing: request) where notes.count < Self.most {
        add(bindingReason(grant), grant)
      }
    }
    return notes
  }

  private static func pathReason(_ request: NonResourceRequest, _ rule: PolicyRule) -> String? {
    guard rule.verbs.contains(where: { $0 == "*" || $0 == request.verb }) else { return nil }
    let near = rule.nonResourceURLs.first { url in
      url.contains("*")
        && url.dropLast(while: { $0 == "*" }).dropLast(while: { $0 == "/" })
          == request.path
    }
    return near.map { "'\($0)' covers what is below \(request.path), not \(request.path) itself" }
  }

  /// A rule allows the request, but its binding does not reach it.
  private func scopeReason(
    _ grant: PlacedGrant, _ request: Request, _ isClusterScoped: Bool
  ) -> String {
    guard let scope = grant.scope.place else { return "\(grant.title) allows it" }
    let binding = grant.bindingEntry?.title ?? grant.title
    switch request {
    case .nonResource:
      return
        "\(binding) gives it \(scope), and a path is in no namespace: "
        + "only a ClusterRoleBinding can give it"
    case .resource(let request) where isClusterScoped:
      return
        "\(binding) gives it \(scope), and \(request.resource) are "
        + "cluster-scoped: only a ClusterRoleBinding can give them"
    case .resource(let request):
      let place =
        request.namespace.isEmpty ? "in every namespace" : "in the namespace '\(request.namespace)'"
      return
        "\(binding) gives it \(scope) only; it is needed \(place)"
    }
  }

  private static func candidates(
    _ access: AgentAccess, _ bound: [RoleBinding.RoleRef: [RoleBinding]]
  ) -> [Role] {
    let roles = access.manifests.roles
    guard access.manifests.isStored, let account = access.account else { return roles }
    func bindings(of role: Role) -> [RoleBinding] {
      bound[RoleBinding.RoleRef(kind: role.kind.rawValue, name: role.name)] ?? []
    }
    let own = roles.filter { role in
      !role.metadata.isBootstrapped
        && !role.metadata.isOfAnotherRelease(thanIn: account.namespace)
    }
    let meant = own.filter { role in
      role.isMeant(for: account.name)
        || bindings(of: role).contains { binding in
          binding.subjects.contains { $0.kind == "ServiceAccount" && $0.name == account.name }
        }
    }
    let found = meant.isEmpty ? own : meant
    return found.filter { bindings(of: $0).isEmpty } + found.filter { !bindings(of: $0).isEmpty }
  }

  private func bindings(of role: Role) -> [RoleBinding] {
    bindings[RoleBinding.RoleRef(kind: role.kind.rawValue, name: role.name)] ?? []
  }

  /// The rules of a role that the account does not hold at all.
  private func grants(of role: Role, allowing request: Request) -> [PlacedGrant] {
    zip(role.rules, role.ruleOrigins).compactMap { rule, origin in
      guard rule.allows(request) else { return nil }
      let entry = access.manifests.origins[origin]
      if let entry, held.contains(entry.reference) { return nil }
      return PlacedGrant(rule: rule, scope: role.scope, ruleEntry: entry, bindingEntry: nil)
    }
  }

  /// Whether every subject that has the role is of the account's name, though perhaps in another
  /// namespace by mistake.
  private func isForNobodyElse(_ role: Role) -> Bool {
    bindings(of: role).allSatisfy { binding in
      binding.subjects.allSatisfy {
        $0.kind == "ServiceAccount" && $0.name == access.account?.name
      }
    }
  }

  /// Bindings that name a service account of the account's name in another namespace: one note
  /// each.
  var strayBindings: [Diagnostic.Note] {
    guard let account = access.account, !account.namespace.isEmpty else { return [] }
    return access.manifests.bindings.flatMap { binding in
      binding.subjects.compactMap { subject in
        let namespace = subject.namespace(inBindingOf: binding.namespace)
        guard subject.kind == "ServiceAccount", subject.name == account.name,
          !namespace.isEmpty, namespace != account.namespace
        else { return nil }
        return Diagnostic.Note(
          "\(binding.kind.rawValue) '\(binding.name)' names the service account of the namespace "
            + "'\(namespace)', not '\(account.namespace)'",
          at: binding.origin.flatMap { access.manifests.origins[$0] }?.range)
      }
    }
  }

  /// A role would do, but nothing gives it to the account.
  private func bindingReason(_ grant: PlacedGrant) -> String {
    guard let entry = grant.ruleEntry, let account = access.account else { return "" }
    let role = entry.reference
    let named = bindings[RoleBinding.RoleRef(kind: role.kind, name: role.name)] ?? []
    let bindings = named.filter {
      role.namespace.isEmpty || $0.namespace == role.namespace
    }
    for binding in bindings {
      for subject in binding.subjects
      where subject.kind == "ServiceAccount" && subject.name == account.name {
        let namespace = subject.namespace(inBindingOf: binding.namespace)
        return
          "\(entry.title) would do, but \(binding.kind.rawValue) '\(binding.name)' gives it to "
          + "the service account of the namespace '\(namespace)', not '\(account.namespace)'"
      }
    }
    if let binding = bindings.first {
      let subjects = binding.subjects.map { "\($0.kind) '\($0.name)'" }
      let named = subjects.isEmpty ? "nobody" : subjects.joined(separator: ", ")
      return "\(entry.title) would do, but \(binding.kind.rawValue) '\(binding.name)' gives it to "
        + "\(named), not to \(account)"
    }
    return "\(entry.title) would do, but no binding gives it to \(account)"
  }
}

extension StringProtocol {
  fileprivate func dropLast(while predicate: (Character) -> Bool) -> SubSequence {
    var end = endIndex
    while end > startIndex, predicate(self[index(before: end)]) { end = index(before: end) }
    return self[..<end]
  }
}
