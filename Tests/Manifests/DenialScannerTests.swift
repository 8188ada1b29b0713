// SPDX-License-Identifier: Apache-2.0

import Manifests
import RBAC
import Testing

struct DenialScannerTests {
  private let scanner = DenialScanner()
  private let account = "system:serviceaccount:komodor:k8s-watcher"

  private func request(
    _ verb: String, _ group: String, _ resource: String, subresource: String = "",
    namespace: String = "", name: String = ""
  ) -> Denial {
    .unauthorized(
      Denial.Unauthorized(
        user: account,
        request: .resource(
          ResourceRequest(
            verb: verb, apiGroup: group, resource: resource, subresource: subresource,
            namespace: namespace, name: name))))
  }

  @Test func readsANamespacedRefusalWithItsObject() {
    let text = """
      Error from server (Forbidden): deployments.apps "web" is forbidden: User "\(account)" cannot \
      patch resource "deployments/scale" in API group "apps" in the namespace "prod"
      """
    #expect(
      scanner.denials(in: text) == [
        request(
          "patch", "apps", "deployments", subresource: "scale", namespace: "prod", name: "web")
      ])
  }

  @Test func readsClusterScopeAndCoreGroup() {
    let text = """
      nodes is forbidden: User "\(account)" cannot list resource "nodes" in API group "" at the \
      cluster scope
      """
    #expect(scanner.denials(in: text) == [request("list", "", "nodes")])
  }

  @Test func readsPaths() {
    let text = #"forbidden: User "u" cannot get path "/metrics""#
    #expect(
      scanner.denials(in: text) == [
        .unauthorized(
          Denial.Unauthorized(
            user: "u", request: .nonResource(NonResourceRequest(verb: "get", path: "/metrics"))))
      ])
  }

  @Test func readsEscapedMessagesHoweverOftenAndReportsEachOnce() {
    let plain =
      #"""
      pods "a" is forbidden: User "\#(account)" cannot delete resource "pods" in API group "" in \#
      the namespace "x"
      """#
    let once = plain.replacing("\"", with: "\\\"")
    let twice = once.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let log = "{\"msg\":\"\(once)\"}\n\(plain)\n{\"log\":\"{\\\"msg\\\":\\\"\(twice)\\\"}\"}\n"
    #expect(
      scanner.denials(in: log) == [request("delete", "", "pods", namespace: "x", name: "a")])
  }

  @Test func tellsOtherRefusalsApart() {
    let log = """
      pods "a" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=4
      admission webhook "validate.kyverno.svc" denied the request: no
      pods "b" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot
      clusterroles.rbac.authorization.k8s.io "r" is forbidden: user "u" (groups=["g"]) is attempting to grant RBAC permissions not currently held:
      all is well
      """
    let causes = scanner.denials(in: log).map { denial -> Denial.Refusal.Cause? in
      guard case .other(let refusal) = denial else { return nil }
      return refusal.cause
    }
    #expect(causes == [.quota, .webhook, .podSecurity, .escalation])
  }

  @Test func truncatedSentencesAreNotRead() {
    #expect(scanner.denials(in: "User \"a\" cannot patch resource \"deployments").isEmpty)
    #expect(scanner.denials(in: "User \"").isEmpty)
    #expect(scanner.denials(in: "").isEmpty)
  }
}
