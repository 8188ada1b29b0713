// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import KubernetesAPI
import Manifests
import RBAC

extension Subject {
  /// `ServiceAccount 'agents:example'`, `Group 'developers'`.
  func title(inBindingOf bindingNamespace: String) -> String {
    guard kind == "ServiceAccount" else { return "\(kind) '\(name)'" }
    let home = namespace(inBindingOf: bindingNamespace)
    return "ServiceAccount '\(home.isEmpty ? name : "\(home):\(name)")'"
  }
}

extension LintedBinding {
  /// Whom it is for, in words.
  var subjectWords: String {
    let subjects = binding.subjects
    guard let first = subjects.first else { return "nobody" }
    let title = first.title(inBindingOf: binding.namespace)
    return subjects.count == 1
      ? title : "\(title) and \((subjects.count - 1).counted("other"))"
  }

  /// The service account that a subject is; `nil` for any other.
  func account(of subject: Subject) -> ManifestSet.ServiceAccountName? {
    guard subject.kind == "ServiceAccount" else { return nil }
    let namespace = subject.namespace(inBindingOf: binding.namespace)
    return ManifestSet.ServiceAccountName(namespace: namespace, name: subject.name)
  }

  /// What it lets its subjects have where: `everywhere`, `in the namespace 'agents'`.
  var place: String {
    binding.scope.place ?? "everywhere"
  }
}

extension LintContext {
  /// Whether every API server makes this binding by itself.
  func isDefault(_ binding: LintedBinding) -> Bool {
    let binding = binding.binding
    let known = DefaultRoles.binding(
      named: binding.name, namespace: binding.namespace.isEmpty ? nil : binding.namespace,
      in: version)
    guard let known else { return false }
    return known.roleKind == binding.roleRef.kind && known.roleName == binding.roleRef.name
      && Set(known.subjects.map(\.name)).isSuperset(of: binding.subjects.map(\.name))
  }
}
