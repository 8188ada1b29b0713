// SPDX-License-Identifier: Apache-2.0

import Analysis
import KubernetesAPI
import RBAC
import TestSupport
import Testing

struct InertnessTests {
  private static func reason(
    _ rule: String, in namespace: String? = nil, kubernetes: Int = 33
  ) -> String? {
    let inertness = Inertness(table: APITable.builtIn(KubernetesVersion(minor: kubernetes)))
    return Samples.rule(rule, in: namespace).atoms.first.flatMap(inertness.reason)
  }

  @Test(arguments: [
    ("get core pods", "the core group is written \"\", not 'core'"),
    ("get - deployments", "deployments is in 'apps', not in the core group (\"\")"),
    ("get apps pods/exec", "pods/exec is in the core group (\"\"), not in 'apps'"),
    ("get apps pods", "pods is in the core group (\"\"), 'metrics.k8s.io', not in 'apps'"),
    ("get - pod", "there is no resource 'pod' in the core group (\"\"); did you mean 'pods'?"),
    ("get - zebras", "there is no resource 'zebras' in the core group (\"\")"),
    (
      "get - pods/logs",
      "'pods/logs' is a literal that names no subresource; did you mean 'pods/log'?"
    ),
    ("create - pods/log", "pods/log does not serve create, only get"),
    ("read - pods", "there is no verb 'read'; did you mean 'get'?"),
    (
      "deletecollection - pods a",
      "a deletecollection request on pods has no name, so resourceNames never match"
    ),
  ])
  func whatNoServerWouldUseHasAReason(rule: String, reason: String) {
    #expect(Self.reason(rule) == reason)
  }

  @Test(arguments: [
    "get - pods", "get - pods/log", "* * *", "* - pods", "get - *", "get apps */scale",
    "get example.org widgets", "get - pods a", "list - pods a", "impersonate - users",
    "use policy podsecuritypolicies", "get /metrics", "create - pods/exec a",
  ])
  func whatMayBeUsedHasNone(rule: String) {
    #expect(Self.reason(rule, kubernetes: 24) == nil)
  }

  @Test func aResourceComesAndGoesWithTheVersion() {
    let policies = "list policy podsecuritypolicies"
    #expect(Self.reason(policies, kubernetes: 24) == nil)
    #expect(
      Self.reason(policies, kubernetes: 25)
        == "podsecuritypolicies in 'policy' was removed in Kubernetes 1.25")
    let admission = "list admissionregistration.k8s.io validatingadmissionpolicies"
    #expect(Self.reason(admission, kubernetes: 33) == nil)
    #expect(
      Self.reason(admission, kubernetes: 20)?.hasPrefix(
        """
        validatingadmissionpolicies in 'admissionregistration.k8s.io' is served since Kubernetes 1.
        """
      ) == true)
  }

  @Test func aNamespaceGrantsNothingThatIsInNone() {
    let nodes = "nodes is cluster-scoped, and this is granted in the namespace 'shop' only"
    #expect(Self.reason("get - nodes", in: "shop") == nodes)
    #expect(
      Self.reason("get /metrics", in: "shop")
        == "paths are in no namespace, and this is granted in 'shop' only")
    #expect(Self.reason("get - pods", in: "shop") == nil)
    #expect(Self.reason("get - *", in: "shop") == nil)
    #expect(Self.reason("get example.org widgets", in: "shop") == nil, "nobody knows their scope")
    // A request for a namespace carries its name as its namespace.
    #expect(Self.reason("get - namespaces", in: "shop") == nil)
  }

  @Test func aNameDoesNotPutAClusterScopedResourceInANamespace() {
    #expect(
      Self.reason("get - nodes n1", in: "shop")
        == "nodes is cluster-scoped, and this is granted in the namespace 'shop' only")
    #expect(Self.reason("get - nodes n1") == nil)
    #expect(Self.reason("get - pods web-0", in: "shop") == nil)
    #expect(Self.reason("get - namespaces shop", in: "shop") == nil)
  }
}
