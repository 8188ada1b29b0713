// SPDX-License-Identifier: Apache-2.0

import KubernetesAPI
import Testing

struct PathRequestTests {
  @Test(arguments: ["/", "/metrics", "/healthz/*", "*", "/*", "/a,b"])
  func aPathMayBeAskedFor(url: String) {
    #expect(PathRequest.fault(of: url) == nil)
  }

  @Test(arguments: [
    ("metrics", PathRequest.Fault.noSlash), ("", .noSlash), ("/api/*/pods", .innerStar),
    ("/metrics,/healthz", .notAPath), ("/metrics /healthz", .notAPath), ("/logs?n=1", .notAPath),
  ])
  func noRequestHasThePath(url: String, fault: PathRequest.Fault) {
    #expect(PathRequest.fault(of: url) == fault)
  }

  @Test(arguments: [
    ("get", Judgement.live), ("head", .live), ("*", .live),
    ("Get", .unknownVerb(suggestion: "get")),
    ("POST", .unknownVerb(suggestion: "post")), ("gett", .unknownVerb(suggestion: "get")),
    ("get,post", .unknownVerb(suggestion: nil)), ("refund", .customVerb),
  ])
  func methodsInLowerCaseAreTheVerbsOfPaths(verb: String, judgement: Judgement) {
    #expect(PathRequest.judge(verb: verb) == judgement)
  }

  @Test(arguments: ["list", "watch", "create", "update", "deletecollection", "List"])
  func verbsOfResourcesAreNeverAskedForOnPaths(verb: String) {
    #expect(PathRequest.judge(verb: verb).isInert)
  }

  @Test(arguments: [
    ("/metrics/cadvisor", "nodes/metrics" as String?), ("/stats/summary", "nodes/stats"),
    ("/pods", "nodes/proxy"), ("/metrics", nil), ("/metrics/slis", nil), ("/healthz", nil),
    ("*", nil),
  ])
  func pathsOfKubeletsAreTheirNodesSubresources(url: String, resource: String?) {
    #expect(PathRequest.kubeletResource(of: url) == resource)
  }
}
