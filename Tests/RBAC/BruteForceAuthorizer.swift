// SPDX-License-Identifier: Apache-2.0

import RBAC

/// The authorizer as its definition reads, with loops over everything and strings throughout.
struct BruteForceAuthorizer {
  enum Answer: Equatable {
    case no
    case undetermined
    case allowed(binding: Int, rule: PolicyRule)
  }

  private var roles: [Role]
  private var bindings: [RoleBinding]
  /// Rules and whether there may be more, by index.
  private var contents: [(rules: [PolicyRule], isComplete: Bool)]

  init(roles: [Role], bindings: [RoleBinding]) {
    self.roles = roles
    self.bindings = bindings
    contents = roles.map { ($0.aggregationRule == nil ? $0.rules : [], true) }
    for _ in roles { contents = roles.indices.map { aggregate($0) } }
  }

  private func exists(_ index: Int) -> Bool {
    !roles[(index + 1)...].contains { isSame($0, roles[index]) }
  }

  private func isSame(_ left: Role, _ right: Role) -> Bool {
    (left.kind, left.namespace, left.name) == (right.kind, right.namespace, right.name)
  }

  private func aggregate(_ index: Int) -> (rules: [PolicyRule], isComplete: Bool) {
    guard let selectors = roles[index].aggregationRule else { return contents[index] }
    var rules: [PolicyRule] = []
    var isComplete = true
    for selector in selectors {
      let parts = roles.indices.filter {
        exists($0) && roles[$0].kind == .clusterRole && roles[$0].name != roles[index].name
          && selector.matches(roles[$0].labels)
      }.sorted { roles[$0].name < roles[$1].name }
      if parts.isEmpty { isComplete = false }
      for part in parts {
        isComplete = isComplete && contents[part].isComplete
        rules += contents[part].rules.filter { !rules.contains($0) }
      }
    }
    return (rules, isComplete)
  }

  func answer(_ request: Request, by user: User) -> Answer {
    var namespace = ""
    if case .resource(let request) = request { namespace = request.namespace }
    var isDetermined = true
    let clusterWide = bindings.indices.filter { bindings[$0].kind == .clusterRoleBinding }
    let local = bindings.indices.filter {
      bindings[$0].kind == .roleBinding && !namespace.isEmpty && bindings[$0].namespace == namespace
    }
    for index in clusterWide + local {
      guard bindings[index].subjects.contains(where: { applies($0, of: bindings[index], to: user) })
      else { continue }
      guard let role = role(of: bindings[index]) else {
        isDetermined = false
        continue
      }
      if let rule = contents[role].rules.first(where: { $0.allows(request) }) {
        return .allowed(binding: index, rule: rule)
      }
      isDetermined = isDetermined && contents[role].isComplete
    }
    return isDetermined ? .no : .undetermined
  }

  private func applies(_ subject: Subject, of binding: RoleBinding, to user: User) -> Bool {
    switch subject.kind {
    case "User": return user.name == subject.name
    case "Group": return user.groups.contains(subject.name)
    case "ServiceAccount":
      let namespace = subject.namespace.isEmpty ? binding.namespace : subject.namespace
      return !namespace.isEmpty
        && user.name == "system:serviceaccount:\(namespace):\(subject.name)"
    default: return false
    }
  }

  private func role(of binding: RoleBinding) -> Int? {
    roles.lastIndex {
      $0.kind.rawValue == binding.roleRef.kind && $0.name == binding.roleRef.name
        && ($0.kind == .clusterRole || $0.namespace == binding.namespace)
    }
  }
}
