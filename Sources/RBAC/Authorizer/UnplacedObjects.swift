// SPDX-License-Identifier: Apache-2.0

/// Roles and RoleBindings of an input that name no namespace. All of them are in the same one,
/// which is not known: what they allow is undetermined where it depends on that.
struct UnplacedObjects: Sendable {
  private struct Name: Hashable {
    var namespace: String
    var name: String
  }

  /// The bindings that may hold or grant more, once it is known where they are or what they refer
  /// to, by whom they name. A service account of the same unknown namespace has an empty one.
  private var bindings: [Subject.Principal: [Int]] = [:]
  private var roles: [Name: Int] = [:]

  /// - Parameters:
  ///   - standing: the bindings that count.
  ///   - bound: the role of each binding, as far as it is known without the namespace.
  init(roles: [Role], bindings: [RoleBinding], standing: [Int], bound: [Int?]) {
    guard
      roles.contains(where: \.isUnplaced)
        || standing.contains(where: { bindings[$0].isUnplaced })
    else { return }
    for (index, role) in roles.enumerated() where role.kind == .role {
      self.roles[Name(namespace: role.namespace, name: role.name)] = index
    }
    for index in standing {
      let binding = bindings[index]
      guard binding.kind == .roleBinding,
        binding.isUnplaced || bound[index] == nil && self.role(of: binding, in: "") != nil
      else { continue }
      for principal in Set(binding.subjects.compactMap(binding.principal)) {
        self.bindings[principal, default: []].append(index)
      }
    }
  }

  var isEmpty: Bool { bindings.isEmpty }

  /// The bindings that concern one of these, in order.
  func bindings(of principals: [Subject.Principal]) -> [Int] {
    Set(principals.flatMap { bindings[$0] ?? [] }).sorted()
  }

  /// All bindings, in order.
  var allBindings: [Int] { Set(bindings.values.joined()).sorted() }

  /// The Role of a namespace that a binding may refer to.
  func role(of binding: RoleBinding, in namespace: String) -> Int? {
    guard binding.roleRef.kind == Role.Kind.role.rawValue else { return nil }
    return roles[Name(namespace: namespace, name: binding.roleRef.name)]
  }
}

extension Policy {
  /// What would allow a request of a user if the objects that name no namespace were in that of
  /// the request; elsewhere they allow nothing there.
  func unplacedAllowing(_ request: Request, by user: User) -> [Unresolved] {
    guard !unplaced.isEmpty, case .resource(let asked) = request, !asked.namespace.isEmpty else {
      return []
    }
    return unplaced.bindings(of: principals(of: user, in: asked.namespace)).compactMap {
      unplacedAllowing(request, throughBinding: $0)
    }
  }

  /// A user and its groups, and the account without a namespace that it is where that is this one.
  ///
  /// - Parameter namespace: `nil` for any.
  private func principals(of user: User, in namespace: String?) -> [Subject.Principal] {
    var principals = [Subject.Principal.user(user.name)] + user.groups.map { .group($0) }
    if let account = user.serviceAccount,
      namespace.map(account.namespace.hasSameBytes) ?? true
    {
      principals.append(.user(User.serviceAccountName(namespace: "", name: account.name)))
    }
    return principals
  }

  /// The bindings that may give a user more, once it is known where the objects are that name no
  /// namespace, in order.
  ///
  /// - Parameter namespace: where it would have to hold; `nil` for anywhere.
  package func unplacedBindings(of user: User, in namespace: String?) -> [Int] {
    guard !unplaced.isEmpty else { return [] }
    return unplaced.bindings(of: principals(of: user, in: namespace)).filter { index in
      bindings[index].isUnplaced || namespace.map(bindings[index].namespace.hasSameBytes) ?? true
    }
  }

  /// Whether a binding would allow a request if what names no namespace were in that of the
  /// request, and what that depends on.
  func unplacedAllowing(_ request: Request, throughBinding index: Int) -> Unresolved? {
    let binding = bindings[index]
    guard case .resource(let asked) = request, !asked.namespace.isEmpty,
      binding.isUnplaced || binding.namespace.hasSameBytes(as: asked.namespace)
    else { return nil }
    let role =
      boundRoles[index]
      ?? unplaced.role(of: binding, in: binding.isUnplaced ? asked.namespace : "")
    guard let role else {
      return closedWorld ? nil : Unresolved(binding: index, cause: .missingRole)
    }
    let contents = contents[role]
    let mayAllow =
      contents.rules.contains { $0.allows(request) }
      || !contents.rolesPossiblyAllowing(request).isEmpty
      || (!closedWorld && !contents.unmatched.isEmpty)
    return mayAllow ? Unresolved(binding: index, cause: .unknownNamespace(role: role)) : nil
  }
}
