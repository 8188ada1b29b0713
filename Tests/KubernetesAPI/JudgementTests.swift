// SPDX-License-Identifier: Apache-2.0

import KubernetesAPI
import Testing

struct JudgementTests {
  @Test(arguments: ["deployments", "replicasets", "statefulsets"])
  func workloadsInTheCoreGroupAreInApps(resource: String) {
    let table = APITable.builtIn(APITable.newest)
    #expect(
      table.judge(group: "", resource: resource, verb: "patch") == .wrongGroup(right: ["apps"]))
  }

  static func judge(
    _ group: String, _ resource: String, _ verb: String, in minor: Int = 29
  ) -> Judgement {
    APITable.builtIn(KubernetesVersion(minor: minor))
      .judge(group: group, resource: resource, verb: verb)
  }

  @Test(
    arguments: [
      ("", "pods", "get"), ("", "pods/log", "get"), ("*", "*", "*"), ("", "*", "list"),
      ("*", "pods", "list"), ("apps", "*/scale", "patch"), ("*", "*/scale", "get"),
      ("", "*/log", "get"), ("*", "*", "deletecollection"), ("batch", "jobs", "*"),
      ("metrics.k8s.io", "pods", "list"), ("", "serviceaccounts/token", "create"),
      ("rbac.authorization.k8s.io", "roles", "*"), ("*", "roles", "get"),
    ])
  func isLive(_ point: (String, String, String)) {
    #expect(Self.judge(point.0, point.1, point.2) == .live)
  }

  @Test(
    arguments: [
      ("", "nodes/metrics", "get"), ("", "nodes/stats", "*"), ("", "users", "impersonate"),
      ("", "serviceaccounts", "impersonate"), ("apps", "deployments/finalizers", "update"),
      ("*", "*/finalizers", "update"),
      ("authentication.k8s.io", "userextras/scopes", "impersonate"),
      ("certificates.k8s.io", "signers", "approve"), ("certificates.k8s.io", "signers", "*"),
      ("rbac.authorization.k8s.io", "clusterroles", "bind"),
      ("rbac.authorization.k8s.io", "roles", "escalate"),
      ("security.openshift.io", "securitycontextconstraints", "use"),
      ("", "endpoints/restricted", "create"), ("*", "*", "impersonate"), ("", "*", "impersonate"),
      ("certificates.k8s.io", "certificatesigningrequests/nodeclient", "create"),
    ])
  func isAskedOfTheAuthorizerOnly(_ point: (String, String, String)) {
    let judged = Self.judge(point.0, point.1, point.2)
    guard case .authorizedOnly = judged else {
      Issue.record("\(point): \(judged)")
      return
    }
    #expect(!judged.isInert)
  }

  @Test(
    arguments: [
      ("example.com", "widgets", "get"), ("example.com", "pods", "get"),
      ("example.com", "*", "frobnicate"), ("*", "widgets", "get"), ("*", "*/restart", "update"),
      ("snapshot.storage.k8s.io", "volumesnapshots", "get"), ("*", "pods", "approve-of"),
      ("security.openshift.io", "securitycontextconstraints", "get"),
      ("route.openshift.io", "routes/custom-host", "get"), ("*", "*/finalizers", "patch"),
      ("*", "securitycontextconstraints", "get"), ("example.com", "widgets/finalizers", "patch"),
    ])
  func nothingCanBeSaidOf(_ point: (String, String, String)) {
    #expect(Self.judge(point.0, point.1, point.2) == .unknownGroup)
  }

  static let inert: [(String, String, String, Judgement)] = [
    ("", "deployments", "get", .wrongGroup(right: ["apps"])),
    ("apps", "jobs", "list", .wrongGroup(right: ["batch"])),
    ("apps", "pods/log", "get", .wrongGroup(right: [""])),
    ("policy", "pods/eviction", "create", .wrongGroup(right: [""])),
    ("apps/v1", "deployments", "get", .wrongGroup(right: ["apps"])),
    ("core", "pods", "get", .wrongGroup(right: ["", "metrics.k8s.io"])),
    ("v1", "configmaps", "get", .wrongGroup(right: [""])),
    ("rbac", "roles", "get", .wrongGroup(right: ["rbac.authorization.k8s.io"])),
    ("apps/v1", "*", "get", .wrongGroup(right: ["apps"])),
    ("rbac.authorization.k8s.io", "users", "impersonate", .wrongGroup(right: [""])),
    ("", "deployments/finalizers", "update", .wrongGroup(right: ["apps"])),
    ("", "configmap", "get", .unknownResource(suggestion: "configmaps")),
    ("", "po", "get", .unknownResource(suggestion: "pods")),
    ("apps", "Deployment", "get", .unknownResource(suggestion: "deployments")),
    ("", "confgmaps", "get", .unknownResource(suggestion: "configmaps")),
    ("", "pod/log", "get", .unknownResource(suggestion: "pods/log")),
    (
      "rbac.authorization.k8s.io", "rolebinding", "get",
      .unknownResource(suggestion: "rolebindings")
    ),
    ("", "unicorns", "get", .unknownResource(suggestion: nil)),
    ("", "", "get", .unknownResource(suggestion: nil)),
    ("", "pod*", "get", .unknownResource(suggestion: nil)),
    (
      "extensions", "ingresses", "get",
      .removed(since: KubernetesVersion(minor: 22), now: ["networking.k8s.io"])
    ),
    (
      "extensions", "deployments", "get",
      .removed(since: KubernetesVersion(minor: 16), now: ["apps"])
    ),
    (
      "policy", "podsecuritypolicies", "list",
      .removed(since: KubernetesVersion(minor: 25), now: [])
    ),
    ("*", "podsecuritypolicies", "list", .removed(since: KubernetesVersion(minor: 25), now: [])),
    ("", "pods/resize", "patch", .notYetServed(since: KubernetesVersion(minor: 32))),
    ("lifecycle.k8s.io", "evictions", "get", .notYetServed(since: KubernetesVersion(minor: 37))),
    ("", "pods/*", "get", .unknownSubresource(suggestion: nil)),
    ("*", "*/*", "*", .unknownSubresource(suggestion: nil)),
    ("example.com", "widgets/*", "get", .unknownSubresource(suggestion: nil)),
    ("", "pods/logs", "get", .unknownSubresource(suggestion: "pods/log")),
    ("batch", "jobs/log", "get", .unknownSubresource(suggestion: nil)),
    ("", "configmaps/status", "get", .unknownSubresource(suggestion: nil)),
    ("batch", "*/scale", "get", .unknownSubresource(suggestion: nil)),
    ("", "pods/log", "list", .unservedVerb(served: ["get"])),
    ("", "componentstatuses", "watch", .unservedVerb(served: ["get", "list"])),
    ("metrics.k8s.io", "pods", "watch", .unservedVerb(served: ["get", "list"])),
    ("authentication.k8s.io", "tokenreviews", "get", .unservedVerb(served: ["create"])),
    ("", "users", "get", .unservedVerb(served: ["impersonate"])),
    ("apps", "deployments/finalizers", "patch", .unservedVerb(served: ["update"])),
    ("", "pods", "GET", .unknownVerb(suggestion: "get")),
    ("example.com", "widgets", "Watch", .unknownVerb(suggestion: "watch")),
    ("", "pods", "view", .unknownVerb(suggestion: "get")),
    ("", "pods", "lst", .unknownVerb(suggestion: "list")),
    ("", "pods", "watch create", .unknownVerb(suggestion: nil)),
  ]

  @Test(arguments: inert)
  func isInert(_ fact: (String, String, String, Judgement)) {
    let judged = Self.judge(fact.0, fact.1, fact.2)
    #expect(judged == fact.3, "\(fact.0)/\(fact.1) \(fact.2)")
    #expect(judged.isInert)
  }

  @Test func bindOnBindingsIsNotServed() {
    #expect(Self.judge("rbac.authorization.k8s.io", "rolebindings", "bind").isInert)
    #expect(Self.judge("rbac.authorization.k8s.io", "roles", "impersonate").isInert)
  }

  @Test func podSecurityPoliciesWereUsedUntilTheyWent() {
    #expect(!Self.judge("policy", "podsecuritypolicies", "use", in: 24).isInert)
    #expect(
      Self.judge("policy", "podsecuritypolicies", "use", in: 25)
        == .removed(since: KubernetesVersion(minor: 25), now: []))
  }

  @Test(arguments: [
    ("", "namespaces", "skip-checks"), ("", "pods", "undelete"),
    ("storage.k8s.io", "storageclasses", "use"),
  ])
  func wordsOfOnesOwnAreNotInert(_ point: (String, String, String)) {
    #expect(Self.judge(point.0, point.1, point.2) == .customVerb)
    #expect(!Judgement.customVerb.isInert)
  }

  @Test(arguments: ["apps,batch", "apps batch", "*.example.com", "example.com/v1", "Example.com"])
  func noGroupCanBeNamedSo(group: String) {
    #expect(Self.judge(group, "anything", "get") == .impossibleGroup)
  }

  @Test func aStarReachesNoVirtualVerbOfWhatIsNotThere() {
    #expect(
      Self.judge("", "configmap", "*", in: 36) == .unknownResource(suggestion: "configmaps"))
    #expect(!Self.judge("example.com", "widgets", "*", in: 36).isInert)
  }

  @Test func whatTheAuthorizerIsAskedAboutLaterIsNotYetAsked() {
    #expect(
      Self.judge("authentication.k8s.io", "users", "impersonate:user-info", in: 30)
        == .notYetAsked(since: KubernetesVersion(minor: 35)))
    #expect(
      Self.judge("", "nodes/configz", "get", in: 30)
        == .notYetAsked(since: KubernetesVersion(minor: 32)))
  }

  @Test func constrainedImpersonationCameLate() {
    let group = "authentication.k8s.io"
    #expect(!Self.judge(group, "users", "impersonate:user-info", in: 36).isInert)
    #expect(!Self.judge("", "pods", "impersonate-on:user-info:list", in: 36).isInert)
    #expect(Self.judge("", "pods", "impersonate-on:user-info:list", in: 30).isInert)
  }

  @Test func addedCustomResourcesAreJudgedAndTheirGroupIsNot() {
    let table = APITable.builtIn(KubernetesVersion(minor: 29)).adding([
      APIResource(
        group: "example.com", name: "widgets", kind: "Widget", isNamespaced: true, verbs: [.get])
    ])
    #expect(table.judge(group: "example.com", resource: "widgets", verb: "get") == .live)
    #expect(
      table.judge(group: "example.com", resource: "widgets", verb: "list")
        == .unservedVerb(served: ["get"]))
    #expect(table.judge(group: "example.com", resource: "gadgets", verb: "get") == .unknownGroup)
  }
}
