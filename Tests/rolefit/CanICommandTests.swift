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
    let remarks = run.error.split(separator: "\n").map { $0.dropFirst("rolefit: ".count) }
    let saysNamespace = ["-n", "-A", "--actions", "/metrics", "nodes", "selfsubject"].contains {
      question.contains($0)
    }
    #expect(remarks.contains { $0.hasPrefix("asked in the namespace 'default'") } != saysNamespace)
    let isStarting = question == "create selfsubjectaccessreviews --as jane"
    #expect(remarks.contains { $0.contains("--assume-system-roles counts them") } == isStarting)
    #expect(remarks.count == (saysNamespace ? 0 : 1) + (isStarting ? 1 : 0), "\(run.error)")
  }

  @Test(arguments: [
    ("fetch pods -n prod", "no API server asks for the verb 'fetch' by itself"),
    ("lst pods -n prod", "there is no verb 'lst'; did you mean 'list'?"),
    ("list pods --subresource exec -n prod", "has the verb 'list' there, but get, create"),
    ("Get /metrics", "there is no verb 'Get'; did you mean 'get'?"),
    ("fetch gadgets.shop.example -n prod", "asks for the verb 'fetch' by itself"),
  ])
  func aVerbThatNoServerAsksForIsSaid(_ question: String, _ remark: String) throws {
    let words = question.split(separator: " ").map(String.init)
    for command in [["can-i", "--as", "jane"], ["who-can"]] {
      let run = try RolefitBinary.run(command + words + ["-f", file])
      #expect(run.status < 4 && run.status != 2)
      #expect(run.error.contains(remark) && run.error.contains(": asked as it is\n"))
    }
  }

  @Test(arguments: [
    "use podsecuritypolicies -n prod", "impersonate users", "bind clusterroles", "* pods -n prod",
    "post /metrics", "approve signers",
  ])
  func aVerbThatServersAskForIsNotRemarkedOn(question: String) throws {
    let words = question.split(separator: " ").map(String.init)
    let run = try RolefitBinary.run(
      ["can-i", "--as", "jane", "--kube-version", "1.24"] + words + ["-f", file])
    #expect(!run.error.contains("verb"), "\(run.error)")
  }

  @Test func whoCanSaysWhomItLeavesOut() throws {
    let nobody = try RolefitBinary.run(["who-can", "patch", "secrets", "-n", "prod", file])
    #expect(nobody.status == 0 && !nobody.output.contains("left out"))
    let other = try folder.write(
      RBACText.role("r", ["get - pods"]) + RBACText.binding("b", role: "r"), to: "other.yaml")
    let run = try RolefitBinary.run(["who-can", "patch", "secrets", "-n", "prod", other])
    #expect(run.status == 1)
    #expect(run.output.hasPrefix("nobody\n  left out: "))
    #expect(run.output.contains("such as Group system:masters (--assume-system-roles counts them)"))
    let words = ["who-can", "patch", "secrets", "-n", "prod", other]
    let json = try RolefitBinary.run(words + ["-o", "json"]).json()
    #expect(json["subjects"] == [] && json["leftOut"].array.contains("Group system:masters"))
    let counted = try RolefitBinary.run(words + ["--assume-system-roles"])
    #expect(counted.status == 0 && counted.output.contains("Group system:masters\n"))
    #expect(!(try RolefitBinary.run(words + ["--closed-world"]).output.contains("left out")))
  }

  @Test func aBatchOfNothingIsSaid() throws {
    for input in ["", "\n\n"] {
      let run = try RolefitBinary.run(["can-i", "--batch", "-", file], input: input)
      #expect(run.status == 0 && run.output == "")
      #expect(run.error == "rolefit: nothing was asked: <stdin> has no review\n")
    }
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
      + #"ClusterRoleBinding \"root\" of ClusterRole \"cluster-admin\" to User \"root\", rule 1"}"#
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
