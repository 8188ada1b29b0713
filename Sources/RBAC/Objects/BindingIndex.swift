// SPDX-License-Identifier: Apache-2.0

/// Finds the bindings of users, one after the other, without looking through all bindings for each.
package struct BindingIndex: Sendable {
  /// A binding that names a user or one of its groups.
  package struct Held: Sendable {
    /// An index into the policy's bindings.
    package var binding: Int
    /// The first subject of the binding that applies.
    package var subject: Int
    /// An index into the policy's roles; `nil` where the input has no such role.
    package var role: Int?
  }

  /// The users that a binding names, service accounts by their user names; sorted, each once.
  package let users: [String]
  /// The groups that a binding names; sorted, each once.
  package let groups: [String]

  private var ofUsers: [String: [Held]] = [:]
  private var ofGroups: [String: [Held]] = [:]

  /// - Parameter unlisted: bindings whose subjects are not among `users` and `groups`.
  package init(_ policy: Policy, unlisted: Range<Int> = 0..<0) {
    var users: Set<String> = []
    var groups: Set<String> = []
    for binding in policy.standingBindings {
      let role = policy.boundRoles[binding]
      for (subject, principal) in policy.bindings[binding].principals.enumerated() {
        let held = Held(binding: binding, subject: subject, role: role)
        switch principal {
        case .user(let name)?:
          ofUsers[name, default: []].append(held)
          if !unlisted.contains(binding) { users.insert(name) }
        case .group(let name)?:
          ofGroups[name, default: []].append(held)
          if !unlisted.contains(binding) { groups.insert(name) }
        case nil: continue
        }
      }
    }
    self.users = users.sorted()
    self.groups = groups.sorted()
  }

  /// In the order of the policy's bindings, each once.
  package func bindings(of user: User) -> [Held] {
    let all = [ofUsers[user.name] ?? []] + user.groups.map { ofGroups[$0] ?? [] }
    let some = all.filter { !$0.isEmpty }
    if some.count == 1, let only = some.first, only.count == 1 { return only }
    var first: [Int: Held] = [:]
    for held in some.joined() where held.subject < first[held.binding]?.subject ?? .max {
      first[held.binding] = held
    }
    return first.values.sorted { $0.binding < $1.binding }
  }
}

extension Policy {
  /// The bindings that count, as indices of `bindings`, with the roles that they refer to.
  package var countingBindings: [(binding: Int, role: Int?)] {
    standingBindings.map { ($0, boundRoles[$0]) }
  }

  /// Rules that a role may have besides those that it has, and nobody knows.
  package func possibleRules(ofRole index: Int) -> [PolicyRule] {
    contents[index].possible.sorted { $0.key < $1.key }.flatMap(\.value)
  }

  /// Whether an aggregated role has a selector that no role of the input matches.
  package func hasUnmatchedSelectors(role index: Int) -> Bool { !contents[index].unmatched.isEmpty }
}
