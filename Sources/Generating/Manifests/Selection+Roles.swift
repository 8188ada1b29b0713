// SPDX-License-Identifier: Apache-2.0

package import Catalog
import RBAC

/// What a set of actions is divided by, where it gets several roles.
package enum RolesPer: String, CaseIterable, Sendable {
  /// The access levels of its actions.
  case access
  /// Its actions, one by one.
  case action
}

extension Selection {
  /// The parts of the set that get roles of their own, in the order of the access levels or of the
  /// catalog; one part, without a suffix, for all of it where `division` is `nil`.
  package func parts(per division: RolesPer?) -> [RolePart] {
    switch division {
    case nil: return [part(suffix: nil, of: entries)]
    case .access:
      return AccessLevel.allCases.compactMap { level in
        let members = entries.filter { $0.accessLevel == level }
        return members.isEmpty ? nil : part(suffix: level.rawValue, of: members)
      }
    case .action:
      var taken: Set<String> = []
      return entries.map { entry in
        let plain = Self.nameable(entry.id)
        var suffix = plain
        var number = 2
        while !taken.insert(suffix).inserted {
          suffix = "\(plain)-\(number)"
          number += 1
        }
        return part(suffix: suffix, of: [entry])
      }
    }
  }

  private func part(suffix: String?, of members: [Action]) -> RolePart {
    RolePart(
      suffix: suffix,
      actions: members.filter { !$0.isCapability }.map(\.id).sorted(),
      capabilities: members.filter(\.isCapability).map(\.id).sorted(),
      needs: catalog.needs(of: members, in: context).atoms)
  }

  /// `scale-deployment` for `scale:deployment`: what objects and files may be called.
  private static func nameable(_ id: String) -> String {
    String(
      id.lowercased().map { character in
        character.isASCII && (character.isLetter || character.isNumber || character == ".")
          ? character : "-"
      })
  }
}
