// SPDX-License-Identifier: Apache-2.0

import Analysis
import RBAC
import Testing

struct NearMissTests {
  private static func reason(_ rule: String, for request: String) -> String? {
    guard case .resource(let request) = Samples.request(request) else { return nil }
    return NearMiss(request: request, rule: Samples.rule(rule).rule).reason
  }

  @Test(arguments: [
    // The verb.
    (
      "Get - pods", "get - pods", "'Get' is not 'get': verbs are compared letter by letter"
    ),
    (
      "get,list - pods", "watch - pods",
      "get, list on pods does not include watch: no verb implies another"
    ),
    (
      "update apps deployments", "patch apps deployments",
      "update on deployments does not include patch: no verb implies another"
    ),
    (
      "get - pods/exec", "create - pods/exec",
      "get on pods/exec does not include create: no verb implies another"
    ),
    // The group.
    (
      "get core pods", "get - pods",
      "apiGroups 'core' is not the core group, which is written \"\""
    ),
    (
      "get v1 pods", "get - pods",
      "apiGroups 'v1' never matches: a rule names the group without its version, here \"\""
    ),
    (
      "get apps/v1 deployments", "get apps deployments",
      "apiGroups 'apps/v1' never matches: a rule names the group without its version, here 'apps'"
    ),
    (
      "get extensions,batch deployments", "get apps deployments",
      "deployments is in 'apps', not in 'extensions', 'batch'"
    ),
    ("get apps pods", "get - pods", "pods is in the core group (\"\"), not in 'apps'"),
    // The resource.
    (
      "get - */*", "get - pods", "'*/*' is a literal that matches nothing; all is '*'"
    ),
    (
      "create - pods/*", "create - pods/exec",
      "'pods/*' is a literal that matches no subresource and not pods itself; name pods/exec"
    ),
    (
      "patch apps deployments", "patch apps deployments/scale",
      "deployments does not include its subresource deployments/scale"
    ),
    (
      "patch apps deployments/scale", "patch apps deployments",
      "the subresource deployments/scale does not include deployments itself"
    ),
    (
      "get - pod", "get - pods",
      "'pod' is not 'pods': resources are plural, lower case and literal"
    ),
    (
      "get networking.k8s.io NetworkPolicy", "get networking.k8s.io networkpolicies",
      "'NetworkPolicy' is not 'networkpolicies': resources are plural, lower case and literal"
    ),
    (
      "get networking.k8s.io Ingress", "get networking.k8s.io ingresses",
      "'Ingress' is not 'ingresses': resources are plural, lower case and literal"
    ),
    (
      "get - Pods", "get - pods",
      "'Pods' is not 'pods': resources are plural, lower case and literal"
    ),
    // The name.
    ("get - * a", "get - pods shop c", "it is granted for the names 'a' only"),
    ("get - pods a,b", "get - pods shop c", "it is granted for the names 'a', 'b' only"),
    (
      "list - pods a", "list - pods",
      "resourceNames 'a' never match a list request, which has no name"
    ),
    (
      "get - pods web-*", "get - pods shop web-0",
      "'*' in resourceNames is a letter like any other: 'web-*' is no pattern; "
        + "leave resourceNames out to allow every name"
    ),
  ])
  func aRuleThatLooksRightSaysWhyItIsNot(rule: String, request: String, reason: String) {
    #expect(Self.reason(rule, for: request) == reason)
  }

  @Test(arguments: [
    // It allows the request.
    ("get - pods", "get - pods shop a"), ("* * *", "get - pods"), ("get - */log", "get - pods/log"),
    ("get - pods a", "get - pods shop a"),
    // It is about something else.
    ("get - secrets", "get - pods"), ("get apps deployments", "list - pods"),
    ("delete core pods", "get - pods"), ("get - pods", "create - pods/exec"),
    // Nobody takes writing for reading.
    ("delete - pods", "get - pods"), ("get - pods", "delete - pods"),
    ("get /metrics", "get - pods"),
    // Another resource whose name only starts the same.
    ("get - podtemplates", "get - pods"), ("get - po", "get - pods"),
  ])
  func aRuleThatAllowsOrIsAboutSomethingElseSaysNothing(rule: String, request: String) {
    #expect(Self.reason(rule, for: request) == nil)
  }
}
