// SPDX-License-Identifier: Apache-2.0

package import Manifests
package import RBAC
import YAMLSyntax

/// The roles of a set of actions and their bindings to the agent's account.
package struct RoleManifests: Sendable {
  package let templates: ManifestTemplates
  package let provenance: RoleProvenance
  /// What the objects' names start with, and are when there is one part.
  package let name: String
  package let account: ManifestSet.ServiceAccountName
  package let parts: [RolePart]
  private let places: [Place]
  private let watched: [String]

  /// - Parameter watched: namespaces that get a role even when nothing is needed there: applied
  ///   over an older one, it takes away what that one granted.
  package init(
    templates: ManifestTemplates, provenance: RoleProvenance, name: String,
    account: ManifestSet.ServiceAccountName, parts: [RolePart], watched: [String]
  ) {
    self.templates = templates
    self.provenance = provenance
    self.name = name
    self.account = account
    self.parts = parts
    self.watched = watched
    places = Self.places(of: parts, watched: watched)
  }

  /// A ClusterRole or a Role to be.
  private struct Place {
    var part: RolePart
    var scope: Scope
    var rules: [PolicyRule]
  }

  private static func places(of parts: [RolePart], watched: [String]) -> [Place] {
    let isWhole = parts.count == 1 && parts[0].suffix == nil
    var places: [Place] = []
    for part in parts {
      let rules = part.rules(in: .cluster)
      if !rules.isEmpty || (isWhole && watched.isEmpty) {
        places.append(Place(part: part, scope: .cluster, rules: rules))
      }
    }
    let namespaces = Set(parts.flatMap(\.namespaces) + (isWhole ? watched : [])).sorted()
    for namespace in namespaces {
      for part in parts {
        let rules = part.rules(in: .namespace(namespace))
        guard !rules.isEmpty || isWhole else { continue }
        places.append(Place(part: part, scope: .namespace(namespace), rules: rules))
      }
    }
    return places
  }

  /// The ClusterRoles, in the order of the parts.
  package var clusterRoles: [Manifest] {
    places.filter { $0.scope == .cluster }.map { role($0, .clusterrole) }
  }

  /// The Roles, namespace by namespace.
  package var roles: [Manifest] {
    places.filter { $0.scope != .cluster }.map { role($0, .role) }
  }

  package var clusterRoleBindings: [Manifest] {
    places.filter { $0.scope == .cluster }.map { binding($0, .clusterrolebinding) }
  }

  package var roleBindings: [Manifest] {
    places.filter { $0.scope != .cluster }.map { binding($0, .rolebinding) }
  }

  /// A ClusterRole with these rules, whatever the parts need where.
  package func clusterRole(of part: RolePart, rules: [PolicyRule]) -> Manifest {
    role(Place(part: part, scope: .cluster, rules: rules), .clusterrole)
  }

  private func role(_ place: Place, _ kind: TemplateKind) -> Manifest {
    var values = provenance.values.merging(madeFor([place.part])) { $1 }
    values[.name] = .string(name(of: place.part))
    values[.namespace] = place.scope.namespace.map { .string($0) }
    values[.rules] = .sequence(place.rules.map(\.yaml))
    return manifest(kind, place, values)
  }

  /// The set that an object is made for, as `SetAnnotations` reads it.
  func madeFor(_ parts: [RolePart]) -> [ManifestHole: YAMLValue] {
    func list(_ words: [String]) -> YAMLValue? {
      words.isEmpty ? nil : .string(Set(words).sorted().joined(separator: ","))
    }
    var values: [ManifestHole: YAMLValue] = [:]
    values[.actions] = list(parts.flatMap(\.actions)) ?? .string("")
    values[.capabilities] = list(parts.flatMap(\.capabilities))
    values[.watchNamespaces] = list(watched)
    return values
  }

  private func binding(_ place: Place, _ kind: TemplateKind) -> Manifest {
    let name = YAMLValue.string(name(of: place.part))
    var values: [ManifestHole: YAMLValue] = [
      .name: name, .role: name, .serviceAccount: .string(account.name),
      .serviceAccountNamespace: .string(account.namespace),
    ]
    values[.agent] = provenance.label
    values[.namespace] = place.scope.namespace.map { .string($0) }
    return manifest(kind, place, values)
  }

  private func manifest(
    _ kind: TemplateKind, _ place: Place, _ values: [ManifestHole: YAMLValue]
  ) -> Manifest {
    let parts = [kind.rawValue, place.scope.namespace, place.part.suffix]
    return Manifest(
      fileStem: parts.compactMap(\.self).joined(separator: "."),
      value: templates.manifest(kind, values))
  }

  private func name(of part: RolePart) -> String {
    part.suffix.map { "\(name)-\($0)" } ?? name
  }
}
