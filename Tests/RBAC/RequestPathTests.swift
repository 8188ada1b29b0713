// SPDX-License-Identifier: Apache-2.0

import RBAC
import Testing

/// Paths of k8s.io/apiserver, pkg/endpoints/request/requestinfo_test.go, and the verbs of theirs.
struct RequestPathTests {
  @Test(arguments: [
    ("GET", "/api/v1/pods", "list", "", "pods", "", ""),
    ("GET", "/api/v1/namespaces/a/pods/b", "get", "", "pods", "a", "b"),
    ("POST", "/apis/apps/v1/namespaces/a/deployments", "create", "apps", "deployments", "a", ""),
    (
      "PATCH", "/apis/apps/v1/namespaces/a/deployments/w/scale", "patch", "apps",
      "deployments/scale", "a", "w"
    ),
    ("DELETE", "/api/v1/namespaces/a/pods", "deletecollection", "", "pods", "a", ""),
    ("PUT", "/api/v1/namespaces/a/finalize", "update", "", "namespaces/finalize", "a", "a"),
    ("GET", "/api/v1/namespaces/a", "get", "", "namespaces", "a", "a"),
    ("GET", "/api/v1/namespaces", "list", "", "namespaces", "", ""),
    ("GET", "/api/v1/watch/pods", "watch", "", "pods", "", ""),
    ("GET", "/api/v1/watch/namespaces/a/pods/b", "watch", "", "pods", "a", "b"),
    ("GET", "/apis/apps/v1/watch/deployments", "watch", "apps", "deployments", "", ""),
    ("GET", "/api/v1/proxy/namespaces/a/services/b/c/d", "proxy", "", "services", "a", "b"),
    ("POST", "/api/v1/proxy/nodes/n", "proxy", "", "nodes", "", "n"),
    ("GET", "/api/v1/watch", "list", "", "watch", "", ""),
    ("GET", "/api/v1/namespaces/watch/pods", "list", "", "pods", "watch", ""),
  ])
  func aPathIsTheRequestThatTheServerAuthorizes(
    _ method: String, _ path: String, _ verb: String, _ group: String, _ resource: String,
    _ namespace: String, _ name: String
  ) {
    let parts = resource.split(separator: "/").map(String.init)
    #expect(
      Request(method: method, path: path)
        == .resource(
          ResourceRequest(
            verb: verb, apiGroup: group, resource: parts[0],
            subresource: parts.count > 1 ? parts[1] : "", namespace: namespace, name: name)))
  }

  @Test func watchIsInTheQuery() {
    #expect(
      Request(method: "GET", path: "/api/v1/pods", isWatch: true)
        == .resource(ResourceRequest(verb: "watch", apiGroup: "", resource: "pods")))
  }

  @Test(arguments: ["/metrics", "/api", "/apis/apps/v1", "/healthz"])
  func anyOtherPathIsAskedForAsAPath(_ path: String) {
    #expect(
      Request(method: "GET", path: path)
        == .nonResource(NonResourceRequest(verb: "get", path: path)))
  }
}
