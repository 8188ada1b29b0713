// SPDX-License-Identifier: Apache-2.0

import RBAC

extension ManifestSet {
  /// What is there once `newer` was applied over this: its objects replace those of the same kind,
  /// namespace and name. Of the others those go that a chart made, by their labels or annotations,
  /// as `helm upgrade` takes away what the chart no longer has.
  ///
  /// A binding that refers to another role than before counts as the new one says.
  package func overlaid(by newer: ManifestSet) -> ManifestSet {
    var result = self
    let offset = result.origins.append(newer.origins)
    func moved(_ origin: Origin?) -> Origin? { origin.map { Origin(index: $0.index + offset) } }
    let roleKeys = Set(newer.roles.map(\.reference))
    result.roles.removeAll { roleKeys.contains($0.reference) || Self.isOfChart($0.metadata) }
    result.roles += newer.roles.map { role in
      var role = role
      role.origin = moved(role.origin)
      role.ruleOrigins = role.ruleOrigins.map { Origin(index: $0.index + offset) }
      return role
    }
    let bindingKeys = Set(newer.bindings.map(\.reference))
    result.bindings.removeAll { bindingKeys.contains($0.reference) || Self.isOfChart($0.metadata) }
    result.bindings += newer.bindings.map { binding in
      var binding = binding
      binding.origin = moved(binding.origin)
      return binding
    }
    result.aggregatedRoles.subtract(
      newer.roles.filter { $0.kind == .clusterRole }.map(\.name))
    result.serviceAccounts += newer.serviceAccounts.filter { !serviceAccounts.contains($0) }
    return result
  }

  private static func isOfChart(_ metadata: ObjectMetadata) -> Bool {
    metadata.labels["app.kubernetes.io/managed-by"] == "Helm"
      || metadata.labels["helm.sh/chart"] != nil
      || metadata.annotations["meta.helm.sh/release-name"] != nil
  }
}
