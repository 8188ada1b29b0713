// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import KubernetesAPI
import Manifests
import RBAC
import YAMLSyntax

extension LintContext {
  /// How much it weighs that a role is nowhere, without any sign that the name is a slip: an input
  /// without roles of that kind may be a part of more, and names with a colon are those of
  /// platforms.
  func severityOfAbsence(of reference: RoleBinding.RoleRef) -> Diagnostic.Severity? {
    if manifests.isIncomplete { return .note }
    let hasSuch = roles.contains { $0.role.kind.rawValue == reference.kind }
    return hasSuch && !reference.name.contains(":") ? nil : .warning
  }

  /// Whether an account of that name may be this one, since one of both is in a namespace that
  /// nobody named.
  func mayBeUnplaced(_ account: ManifestSet.ServiceAccountName) -> Bool {
    guard let homes = accounts.namespaces[account.name] else { return false }
    return account.namespace.isEmpty || homes.contains("")
  }

  /// Where a rule that a binding gives is written; `nil` where the input does not have it.
  func note(on rule: PolicyRule, of binding: LintedBinding) -> Diagnostic.Note? {
    guard let role = binding.role.flatMap({ self.role($0) }),
      let place = role.rules.first(where: { $0.rule == rule })
    else { return nil }
    return Diagnostic.Note(
      "rule \(place.index + 1) of \(role.title) is a part of it", at: place.range)
  }

  /// Where an object of the input is written, and what it is called.
  func entry(of origin: Origin?) -> OriginTable.Entry? {
    origin.flatMap { manifests.origins[$0] }
  }

  /// Whether the objects of a resource are in namespaces, as far as it is known.
  func isNamespaced(group: String, resource: String) -> Bool {
    !judge(group: group, resource: resource, verb: "*").isInert
      && table.isClusterScopedOnly(group: group, resource: resource) == false
      && !(group.isEmpty && resource.hasPrefix("namespaces"))
  }
}

extension LintedRole {
  /// Whether Kubernetes itself writes the role when it starts.
  var isKubernetesOwn: Bool {
    role.kind == .clusterRole && ["admin", "cluster-admin", "edit", "view"].contains(role.name)
      || role.metadata.isBootstrapped
  }
}

extension LintedRule {
  /// Whether it grants every verb on every resource of every group.
  var isEverything: Bool { rule.isEverything }
}

extension PolicyRule {
  /// Whether it grants every verb on every resource of every group.
  var isEverything: Bool {
    apiGroups.contains("*") && resources.contains("*") && verbs.contains("*")
      && resourceNames.isEmpty
  }
}

extension OriginTable.Entry {
  /// The object that a finding is about.
  var object: Finding.Object {
    Finding.Object(
      apiVersion: node?["apiVersion"]?.text ?? "", kind: reference.kind,
      namespace: reference.namespace, name: reference.name)
  }
}
