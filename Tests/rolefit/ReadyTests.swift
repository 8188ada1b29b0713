// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// `rolefit ready` from files alone.
struct ReadyTests {
  private let folder: TemporaryDirectory
  private let bound: String

  init() throws {
    folder = try TemporaryDirectory()
    bound = try folder.write(Self.firstRelease(role: "k8s-watcher-actions"), to: "bound.yaml")
  }

  private func ready(_ arguments: [String]) throws -> (status: Int32, json: JSON) {
    let outcome = try RolefitBinary.run(["ready"] + arguments + ["-o", "json"])
    return (outcome.status, try outcome.json())
  }

  @Test func whatANewActionNeedsIsToBeAddedAndNothingElse() throws {
    let (status, json) = try ready([
      bound, "--agent-version", "0.1.104", "--kube-version", "1.24", "--to-agent", "0.1.173",
      "--enable", "exec:pod",
    ])
    #expect(status == 1)
    #expect(json["verdict"].string == "not-ready")
    #expect(json["switchedOn"] == ["exec:pod"])
    #expect(
      json["missingRules"]
        == [["apiGroups": [""], "resources": ["pods/exec"], "verbs": ["create"]]])
    #expect(json["steps"].array.count == 1)
    let command = try #require(json["steps"][0]["command"].string)
    #expect(command.hasPrefix("kubectl auth reconcile --filename - <<'EOF'\napiVersion: rbac"))
    #expect(command.contains("\nkind: ClusterRole\nmetadata:\n  name: k8s-watcher-actions\n"))
    #expect(json["from"]["agent"].string == "0.1.104")
    #expect(json["to"]["agent"].string == "0.1.173")
  }

  @Test(arguments: [
    (["--to-agent", "0.1.102", "--agent-version", "0.1.100"], "has none, and the first came with"),
    (["--agent-version", "0.1.104", "--to-agent", "0.1.173"], "the grants allow none as a whole"),
  ])
  func withoutAnActionItIsNotReady(words: [String], reason: String) throws {
    let empty = try folder.write(
      RBACText.role("r", ["get - leases"])
        + RBACText.binding("b", role: "r", ["komodor:k8s-watcher"]), to: "empty.yaml")
    let all = ["ready", empty, "--kube-version", "1.24"] + words
    let outcome = try RolefitBinary.run(all)
    #expect(outcome.status == 3)
    #expect(outcome.output.hasPrefix("verdict: undetermined: no actions to judge: "))
    #expect(outcome.output.contains(reason))
    let json = try ready(Array(all.dropFirst())).json
    #expect(json["verdict"] == "undetermined" && json["ready"] == false)
    #expect(json["nothingJudged"].string?.contains(reason) == true)
    for format in ["markdown", "html", "junit", "sarif"] {
      #expect(
        try RolefitBinary.run(all + ["-o", format]).output.contains("no actions to judge"),
        "\(format)")
    }
  }

  @Test(arguments: [
    (["--actions", "none"], "the set is empty (--actions)"),
    (
      ["--actions", "delete:pod", "--disable", "delete:pod"], "the upgrade switches all of them off"
    ),
  ])
  func anEmptySetThatIsMeantIsSaid(words: [String], reason: String) throws {
    let all = ["ready", bound, "--kube-version", "1.24", "--to-kube", "1.25"] + words
    let outcome = try RolefitBinary.run(all)
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("verdict: no actions to judge: \(reason)\n"))
  }

  @Test func beginsWithTheVerdictAndWhatWouldBeRefused() throws {
    let words = [
      "ready", bound, "--agent-version", "0.1.104", "--kube-version", "1.24", "--to-agent",
      "0.1.173", "--enable", "exec:pod",
    ]
    let lines = try RolefitBinary.run(words).output.split(separator: "\n")
    #expect(
      lines.prefix(3) == [
        "verdict: not ready: 1 action would be refused", "exec:pod  missing",
        "  needs create on pods/exec (core)",
      ])
    #expect(!lines.contains { $0.hasSuffix("  granted") })
    let verbose = try RolefitBinary.run(words + ["--verbose"]).output
    #expect(verbose.contains("\ndelete:pod"))
    #expect(verbose.contains("  granted\n"))
  }

  @Test func theSetIsWhatTheGrantsAllowUnlessItIsNamed() throws {
    let open = try ready([bound, "--kube-version", "1.24", "--to-agent", "0.1.173"])
    #expect(open.status == 0)
    #expect(open.json["source"].string == "what the grants allow now")
    #expect(
      open.json["actions"].array.compactMap { $0["id"].string }
        == ["delete:pod", "scale:deployment", "scale:statefulset"])
    let named = try ready([
      bound, "--kube-version", "1.24", "--to-agent", "0.1.173", "--actions", "rerun:job",
    ])
    #expect(named.status == 1)
    #expect(named.json["newNeeds"] == [])
  }

  @Test func anActionThatTheAgentToComeLacksKeepsItFromBeingReady() throws {
    let (status, json) = try ready([
      bound, "--kube-version", "1.24", "--to-agent", "0.1.107", "--enable", "exec:pod",
    ])
    #expect(status == 1)
    let exec = json["actions"].array.first { $0["id"].string == "exec:pod" }
    #expect(exec?["verdict"].string == "unsupported")
    #expect(json["steps"] == [])
  }

  @Test func aRoleThatAToolKeepsIsChangedThere() throws {
    let helm = try folder.write(
      Self.firstRelease(role: "k8s-watcher-actions").replacing(
        "  name: k8s-watcher-actions\nrules",
        with: "  name: k8s-watcher-actions\n  annotations: {meta.helm.sh/release-name: w}\nrules"),
      to: "helm.yaml")
    let (_, json) = try ready([
      helm, "--kube-version", "1.24", "--to-agent", "0.1.173", "--enable", "exec:pod",
    ])
    #expect(json["steps"].array.count == 1 && json["steps"][0]["command"].string == nil)
    let title = try #require(json["steps"][0]["title"].string)
    #expect(title.contains("which Helm release 'w' keeps: change its values with `helm upgrade`"))
  }

  @Test func aRoleThatOthersHaveTooIsLeftAlone() throws {
    let shared = try folder.write(
      Self.firstRelease(role: "k8s-watcher-actions") + "- {kind: User, name: jane}\n",
      to: "shared.yaml")
    let (_, json) = try ready([
      shared, "--kube-version", "1.24", "--to-agent", "0.1.173", "--enable", "exec:pod",
    ])
    #expect(json["steps"][0]["command"].string?.hasPrefix("kubectl apply") == true)
  }

  @Test func aBindingThatIsToReferToAnotherRoleIsFoundAndDeletedFirst() throws {
    let new = try folder.write(Self.firstRelease(role: "other"), to: "new.yaml")
    let (status, json) = try ready([
      bound, "--kube-version", "1.24", "--actions", "scale:service,delete:pod", "--new", new,
    ])
    #expect(status == 1)
    #expect(json["roleRefs"][0]["old"]["name"].string == "k8s-watcher-actions")
    #expect(json["roleRefs"][0]["new"]["name"].string == "other")
    #expect(json["roleRefs"][0]["line"].number == 13)
    #expect(
      json["steps"].array.compactMap { $0["command"].string }
        == ["kubectl delete clusterrolebinding k8s-watcher-actions"])
    let same = try ready([
      bound, "--kube-version", "1.24", "--actions", "scale:service,delete:pod", "--new", bound,
    ])
    #expect(same.status == 0)
  }

  @Test func whatTheNewManifestsNoLongerGrantIsMissing() throws {
    let less = try folder.write(
      Self.firstRelease(role: "k8s-watcher-actions").replacing(
        "verbs: [delete]", with: "verbs: [get]"),
      to: "less.yaml")
    let (status, json) = try ready([
      bound, "--kube-version", "1.24", "--actions", "delete:pod", "--new", less,
    ])
    #expect(status == 1)
    #expect(
      json["missingRules"] == [["apiGroups": [""], "resources": ["pods"], "verbs": ["delete"]]])
    #expect(json["steps"][0]["command"].string?.hasPrefix("kubectl apply") == true)
  }

  @Test func grantsThatTheNextKubernetesHasNoUseForAreNamed() throws {
    let role = try folder.write(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: k8s-watcher}
      rules:
      - {apiGroups: [policy], resources: [podsecuritypolicies], verbs: [list, watch]}
      - {apiGroups: [""], resources: [pods], verbs: [delete]}

      """, to: "psp.yaml")
    let (status, json) = try ready([
      role, "--kube-version", "1.24", "--to-kube", "1.25", "--actions", "delete:pod",
    ])
    #expect(status == 0)
    #expect(json["inert"].array.count == 1)
    #expect(json["inert"][0]["rule"]["resources"] == ["podsecuritypolicies"])
    let same = try ready([
      role, "--kube-version", "1.22", "--to-kube", "1.24", "--actions", "delete:pod",
    ])
    #expect(same.json["inert"] == [])
  }

  @Test func valuesThatChangeTheirNameOrTheirDefaultAreNamed() throws {
    let values = try folder.write("watcher:\n  actions: true\n", to: "values.yaml")
    let (_, json) = try ready([
      bound, "--agent-version", "0.1.104", "--kube-version", "1.24", "--values", values,
      "--dialect", "k8s-watcher@0.11.20", "--to-chart", "0.14.0",
    ])
    let renamed = json["values"].array.first { $0["key"].string == "watcher.actions" }
    #expect(renamed?["change"].string == "renamed")
    #expect(renamed?["replacedBy"] == ["watcher.actions.basic"])
    #expect(json["to"]["agent"].string == "0.1.107")

    let later = try ready([
      bound, "--kube-version", "1.24", "--actions", "delete:pod", "--dialect",
      "k8s-watcher@1.14.31", "--to-chart", "1.18.17",
    ])
    let changed = later.json["values"].array.first {
      $0["key"].string == "watcher.actions.podExec"
    }
    #expect(changed?["change"].string == "default")
    #expect(changed?["defaultBefore"].bool == false)
    #expect(changed?["defaultAfter"].bool == true)
    let helm = try #require(later.json["upgrade"].array.last?["command"].string)
    #expect(helm.hasPrefix("helm upgrade --install k8s-watcher "))
    #expect(helm.contains("--version 1.18.17"))
    #expect(helm.contains("--set watcher.actions.podExec=false"))
  }

  @Test func whereTheChartIsComesFromTheCatalog() throws {
    func catalog(_ install: String) -> String {
      """
      schemaVersion: 1
      version: 1.0.0
      agent: {name: ferry, newest: 1.0.0}
      kinds: {pod: {resource: pods}}
      actions:
      - id: delete:pod
        title: Delete a pod
        access: destructive
        steps:
        - {why: delete it, request: {verb: delete, apiGroup: "", resource: pods}}
      dialects:
      - name: ferry-chart
        newest: 2.0.0
        marks: [actions]
      \(install)
        switches:
          actions.delete: {default: false, actions: [delete:pod]}

      """
    }
    let recorded = try folder.write(
      catalog("  install: {repository: quay, url: 'https://charts.example', release: boat}"),
      to: "recorded.yaml")
    let arguments = [bound, "--kube-version", "1.24", "--actions", "delete:pod"]
    let (_, json) = try ready(arguments + ["--catalog", recorded, "--to-chart", "2.0.0"])
    let command = try #require(json["upgrade"].array.last?["command"].string, "\(json)")
    #expect(command.hasPrefix("helm upgrade --install boat quay/ferry-chart "), "\(command)")
    let unknown = try folder.write(catalog(""), to: "unknown.yaml")
    let open = try ready(arguments + ["--catalog", unknown, "--to-chart", "2.0.0"]).json
    #expect(open["upgrade"].array.isEmpty)
    #expect("\(open)".contains("does not say where the chart ferry-chart is"), "\(open)")
  }

  @Test func nobodyGivesWhatTheyDoNotHoldUnlessTheyMayEscalate() throws {
    let users = """
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: RULER}
      rules:
      - apiGroups: [rbac.authorization.k8s.io]
        resources: [clusterroles]
        verbs: [get, update, VERB]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: RULER}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: RULER}
      subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: RULER}]

      """
    let all = try folder.write(
      Self.firstRelease(role: "k8s-watcher-actions")
        + users.replacing("RULER", with: "able").replacing("VERB", with: "escalate")
        + users.replacing("RULER", with: "lame").replacing("VERB", with: "list"),
      to: "all.yaml")
    func answer(_ user: String) throws -> JSON {
      try ready([
        all, "--service-account", "komodor:k8s-watcher", "--kube-version", "1.24", "--to-agent",
        "0.1.173", "--enable", "exec:pod", "--as", user,
      ]).json["rights"][0]
    }
    #expect(try answer("able")["answer"].string == "allowed")
    let lame = try answer("lame")
    #expect(lame["answer"].string == "refused")
    // The whole role would be written, so the whole role must be held.
    #expect(lame["lacking"].array.count == 3)
  }

  @Test func everyFormatSaysWhichActionLacksWhat() throws {
    func report(_ format: String) throws -> String {
      let outcome = try RolefitBinary.run([
        "ready", bound, "--kube-version", "1.24", "--to-agent", "0.1.173", "--enable", "exec:pod",
        "-o", format,
      ])
      #expect(outcome.status == 1, "\(format)")
      return outcome.output
    }
    let message = "exec:pod needs create on pods/exec (core)"
    let text = try report("text")
    #expect(text.contains("\nexec:pod  missing\n  needs create on pods/exec (core)\n"))
    #expect(text.hasPrefix("verdict: not ready: 1 action would be refused\n"))
    let json = try JSON(parsing: report("json"))
    #expect(json["verdict"] == "not-ready" && json["obstacles"] == ["1 action would be refused"])
    #expect(json["newNeeds"].array.map { $0["actions"] } == [["exec:pod"]])
    let markdown = try report("markdown")
    #expect(markdown.hasPrefix("## Upgrade of k8s-watcher: not ready: 1 action would be refused\n"))
    #expect(markdown.contains("\n- exec:pod: missing: create on pods/exec (core)\n"))
    let results = try JSON(parsing: report("sarif"))["runs"][0]["results"]
    #expect(results.array.map { $0["ruleId"] } == ["missing-for-action"])
    #expect(results[0]["level"] == "error" && results[0]["message"]["text"].string == message)
    let junit = try report("junit")
    #expect(junit.contains("<failure message=\"\(message)\" type=\"error\">"), "\(junit)")
    let annotation = try report("github")
    #expect(annotation.hasPrefix("::error title=missing-for-action::\(message)%0Ahelp: "))
    #expect(annotation.split(separator: "\n").count == 1)
    let issues = try JSON(parsing: report("gitlab"))
    #expect(issues.array.map { $0["check_name"] } == ["missing-for-action"])
    #expect(issues[0]["description"].string == message && issues[0]["severity"] == "critical")
  }

  @Test func whatCannotBeReadAsAVersionIsAWrongCommandLine() throws {
    for wrong in [["--to-agent", "x"], ["--to-kube", "1.999"], ["--to-chart", "k8s-watcher@x"]] {
      #expect(try RolefitBinary.run(["ready", bound] + wrong).status == 64, "\(wrong)")
    }
    #expect(try RolefitBinary.run(["ready", "--to-agent", "0.1.173"]).status == 64)
  }

  /// The role of the first release that had actions, bound to its account.
  private static func firstRelease(role: String) -> String {
    """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata:
      name: \(role)
    rules:
    - apiGroups: [apps]
      resources: [deployments/scale, statefulsets/scale]
      verbs: [patch]
    - apiGroups: [""]
      resources: [pods]
      verbs: [delete]
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata:
      name: k8s-watcher-actions
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: \(role)}
    subjects:
    - {kind: ServiceAccount, name: k8s-watcher, namespace: komodor}

    """
  }
}
