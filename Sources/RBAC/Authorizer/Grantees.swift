// SPDX-License-Identifier: Apache-2.0

/// Who may send a request. Members of `system:masters` may send any and are not listed.
package struct Grantees: Hashable, Sendable {
  /// Every way in: each subject of each binding by each rule that allows the request, in the order
  /// of the bindings.
  package var grants: [Grant]
  /// Bindings that may be further ways in; empty in a closed world.
  package var unresolved: [Unresolved]
}

extension Policy {
  package func grantees(of request: Request) -> Grantees {
    var grantees = Grantees(grants: [], unresolved: [])
    grantees.unresolved += unplaced.allBindings.compactMap {
      unplacedAllowing(request, throughBinding: $0)
    }
    for index in standingBindings where bindings[index].reaches(request) {
      let subjects = subjectsThatCount(in: index)
      guard !subjects.isEmpty else { continue }
      if !closedWorld { grantees.unresolved += unresolved(in: index) }
      guard let role = boundRoles[index] else { continue }
      let allowing = contents[role].rules.indices.filter {
        contents[role].rules[$0].allows(request)
      }
      if allowing.isEmpty {
        grantees.unresolved += possiblyAllowing(request, throughBinding: index)
      }
      for number in allowing {
        grantees.grants += subjects.map {
          Grant(binding: index, subject: $0, role: role, rule: number)
        }
      }
    }
    return grantees
  }

  /// Each subject of each binding by each rule that allows the request for the names in the rule
  /// alone, in the order of the bindings. Requests that carry no name have none.
  package func grantsByName(of request: Request) -> [Grant] {
    guard case .resource(let asked) = request,
      !["create", "deletecollection"].contains(asked.verb) || !asked.subresource.isEmpty
    else { return [] }
    return standingBindings.filter { bindings[$0].reaches(request) }.flatMap { index -> [Grant] in
      guard let role = boundRoles[index] else { return [] }
      let rules = contents[role].rules
      let allowing = rules.indices.filter { number in
        guard let name = rules[number].resourceNames.first(where: { !$0.isEmpty }) else {
          return false
        }
        var named = asked
        named.name = name
        return rules[number].allows(.resource(named))
      }
      return subjectsThatCount(in: index).flatMap { subject in
        allowing.map { Grant(binding: index, subject: subject, role: role, rule: $0) }
      }
    }
  }

  /// The places of the subjects of a binding that name somebody.
  private func subjectsThatCount(in binding: Int) -> [Int] {
    let principals = bindings[binding].principals
    return principals.indices.filter { principals[$0] != nil }
  }

  package func grants(allowing request: Request) -> [Grant] { grantees(of: request).grants }
}

extension RoleBinding {
  /// Whether the binding is looked at for `request`.
  package func reaches(_ request: Request) -> Bool {
    switch (kind, request) {
    case (.clusterRoleBinding, _): true
    case (.roleBinding, .resource(let request)):
      !request.namespace.isEmpty && request.namespace.hasSameBytes(as: namespace)
    case (.roleBinding, .nonResource): false
    }
  }
}
