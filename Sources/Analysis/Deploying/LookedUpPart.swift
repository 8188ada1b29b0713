// SPDX-License-Identifier: Apache-2.0

import KubernetesAPI
import Manifests

/// What a template looks up, where the template says it.
struct LookedUpPart {
  /// `get` for one object, `list` for all of a kind.
  let verb: String
  let part: DeployedPart

  /// `nil` where something is known only when the template is rendered.
  init?(_ lookup: ChartLookup, release: Deployment.Release, _ table: APITable) {
    guard case .literal(let version) = lookup.apiVersion, case .literal(let kind) = lookup.kind,
      case .literal(let name) = lookup.name
    else { return nil }
    let group = version.contains("/") ? String(version.prefix { $0 != "/" }) : ""
    guard let resource = table.resource(group: group, kind: kind) else { return nil }
    var namespace = release.namespace
    if resource.isNamespaced {
      switch lookup.namespace {
      case .literal(let text): namespace = text
      case .releaseNamespace: break
      case .computed: return nil
      }
    }
    var object = DeployedObject(group: group, kind: kind, namespace: namespace, name: name)
    object.range = lookup.range
    verb = name.isEmpty ? "list" : "get"
    part = DeployedPart(object, resource, isEverywhere: namespace.isEmpty)
  }
}
