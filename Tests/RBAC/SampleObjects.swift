// SPDX-License-Identifier: Apache-2.0

import RBAC

// Short ways to write what the tests are about.

func rule(_ groups: [String], _ resources: [String], _ verbs: [String], names: [String] = [])
  -> PolicyRule
{
  PolicyRule(apiGroups: groups, resources: resources, resourceNames: names, verbs: verbs)
}

func rule(urls: [String], _ verbs: [String]) -> PolicyRule {
  PolicyRule(verbs: verbs, nonResourceURLs: urls)
}

/// `kind` is `resource` or `resource/name`.
func ask(
  _ verb: String, _ kind: String, group: String = "", subresource: String = "",
  in namespace: String = ""
) -> Request {
  let parts = kind.split(separator: "/", maxSplits: 1).map(String.init)
  return .resource(
    ResourceRequest(
      verb: verb, apiGroup: group, resource: parts[0], subresource: subresource,
      namespace: namespace, name: parts.count > 1 ? parts[1] : ""))
}

func ask(_ verb: String, path: String) -> Request {
  .nonResource(NonResourceRequest(verb: verb, path: path))
}

func clusterRole(_ name: String, _ rules: PolicyRule..., labels: [String: String] = [:]) -> Role {
  Role(kind: .clusterRole, name: name, labels: labels, rules: rules)
}

func aggregated(
  _ name: String, _ selectors: [[String: String]], rules: [PolicyRule] = [],
  labels: [String: String] = [:]
) -> Role {
  Role(
    kind: .clusterRole, name: name, labels: labels, rules: rules,
    aggregationRule: selectors.map { LabelSelector(matchLabels: $0) })
}

/// A binding of a ClusterRole: in `namespace`, or cluster-wide without one.
func bind(
  _ role: String, kind: String = "ClusterRole", in namespace: String? = nil,
  named name: String = "b",
  to subjects: Subject...
) -> RoleBinding {
  RoleBinding(
    kind: namespace == nil ? .clusterRoleBinding : .roleBinding, name: name,
    namespace: namespace ?? "", roleRef: RoleBinding.RoleRef(kind: kind, name: role),
    subjects: subjects)
}

let account = User.serviceAccount(namespace: "x", name: "a")
let accountSubject = Subject.serviceAccount(namespace: "x", name: "a")
