// SPDX-License-Identifier: Apache-2.0

import Manifests
import RBAC

/// The roles whose rules a binding gives: the bound one, or the parts of an aggregated one.
final class BoundParts {
  private let all: [Role]
  private let aggregated: Set<String>
  private let named: [ObjectReference: [Role]]
  private let labelled: LabelledRoles
  private var known: [ObjectReference: [Role]] = [:]

  init(_ manifests: ManifestSet) {
    let roles = manifests.roles
    all = roles
    aggregated = manifests.aggregatedRoles
    named = Dictionary(grouping: roles, by: \.reference)
    labelled = LabelledRoles(roles, among: roles.indices.filter { roles[$0].kind == .clusterRole })
  }

  /// - Parameter reference: the role that a binding refers to.
  func roles(of reference: ObjectReference) -> [Role] {
    if let roles = known[reference] { return roles }
    var roles: [Role] = []
    for role in named[reference] ?? [] {
      guard let selectors = role.aggregationRule else {
        if !aggregated.contains(role.name) { roles.append(role) }
        continue
      }
      let selected = Set(selectors.flatMap { labelled.roles(chosenBy: $0) })
      roles += selected.sorted().map { all[$0] }.filter {
        $0.name != role.name && $0.aggregationRule == nil
      }
    }
    known[reference] = roles
    return roles
  }
}
