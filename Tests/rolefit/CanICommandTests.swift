// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

struct CanICommandTests {
  private let folder: TemporaryDirectory
  private let file: String

  init() throws {
    folder = try TemporaryDirectory()
    file = try folder.write(Self.manifests, to: "rbac.yaml")
  }

  @Test(arguments: [
    ("get pods --as system:serviceaccount:komodor:agent", 0, "yes: RBAC: allowed by Cl"),
    ("get po/x --as system:serviceaccount:komodor:agent", 0, "yes"),
    ("get deployments.apps/x --as system:serviceaccount:komodor:agent", 0, "yes"),
    ("delete deployments.apps --as system:serviceaccount:komodor:agent", 1, "no"),
    ("get pods --subresource log --as system:serviceaccount:komodor:agent", 0, "yes"),
    ("get pods --subresource exec --as system:serviceaccount:komodor:agent", 1, "no"),
    ("get /metrics --as system:serviceaccount:komodor:agent", 0, "yes"),
    ("get /metrics --as system:serviceaccount:prod:local", 1, "no"),
    ("list pods -n prod --as system:serviceaccount:prod:local", 0, "yes"),
    ("list pods -n default --as system:serviceaccount:prod:local", 1, "no"),
    ("list pods -A --as system:serviceaccount:prod:local", 1, "no"),
    ("get nodes/n1 -n prod --as system:serviceaccount:prod:local", 1, "no"),
    ("get pods --as system:serviceaccount:ns:named-as-user", 0, "yes"),
    ("get pods --as jane --as-group devs", 0, "yes"),
    ("get pods --as jane", 1, "no"),
    ("get pods -n prod --as system:serviceaccount:prod:dangling", 3, "can't tell"),
    ("get pods -n prod --closed-world --as system:serviceaccount:prod:dangling", 1, "no"),
    ("get secrets -n default --as system:serviceaccount:default:nameless", 3, "can't tell"),
    ("get secrets -n prod --as system:serviceaccount:default:nameless", 1, "no"),
    ("get secrets -n prod --as system:serviceaccount:prod:nameless", 3, "can't tell"),
    ("get secrets --closed-world -n prod --as system:serviceaccount:prod:nameless", 3, "can't"),
    ("get pods -n prod --as system:serviceaccount:prod:nameless", 1, "no"),
    ("delete nodes --as root", 0, "yes"),
    ("get pods --as viewer", 0, "yes"),
    ("get secrets --as viewer", 1, "no"),
    ("create selfsubjectaccessreviews --as jane", 1, "no"),
    ("create selfsubjectaccessreviews --assume-system-roles --as jane", 0, "yes"),
    ("--actions exec:pod --as root", 0, "exec:pod: yes"),
    ("--actions exec:pod --as viewer", 1, "exec:pod: no"),
  ])
  func answersByTheExitCode(_ question: String, _ status: Int32, _ answer: String) throws {
    let words = question.split(separator: " ").map(String.init)
    let run = try RolefitBinary.run(["can-i"] + words + ["-f", file])
    #expect(run.status == status)
    #expect(run.output.hasPrefix(answer))
    #expect(run.error == "")
  }

  @Test func namesBothSpellingsWhereANameMayBeASubresource() throws {
    let run = try RolefitBinary.run(["can-i", "get", "pods/log", "--as", "jane", file])
    #expect(run.status == 64)
    #expect(run.error.contains("`get pods --subresource log` or `get pods --name log`"))
  }

  @Test func asksForVirtualResourcesWithoutAWarning() throws {
    let run = try RolefitBinary.run(["can-i", "impersonate", "users", "--as", "root", file])
    #expect(run.status == 0)
    #expect(run.error == "")
  }

  @Test func batchAnswersInOrderAndStopsAtALineThatIsNoReview() throws {
    func review(_ user: String, _ verb: String) -> String {
      #"{"user":"\#(user)","resourceAttributes":{"verb":"\#(verb)","resource":"nodes"}}"#
    }
    let good = [review("root", "get"), review("jane", "get"), review("root", "delete")]
    let answered = try RolefitBinary.run(
      ["can-i", "--batch", "-", file], input: good.joined(separator: "\n\n"))
    #expect(answered.status == 0)
    let allowed =
      #"{"allowed":true,"undetermined":false,"reason":"RBAC: allowed by "#
      + #"ClusterRoleBinding \"root\" of ClusterRole \"cluster-admin\" to User \"root\", rule 0"}"#
    let refused = #"{"allowed":false,"undetermined":false,"reason":""}"#
    #expect(answered.output == [allowed, refused, allowed, ""].joined(separator: "\n"))

    let bad = try RolefitBinary.run(
      ["can-i", "--batch", "-", file], input: good[1] + "\n" + #"{"user":"x",]"#)
    #expect(bad.status == 2)
    #expect(bad.output == refused + "\n")
    #expect(bad.error.hasPrefix("<stdin>:2:13: error: "))
  }

  /// Reviews of usual shapes are read by a scanner, others as trees: an escape makes the difference.
  @Test func batchAnswersAlikeHoweverAReviewIsWritten() throws {
    var reviews: [String] = []
    for user in ["root", "jane", "system:serviceaccount:default:agent"] {
      for verb in ["get", "delete", "list"] {
        for resource in ["pods", "nodes", "secrets", "deployments"] {
          reviews.append(
            #"{"user":"\#(user)","groups":["system:authenticated"],"resourceAttributes":"#
              + #"{"verb":"\#(verb)","resource":"\#(resource)","namespace":"default"}}"#)
        }
        reviews.append(
          #"{"user":"\#(user)","nonResourceAttributes":{"verb":"\#(verb)","path":"/metrics"}}"#)
      }
    }
    let escaped = reviews.map { $0.replacing(#""verb""#, with: #""ver\u0062""#) }
    let runs = try [reviews, escaped].map {
      try RolefitBinary.run(["can-i", "--batch", "-", file], input: $0.joined(separator: "\n"))
    }
    #expect(runs[0].status == 0)
    #expect(runs[0].output.split(separator: "\n").count == reviews.count)
    #expect(runs[0].output == runs[1].output)
  }

  private static let manifests = """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata: {name: reader}
    rules:
    - {apiGroups: [""], resources: [pods, nodes, pods/log], verbs: [get, list]}
    - {apiGroups: [apps], resources: [deployments], verbs: [get]}
    - {nonResourceURLs: [/metrics], verbs: [get]}
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata: {name: nameless}
    rules:
    - {apiGroups: [""], resources: [secrets], verbs: [get]}
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: {name: nameless}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: nameless}
    subjects: [{kind: ServiceAccount, name: nameless}]
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata: {name: reader}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
    subjects:
    - {kind: ServiceAccount, name: agent, namespace: komodor}
    - {kind: Group, name: devs, apiGroup: rbac.authorization.k8s.io}
    - kind: User
      name: "system:serviceaccount:ns:named-as-user"
      apiGroup: rbac.authorization.k8s.io
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: {name: local, namespace: prod}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
    subjects: [{kind: ServiceAccount, name: local}]
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: {name: dangling, namespace: prod}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: nowhere}
    subjects: [{kind: ServiceAccount, name: dangling}]
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata: {name: root}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
    subjects: [{kind: User, name: root, apiGroup: rbac.authorization.k8s.io}]
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata: {name: viewer}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
    subjects: [{kind: User, name: viewer, apiGroup: rbac.authorization.k8s.io}]
    """
}
