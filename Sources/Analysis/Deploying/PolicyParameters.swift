// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import KubernetesAPI
import Manifests
import RBAC
import YAMLSyntax

/// What the server asks of who writes an admission policy or its binding: to see the parameters.
///
/// Source: kubernetes/kubernetes, pkg/registry/admissionregistration/validatingadmissionpolicy and
/// validatingadmissionpolicybinding, authz.go; those of mutating policies are the same.
struct PolicyParameters {
  private let deployment: Deployment
  private let table: APITable
  private let objects: [DeployedObject]

  init(_ deployment: Deployment, _ table: APITable) {
    self.deployment = deployment
    self.table = table
    objects = deployment.installed.objects + (deployment.upgraded?.objects ?? [])
  }

  func add(to rights: inout DeployerRights) {
    guard deployment.steps.contains(where: { $0 != .uninstall }) else { return }
    for object in objects where object.group == "admissionregistration.k8s.io" {
      if let kind = object.node?["spec"]?["paramKind"], !kind.isNull {
        add(kind["apiVersion"]?.string, kind["kind"]?.string, of: object, to: &rights)
      }
      guard let reference = object.node?["spec"]?["paramRef"], !reference.isNull else { continue }
      let policy = object.node?["spec"]?["policyName"]?.string
      let kind = objects.first { $0.name == policy && $0.kind + "Binding" == object.kind }?.node?[
        "spec"]?["paramKind"]
      let namespace = reference["namespace"]?.string ?? ""
      add(
        kind?["apiVersion"]?.string, kind?["kind"]?.string, name: reference["name"]?.string,
        in: namespace.isEmpty ? .cluster : .namespace(namespace), of: object, to: &rights)
    }
  }

  private func add(
    _ version: String?, _ kind: String?, name: String? = nil, in scope: Scope = .cluster,
    of object: DeployedObject, to rights: inout DeployerRights
  ) {
    let group = version.map { $0.contains("/") ? String($0.prefix { $0 != "/" }) : "" }
    guard let group, let kind, let resource = table.resource(group: group, kind: kind) else {
      rights.undetermined.append(
        Diagnostic.Note(
          "\(object.title): who writes it has to see its parameters, whose resource is not known",
          at: object.range))
      return
    }
    rights.needs.append(
      DeployerNeed(
        atom: Atom(
          .resource(
            verb: "get", apiGroup: resource.group, resource: resource.name, resourceName: name),
          scope: resource.isNamespaced ? scope : .cluster),
        part: .parameters, reason: "the server asks it of who writes \(object.title)",
        object: object.title, range: object.range,
        source: "pkg/registry/admissionregistration, authz.go"))
  }
}
