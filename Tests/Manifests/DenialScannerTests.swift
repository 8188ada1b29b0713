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

  @Test func readsWhichRolesAreNotThere() {
    let found = scanner.denials(
      in: #"""
        User "\#(account)" cannot list resource "pods" in API group "" in the namespace "x": RBAC: \#
        [clusterrole.rbac.authorization.k8s.io "a" not found, role.rbac.authorization.k8s.io "b" \#
        not found]
        """#)
    guard case .unauthorized(let unauthorized) = found.first else {
      Issue.record("\(found)")
      return
    }
    #expect(unauthorized.missingRoles.map(\.title) == ["ClusterRole 'a'", "Role 'x/b'"])
    let plain =
      #"Error from server (NotFound): clusterroles.rbac.authorization.k8s.io "a" not found"#
    for text in [plain, plain.replacing("\"", with: "\\\""), "forbidden: \(plain)"] {
      guard case .other(let refusal) = scanner.denials(in: text).first else {
        Issue.record("\(text)")
        continue
      }
      #expect(refusal.cause == .missingRole)
      #expect(refusal.missingRoles.map(\.title) == ["ClusterRole 'a'"])
    }
    let others = [
      #"clusterrolebindings.rbac.authorization.k8s.io "a" not found"#, #"pods "a" not found"#,
      #"clusterroles.rbac.authorization.k8s.io "a" configured"#,
    ]
    for text in others { #expect(scanner.denials(in: text).isEmpty) }
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

  private func unauthorized(_ text: String) -> Denial.Unauthorized? {
    let found = scanner.denials(in: text)
    guard found.count == 1, case .unauthorized(let unauthorized)? = found.first else { return nil }
    return unauthorized
  }

  @Test(arguments: [
    (#"cannot get pods/log in the namespace "prod"."#, "get", "", "pods", "log", "prod"),
    (
      #"cannot patch deployments.extensions/scale in the namespace "x""#, "patch", "extensions",
      "deployments", "scale", "x"
    ),
    ("cannot list nodes at the cluster scope", "list", "", "nodes", "", ""),
    (
      "cannot list all ingresses.networking.k8s.io in the cluster", "list", "networking.k8s.io",
      "ingresses", "", ""
    ),
  ])
  func readsSentencesUpTo111(
    _ text: String, _ verb: String, _ group: String, _ resource: String, _ sub: String,
    _ namespace: String
  ) {
    #expect(
      scanner.denials(in: "Error: User \"\(account)\" \(text)") == [
        request(verb, group, resource, subresource: sub, namespace: namespace)
      ])
  }

  @Test func readsWhatTheKubeletRefused() {
    let one = unauthorized(
      "Forbidden (user=\(account), verb=get, resource=nodes, subresource=stats)")
    #expect(one?.user == account)
    #expect(
      one?.request
        == .resource(
          ResourceRequest(verb: "get", apiGroup: "", resource: "nodes", subresource: "stats")))
    let two = unauthorized(
      "Forbidden (user=\(account), verb=create, resource=nodes, subresource(s)=[configz proxy])")
    #expect(
      two?.alternatives == [
        .resource(
          ResourceRequest(verb: "create", apiGroup: "", resource: "nodes", subresource: "proxy"))
      ])
  }

  @Test(arguments: [
    (
      #"secrets "a" is forbidden: cannot set an ownerRef on a resource you can't delete: , <nil>"#,
      "delete", "secrets"
    ),
    (
      #"csr is forbidden: user not permitted to sign requests with signerName "a.b/c""#, "sign",
      "signers"
    ),
    (
      #"pods "x" is forbidden: unable to validate against any pod security policy: []"#, "use",
      "podsecuritypolicies"
    ),
    (
      "the server does not allow access to the requested resource (get services web)", "get",
      "services"
    ),
  ])
  func readsPermissionsThatAreAskedBesides(_ text: String, _ verb: String, _ resource: String) {
    guard case .resource(let request)? = unauthorized(text)?.request else {
      Issue.record("no request in \(text)")
      return
    }
    #expect([request.verb, request.resource] == [verb, resource])
  }

  @Test func leavesOpenWhatTheTextDoesNotSay() {
    let topics = [
      #"""
      jobs.batch "a" is forbidden: cannot set blockOwnerDeletion if an ownerReference refers to a \#
      resource you can't set finalizers on: RBAC: x, <nil>
      """#,
      #"{"message":"pods \"web-1\" is forbidden: ","code":403}"#,
      "403 Client Error: Forbidden for url: https://h:6443/api/v1/namespaces/a/pods/b/log?x=1",
    ].map { text -> Denial.Unclear.Topic? in
      guard case .unclear(let unclear)? = scanner.denials(in: text).first else { return nil }
      return unclear.topic
    }
    #expect(
      topics == [
        .ownerFinalizers, .noReason(resource: "pods"),
        .url(
          .resource(
            ResourceRequest(
              verb: "", apiGroup: "", resource: "pods", subresource: "log", namespace: "a",
              name: "b"))),
      ])
  }

  @Test(arguments: [
    ("GET at: https://h/api/v1/namespaces/a/pods. Message: Forbidden!", "list", "pods"),
    (
      #"Patch "https://h/k8s/clusters/c-1/apis/apps/v1/namespaces/a/deployments/w": 403"#, "patch",
      "deployments"
    ),
    (
      "DELETE https://h/apis/batch/v1/namespaces/a/jobs returned HTTP 403", "deletecollection",
      "jobs"
    ),
    ("http status 403 from https://10.1.2.3:10250/stats/summary", "get", "nodes"),
  ])
  func readsTheMethodBesideTheURL(_ text: String, _ verb: String, _ resource: String) {
    guard case .resource(let request)? = unauthorized(text)?.request else {
      Issue.record("no request in \(text)")
      return
    }
    #expect([request.verb, request.resource] == [verb, resource])
  }

  @Test(arguments: [
    "GET https://h/api/v1/pods 200 in 403ms", "403 Forbidden for url: https://registry.io/v2/x",
    "nothing is forbidden here",
  ])
  func readsNoRefusalIntoOtherLines(_ text: String) {
    #expect(scanner.denials(in: text).isEmpty)
  }

  @Test func readsTheRulesThatAreNotHeld() {
    let text = """
      roles.rbac.authorization.k8s.io "r" is forbidden: user "u" (groups=["g"]) is attempting to \
      grant RBAC permissions not currently held:
      {APIGroups:[""], Resources:["pods"], ResourceNames:["a"], Verbs:["get" "list"]}
      {NonResourceURLs:["/metrics"], Verbs:["get"]}
      next line
      """
    let older = """
      forbidden: attempt to grant extra privileges: [{[get] [] [pods] [] []}] user=&{u [g] map[]} \
      ownerrules=[{[create] [x] [y] [] []}] ruleResolutionErrors=[]
      """
    let rules = [text, older].map { text -> [PolicyRule] in
      guard case .other(let refusal)? = scanner.denials(in: text).first else { return [] }
      #expect(refusal.cause == .escalation)
      return refusal.notHeld
    }
    #expect(
      rules == [
        [
          PolicyRule(
            apiGroups: [""], resources: ["pods"], resourceNames: ["a"], verbs: ["get", "list"]),
          PolicyRule(verbs: ["get"], nonResourceURLs: ["/metrics"]),
        ],
        [PolicyRule(apiGroups: [""], resources: ["pods"], verbs: ["get"])],
      ])
  }
}
