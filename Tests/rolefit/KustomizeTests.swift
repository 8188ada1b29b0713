// SPDX-License-Identifier: Apache-2.0

import Host
import TestSupport
import Testing

/// Folders with kustomizations, which are judged as kubectl builds them.
@Suite(.enabled(if: Kustomizations.canBeBuilt, Kustomizations.whySkipped))
struct KustomizeTests {
  private typealias K = Kustomizations

  private static let base: KeyValuePairs = [
    "base/kustomization.yaml": K.list("rbac.yaml"),
    "base/rbac.yaml": K.rbac(rules: K.rule("pods", "get") + "\n" + K.rule("services", "list")),
  ]

  private static func folder(_ more: KeyValuePairs<String, String>) throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory(base)
    for (path, text) in more { try folder.write(text, to: path) }
    return folder
  }

  private static func run(
    _ words: [String], in folder: TemporaryDirectory, path: String? = nil
  ) throws -> RolefitBinary.Outcome {
    try RolefitBinary.run(
      words, directory: folder.path, environment: path.map { ["PATH": $0] } ?? [:])
  }

  /// Whether `verb` on `resource` is granted to an account by what a folder builds.
  private static func isGranted(
    _ verb: String, _ resource: String, to account: String, in folder: TemporaryDirectory,
    _ words: String...
  ) throws -> Bool {
    let outcome = try run(
      ["can-i", verb, resource, "--as", "system:serviceaccount:\(account)"] + words, in: folder)
    #expect(outcome.status < 2, "\(outcome.error)")
    return outcome.status == 0
  }

  @Test func namesAndNamespacesAreThoseThatTransformersGive() throws {
    let folder = try Self.folder([
      "over/kustomization.yaml": K.list(
        "../base", with: "namespace: shop\nnamePrefix: eu-\nnameSuffix: -blue")
    ])
    #expect(try Self.isGranted("get", "pods", to: "shop:eu-app-blue", in: folder, "over"))
    #expect(try !Self.isGranted("get", "pods", to: "default:app", in: folder, "over"))
    #expect(try Self.isGranted("get", "pods", to: "default:app", in: folder, "-k", "base"))
  }

  @Test func aMergePatchWidensARule() throws {
    let folder = try Self.folder([
      "over/kustomization.yaml": K.list("../base", with: "patches: [{path: more.yaml}]"),
      "over/more.yaml": """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: app
      rules:
      \(K.rule("configmaps", "get"))

      """,
    ])
    #expect(try Self.isGranted("get", "configmaps", to: "default:app", in: folder, "over"))
    #expect(try !Self.isGranted("get", "pods", to: "default:app", in: folder, "over"))
    #expect(try Self.run(["lint", "over"], in: folder).status == 0)
  }

  @Test func aJSONPatchTakesARuleOut() throws {
    let folder = try Self.folder([
      "over/kustomization.yml": K.list(
        "../base",
        with: "patches: [{path: less.json, target: {kind: ClusterRole, name: app}}]"),
      "over/less.json": #"[{"op": "remove", "path": "/rules/0"}]"#,
    ])
    #expect(try !Self.isGranted("get", "pods", to: "default:app", in: folder, "over"))
    #expect(try Self.isGranted("list", "services", to: "default:app", in: folder, "over"))
    let diff = try Self.run(["diff", "base", "over"], in: folder)
    #expect(diff.status == 1)
    #expect(diff.output.contains("- get on pods (core)"))
  }

  @Test func aComponentCountsWhereItIsUsedAndIsNeverJudgedAlone() throws {
    let folder = try Self.folder([
      "comp/kustomization.yaml": """
      apiVersion: kustomize.config.k8s.io/v1alpha1
      kind: Component
      patches:
      - target: {kind: ClusterRole}
        patch: |-
          - op: add
            path: /rules/0/verbs/-
            value: delete

      """,
      "over/Kustomization": K.list("../base", with: "components: [../comp]"),
    ])
    #expect(try Self.isGranted("delete", "pods", to: "default:app", in: folder, "."))
    try folder.write("", to: "over/Kustomization")
    let outcome = try Self.run(["lint", "base", "comp/.."], in: folder)
    #expect(outcome.status != 64, "\(outcome.error)")
  }

  @Test func overlaysOfOneBaseAreLintedEachByItself() throws {
    let patch = "patches: [{path: more.yaml, target: {kind: ClusterRole}}]"
    func more(_ resource: String) -> String {
      """
      - op: add
        path: /rules/-
        value: {apiGroups: [""], resources: [\(resource)], verbs: [get]}

      """
    }
    let folder = try Self.folder([
      "dev/kustomization.yaml": K.list("../base", with: patch),
      "dev/more.yaml": more("secret"),
      "prod/kustomization.yaml": K.list("../base", with: patch),
      "prod/more.yaml": more("endpoint"),
    ])
    let lint = try Self.run(["lint", ".", "-o", "json"], in: folder)
    #expect(lint.status == 1, "\(lint.error)")
    let found = try lint.json()["findings"].array.map { finding in
      "\(finding["file"].string ?? "") \(finding["rule"].string ?? "")"
    }
    #expect(
      found.filter { !$0.hasSuffix("mergeable-rules") }
        == [
          "./dev/more.yaml unknown-resource", "./prod/more.yaml unknown-resource",
        ].map { $0.replacing("./", with: "") })
    let verify = try Self.run(["verify", ".", "--actions", "delete:pod"], in: folder)
    #expect(verify.status == 2)
    #expect(verify.error.contains("dev and prod both build ClusterRole 'app', and not the same"))
    #expect(try Self.isGranted("get", "pods", to: "default:app", in: folder, "-k", "dev"))
  }

  @Test func whatGeneratorsReadIsNoManifest() throws {
    let folder = try Self.folder([
      "over/kustomization.yaml": K.list(
        "../base", with: "configMapGenerator: [{name: roles, files: [shown=role.yaml]}]"),
      "over/role.yaml": K.rbac("shown", rules: K.rule("pod", "get")),
    ])
    let lint = try Self.run(["lint", "."], in: folder)
    #expect(lint.status == 0, "\(lint.output)")
    #expect(!lint.error.contains("left out"), "\(lint.error)")
  }

  @Test func filesThatNoKustomizationNamesAreNamed() throws {
    let folder = try Self.folder([
      "base/old.yaml": K.rbac("old", rules: K.rule("pod", "get")),
      "plain/role.yaml": K.rbac("plain", rules: K.rule("node", "get")),
    ])
    let lint = try Self.run(["lint", "."], in: folder)
    #expect(lint.output.contains("plain/role.yaml"), "\(lint.output)")
    #expect(!lint.output.contains("base/old.yaml"), "\(lint.output)")
    #expect(
      lint.error.contains("1 file with roles or bindings, ./base/old.yaml, was left out")
        || lint.error.contains("1 file with roles or bindings, base/old.yaml, was left out"))
  }

  @Test func aKustomizationOfFluxIsAnOrdinaryObject() throws {
    let folder = try TemporaryDirectory([
      "kustomization.yaml": """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps

      """,
      "role.yaml": K.rbac(rules: K.rule("pod", "get")),
    ])
    let lint = try Self.run(["lint", "."], in: folder)
    #expect(lint.status == 1)
    #expect(lint.output.contains("role.yaml"), "\(lint.output)\(lint.error)")
  }

  @Test func aKustomizationThatFailsIsOneMessageInItsOwnWords() throws {
    let folder = try Self.folder([
      "bad/kustomization.yaml": K.list("nowhere.yaml"),
      "bad/patch.yaml": K.rbac(rules: K.rule("pod", "get")),
    ])
    for words in [
      ["lint", "bad"], ["lint", "-k", "bad"], ["verify", "bad", "--actions", "delete:pod"],
      ["can-i", "get", "pods", "--as", "me", "bad"], ["who-can", "get", "pods", "bad"],
      ["diff", "base", "bad"], ["diff", "-k", "bad", "-k", "base"],
      ["ready", "base", "--new", "bad", "--actions", "delete:pod", "--to-agent", "0.2.221"],
    ] {
      let outcome = try Self.run(words, in: folder)
      #expect(outcome.status == 2, "\(words): \(outcome.error)")
      #expect(outcome.output.isEmpty, "\(words): \(outcome.output)")
      let errors = outcome.error.split(separator: "\n").filter { $0.contains("error: ") }
      #expect(errors.count == 1, "\(words): \(outcome.error)")
      #expect(errors.first?.contains("bad/kustomization.yaml:1:1") == true, "\(outcome.error)")
      #expect(errors.first?.contains("nowhere.yaml") == true, "\(outcome.error)")
    }
    // In a tree the others are judged all the same.
    let tree = try Self.run(["lint", "."], in: folder)
    #expect(tree.status == 2)
    #expect(tree.error.contains("nowhere.yaml"))
  }

  @Test func withoutAProgramOneMessageSaysSo() throws {
    let folder = try Self.folder([
      "over/kustomization.yaml": K.list("../base", with: "patches: [{path: p.yaml}]"),
      "over/p.yaml": K.rbac(rules: K.rule("pod", "get")),
    ])
    for words in [["lint", "."], ["verify", "over", "--actions", "delete:pod"]] {
      let outcome = try Self.run(words, in: folder, path: "/nowhere")
      #expect(outcome.status == 2, "\(outcome.error)")
      #expect(outcome.output.isEmpty)
      #expect(outcome.error.contains("neither kustomize nor kubectl is installed"))
      #expect(outcome.error.contains("install kubectl or kustomize"))
      #expect(outcome.error.split(separator: "\n").count { $0.contains("error: ") } == 1)
    }
  }

  @Test func aFileIsReadAsItIsUnlessItIsTheKustomization() throws {
    let folder = try Self.folder([
      "over/kustomization.yaml": K.list("../base", with: "namespace: shop")
    ])
    let account = "shop:app"
    #expect(
      try Self.isGranted("get", "pods", to: account, in: folder, "over/kustomization.yaml"))
    #expect(try !Self.isGranted("get", "pods", to: account, in: folder, "base/rbac.yaml"))
    // A hook names whatever files changed: a patch is judged as part of what it belongs to.
    try folder.write(
      K.list("../base", with: "patches: [{path: p.yaml}]"), to: "over/kustomization.yaml")
    try folder.write(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: app
      $patch: delete

      """, to: "over/p.yaml")
    let hook = try Self.run(["lint", "--skip-unrelated", "over/p.yaml"], in: folder)
    #expect(!hook.output.contains("invalid"), "\(hook.output)\(hook.error)")
    #expect(!hook.output.contains("p.yaml"), "\(hook.output)")
  }

  @Test func aRevisionIsBuiltWithTheFilesItHad() throws {
    let folder = try Self.folder([
      "over/kustomization.yaml": K.list("../base", with: "namePrefix: eu-")
    ])
    let git = """
      git init -q . && git add . && \
      git -c user.name=t -c user.email=t@example.com commit -qm one
      """
    let commit = try Program.run("/bin/sh", ["-c", "cd \(folder.path) && \(git)"], limit: 1 << 16)
    #expect(commit.status == 0, "\(commit.error)")
    try folder.write(K.rbac(rules: K.rule("pods", "get", "delete")), to: "base/rbac.yaml")
    for words in [["over"], ["over/kustomization.yaml"], ["."]] {
      let diff = try Self.run(["diff", "--base", "HEAD", "-o", "json"] + words, in: folder)
      #expect(diff.status == 1, "\(diff.error)")
      let text = diff.output
      #expect(text.contains("eu-app"), "\(text)")
      #expect(!text.contains("\"default:app\""), "\(text)")
      #expect(try diff.json()["added"].array.count == 1, "\(text)")
      #expect(try diff.json()["removed"].array.count == 1, "\(text)")
    }
  }

  @Test func whatRolefitWritesIsJudgedAsItIsBuilt() throws {
    let folder = try TemporaryDirectory()
    let written = try Self.run(
      [
        "generate", "manifests", "--actions", "delete:pod", "--namespace", "komodor",
        "--cluster-name", "test", "--output-dir", "gitops/base",
      ], in: folder)
    #expect(written.status == 0, "\(written.error)")
    try folder.write(
      K.list("../base", with: "namePrefix: eu-"), to: "gitops/eu/kustomization.yaml")
    for place in ["gitops/base", "gitops/eu", "gitops"] {
      let verify = try Self.run(
        ["verify", place, "--actions", "delete:pod", "--fail-on", "missing"], in: folder)
      #expect(verify.status == 0, "\(verify.output)\(verify.error)")
      #expect(try Self.run(["lint", place], in: folder).status == 0)
    }
  }
}
