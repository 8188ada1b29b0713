// SPDX-License-Identifier: Apache-2.0

/// Everything that bindings give one user.
package struct EffectivePermissions: Sendable {
  /// In the order in which the server visits them.
  package var grants: [GrantedRule]
  /// Rules for paths that come through a RoleBinding: requests for paths have no namespace, so
  /// these never allow anything.
  package var inert: [GrantedRule]
  /// What may be more; empty in a closed world.
  package var unresolved: [Unresolved]
  /// Rules that a role of the user may have or not.
  package var possible: [ScopedRule] = []
  /// Whether the user may do anything at all, as a member of `system:masters`.
  package var isSuperuser: Bool

  /// What the grants add up to.
  package var atoms: AtomSet { AtomSet(grants.map(\.scopedRule)) }
}

extension Policy {
  package func permissions(of user: User) -> EffectivePermissions {
    let held = standingBindings.compactMap { index in
      bindings[index].principals.firstIndex(where: user.isPrincipal).map { (index, $0) }
    }
    return permissions(of: user, by: held)
  }

  /// The same for many users, without looking through all bindings for each.
  package func permissions(of users: [User]) -> [EffectivePermissions] {
    /// The bindings of each principal, with the first subject that names it.
    var held: [Holder: [(binding: Int, subject: Int)]] = [:]
    for index in standingBindings {
      for (subject, principal) in bindings[index].principals.enumerated() {
        guard let holder = principal.map(Holder.init), held[holder]?.last?.binding != index
        else { continue }
        held[holder, default: []].append((index, subject))
      }
    }
    return users.map { user in
      let holders = [Holder(.user(user.name))] + user.groups.map { Holder(.group($0)) }
      var subjects: [Int: Int] = [:]
      for (binding, subject) in holders.flatMap({ held[$0] ?? [] }) {
        subjects[binding] = min(subject, subjects[binding] ?? subject)
      }
      return permissions(of: user, by: subjects.map { ($0.key, $0.value) })
    }
  }

  private func permissions(
    of user: User, by held: [(binding: Int, subject: Int)]
  ) -> EffectivePermissions {
    var permissions = EffectivePermissions(
      grants: [], inert: [], unresolved: [], isSuperuser: user.isSuperuser)
    for (index, subject) in held.sorted(by: { visitedBefore($0.binding, $1.binding) }) {
      let binding = bindings[index]
      if !closedWorld { permissions.unresolved += unresolved(in: index) }
      guard let role = boundRoles[index] else { continue }
      permissions.possible += contents[role].possible.sorted { $0.key < $1.key }.flatMap(\.value)
        .map { ScopedRule(rule: $0, scope: binding.scope) }
      for (number, rule) in contents[role].rules.enumerated() {
        let granted = GrantedRule(
          rule: rule, scope: binding.scope,
          grant: Grant(binding: index, subject: subject, role: role, rule: number))
        if binding.kind == .roleBinding, !rule.nonResourceURLs.isEmpty {
          permissions.inert.append(granted)
        } else {
          permissions.grants.append(granted)
        }
      }
    }
    return permissions
  }

  /// What `binding` may grant besides what the input shows, whatever the world.
  package func unresolved(in binding: Int) -> [Unresolved] {
    guard let role = boundRoles[binding] else {
      return [Unresolved(binding: binding, cause: .missingRole)]
    }
    return RoleContents.unresolved(contents[role].unmatched, in: binding)
  }

  /// The roles through which `binding` may allow `request`, when nobody knows whether they do.
  package func possiblyAllowing(_ request: Request, throughBinding binding: Int) -> [Unresolved] {
    guard let role = boundRoles[binding] else { return [] }
    return contents[role].rolesPossiblyAllowing(request).map {
      Unresolved(binding: binding, cause: .possibleRule(role: $0))
    }
  }

  /// ClusterRoleBindings come before RoleBindings.
  private func visitedBefore(_ left: Int, _ right: Int) -> Bool {
    let leftIsLocal = bindings[left].kind == .roleBinding
    let rightIsLocal = bindings[right].kind == .roleBinding
    return leftIsLocal == rightIsLocal ? left < right : rightIsLocal
  }
}

/// A user or a group by the bytes of its name.
private struct Holder: Hashable {
  private let name: String
  private let isGroup: Bool

  init(_ principal: Subject.Principal) {
    switch principal {
    case .user(let name): (self.name, isGroup) = (name, false)
    case .group(let name): (self.name, isGroup) = (name, true)
    }
  }

  static func == (left: Self, right: Self) -> Bool {
    left.isGroup == right.isGroup && left.name.hasSameBytes(as: right.name)
  }
}

extension User {
  fileprivate func isPrincipal(_ principal: Subject.Principal?) -> Bool {
    switch principal {
    case .user(let name)?: self.name.hasSameBytes(as: name)
    case .group(let name)?: groups.holds(name)
    case nil: false
    }
  }
}
