// SPDX-License-Identifier: Apache-2.0

import RBAC

/// The making of a role that is not there and that bindings wait for: whoever is first makes it,
/// and later ones can only change it.
///
/// A class, since few of many steps have one.
final class RoleMaking: Sendable {
  enum Maker: Hashable {
    /// Whoever may write anything into it.
    case unlimited
    /// Somebody who writes what they cover.
    case covering(User)
  }

  /// Who may make a role.
  enum Choice: Hashable {
    case only(Maker)
    case none(of: Set<Maker>)

    func allows(_ maker: Maker) -> Bool {
      switch self {
      case .only(let chosen): maker == chosen
      case .none(let others): !others.contains(maker)
      }
    }
  }

  let role: WritableRole.Target
  let maker: Maker

  init(_ role: WritableRole.Target, by maker: Maker) {
    self.role = role
    self.maker = maker
  }
}

extension ReachSearch {
  /// What a right to write does to a role that it makes; `nil` where it changes one.
  func making(of role: WritableRole, by writer: RoleWriter) -> RoleMaking? {
    guard writer.writing.creates, !writer.writing.isAggregated, case .missing = role.target else {
      return nil
    }
    let user = identities[steps[writer.step].identity].user
    return RoleMaking(role.target, by: writer.writing.isUnlimited ? .unlimited : .covering(user))
  }

  /// Whether the search lets a right to write make a role, if that is what it does.
  func mayMake(_ role: WritableRole, by writer: RoleWriter) -> Bool {
    guard let choice = mode.makers[role.target], let making = making(of: role, by: writer) else {
      return true
    }
    return choice.allows(making.maker)
  }

  /// A role that a path makes more than once, though nobody who is held may delete it between.
  func clash(in path: [ReachStep]) -> (role: WritableRole.Target, makers: Set<RoleMaking.Maker>)? {
    var makers: [WritableRole.Target: Set<RoleMaking.Maker>] = [:]
    for case let making? in path.map(\.making) {
      makers[making.role, default: []].insert(making.maker)
      if let found = makers[making.role], found.count > 1, !mayDelete(making.role) {
        return (making.role, found)
      }
    }
    return nil
  }

  /// Whether somebody may delete a role by rules that do not come of its making.
  private func mayDelete(_ role: WritableRole.Target) -> Bool {
    guard case .missing(let kind, let name, let home) = role else { return false }
    let request = RoleWritingRoute.madeRoles[kind == .clusterRole ? 0 : 1].delete
    return identities.indices.contains { place in
      allRules(of: place).contains { held in
        guard held.scope.covers(home), let verb = request.verb(allowedBy: held.rule) else {
          return false
        }
        return RouteMatch(held, request, verb: verb).allows(name: name)
          && !(held.step.map { chain(of: [$0]) } ?? []).contains { $0.making?.role == role }
      }
    }
  }

  /// Whether everything is come to by making no role twice.
  var surelyHasEverything: Bool { pathToEverything.map { clash(in: $0) == nil } ?? false }

  /// The steps by which everything was come to; `nil` where it was not.
  var pathToEverything: [ReachStep]? {
    guard let everything else { return nil }
    let last = everything.step ?? cause(of: everything.identity).step
    return last.map { chain(of: [$0]) } ?? []
  }
}
