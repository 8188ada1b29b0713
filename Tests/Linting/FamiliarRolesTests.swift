// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Linting
import Testing

/// Roles of the kinds that people install: what is found in them is little, and to the point.
struct FamiliarRolesTests {
  private func findings(_ rules: String) throws -> [String] {
    let example = LintExample.rules(rules)
    return try Sample.findings(in: example.text, like: example)
      .map { "\($0.severity) \($0.rule) \($0.range?.start.line ?? 0)" }.sorted()
  }

  @Test func aCollectorOfMetrics() throws {
    let found = try findings(
      """
      - apiGroups: [""]
        resources: [endpoints, nodes, nodes/metrics, nodes/proxy, pods, services]
        verbs: [get, list, watch]
      - apiGroups: [extensions, networking.k8s.io]
        resources: [ingresses]
        verbs: [get, list, watch]
      - nonResourceURLs: [/metrics]
        verbs: [get]
      """)
    #expect(
      found == [
        "error kubelet-proxy 7", "note removed-resource 10", "note unserved-verb 8",
      ])
  }

  @Test func anIngressController() throws {
    let found = try findings(
      """
      - apiGroups: [""]
        resources: [configmaps, endpoints, nodes, pods, secrets, namespaces]
        verbs: [list, watch]
      - apiGroups: [coordination.k8s.io]
        resources: [leases]
        verbs: [list, watch]
      - apiGroups: [""]
        resources: [nodes]
        verbs: [get]
      - apiGroups: [""]
        resources: [services]
        verbs: [get, list, watch]
      - apiGroups: [networking.k8s.io]
        resources: [ingresses]
        verbs: [get, list, watch]
      - apiGroups: [""]
        resources: [events]
        verbs: [create, patch]
      - apiGroups: [networking.k8s.io]
        resources: [ingresses/status]
        verbs: [update]
      - apiGroups: [networking.k8s.io]
        resources: [ingressclasses]
        verbs: [get, list, watch]
      - apiGroups: [discovery.k8s.io]
        resources: [endpointslices]
        verbs: [list, watch, get]
      """)
    #expect(found == ["error secret-reading 7", "note mergeable-rules 6"])
  }

  @Test func anExporterOfEveryObject() throws {
    let found = try findings(
      """
      - apiGroups: [""]
        resources: [configmaps, secrets, nodes, pods, services, resourcequotas, replicationcontrollers, limitranges, persistentvolumeclaims, persistentvolumes, namespaces, endpoints]
        verbs: [list, watch]
      - apiGroups: [apps]
        resources: [statefulsets, daemonsets, deployments, replicasets]
        verbs: [list, watch]
      - apiGroups: [authentication.k8s.io]
        resources: [tokenreviews]
        verbs: [create]
      - apiGroups: [authorization.k8s.io]
        resources: [subjectaccessreviews]
        verbs: [create]
      - apiGroups: [admissionregistration.k8s.io]
        resources: [mutatingwebhookconfigurations, validatingwebhookconfigurations]
        verbs: [list, watch]
      """)
    #expect(found == ["error secret-reading 7"])
  }

  @Test func anAgentWithAProductOfGroupsAndResources() throws {
    let found = try findings(
      """
      - apiGroups: ["", apps, extensions, batch]
        resources: [daemonsets, deployments, ingresses, jobs, pods, replicasets, statefulsets]
        verbs: [get, list, watch]
      """)
    // The product's dead pairs are two findings, and that ingresses are nowhere is another.
    #expect(found.count <= 5, "\(found)")
    #expect(found.filter { !$0.hasPrefix("note") }.allSatisfy { $0.hasPrefix("error") }, "\(found)")
  }

  @Test func anOperatorThatElectsItsLeader() throws {
    let found = try findings(
      """
      - apiGroups: [coordination.k8s.io]
        resources: [leases]
        resourceNames: [example-lock]
        verbs: [create, get]
      """)
    #expect(found.contains("error named-create 9"))
  }
}
