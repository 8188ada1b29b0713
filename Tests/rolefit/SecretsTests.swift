// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// Secrets stand wherever they can, each with a mark of its own: none is printed, given to another
/// program as an argument, or left in a file.
struct SecretsTests {
  private static let mark = "Hidden7"
  private static func secret(_ place: String) -> String { "\(mark)-\(place)-Passw0rd" }

  private let folder: TemporaryDirectory
  /// Where rolefit puts what other programs are to read.
  private let temporary: TemporaryDirectory

  init() throws {
    folder = try TemporaryDirectory()
    temporary = try TemporaryDirectory()
  }

  /// Runs, and expects that no mark is found anywhere.
  ///
  /// - Parameter helm: what helm does besides noting its arguments.
  @discardableResult
  private func run(
    _ arguments: [String], helm: String = "", kubectl: String = "", input: String? = nil,
    mayPass: Bool = false
  ) throws -> RolefitBinary.Outcome {
    let note = #"#!/bin/sh\#nprintf '%s\n' "$0 $*" >>"$NOTES"\#n"#
    _ = try folder.searchPath(adding: "helm", script: note + helm)
    _ = try folder.searchPath(adding: "git", script: note + "exec /usr/bin/git \"$@\"")
    let path = try folder.searchPath(adding: "kubectl", script: note + kubectl)
    let notes = try folder.write("", to: "notes")
    let outcome = try RolefitBinary.run(
      arguments, input: input, directory: folder.path,
      environment: [
        "PATH": path, "NOTES": notes, "TMPDIR": temporary.path,
        "HELM_KUBETOKEN": Self.secret("environment"), "AWS_SECRET_ACCESS_KEY": Self.secret("aws"),
      ])
    for text in [outcome.output, outcome.error] {
      #expect(!text.contains(Self.mark), "\(arguments) printed a secret:\n\(text)")
    }
    let given = try folder.read("notes")
    if !mayPass { #expect(!given.contains(Self.mark), "an argument is a secret: \(given)") }
    #expect(try temporary.names().isEmpty, "\(arguments) left files")
    return outcome
  }

  private static let role = RBACText.podRole(verbs: "get, get, list, frobnicate")

  private static func secretObject(_ value: String) -> String {
    """
    apiVersion: v1
    kind: Secret
    metadata:
      name: agent
    stringData:
      password: \(value)

    """
  }

  @Test(
    arguments: [
      "\(secret("plain"))", "\"\(secret("quoted"))", "[\(secret("list"))",
      "{\(secret("mapping")): [",
      "!\(secret("tag")) x", "*\(secret("alias"))", "!\(secret("handle"))!x",
      "!\(secret("comma")),",
      "&\(secret("anchor")) [*\(secret("anchor"))]", "&\(secret("colon")): b: c",
      "|x\n    \(secret("block"))",
      "\(secret("colon")): b: c", "a\n      password: \(secret("twice"))",
      "\"\\q\(secret("escape"))\"",
      "\(secret("tab"))\n\tx: y", "@\(secret("at"))", "{{ \(secret("template")) }}",
    ])
  func ofSecretObjectsThatMayBeBroken(value: String) throws {
    let object = Self.secretObject(value)
    let texts = [
      object + "---\n" + Self.role, Self.role + "---\n" + object,
      "apiVersion: v1\nkind: List\nitems:\n- "
        + object.replacingOccurrences(of: "\n", with: "\n  ") + "\n",
    ]
    for text in texts {
      try folder.write(text, to: "all.yaml")
      for format in ["text", "json", "sarif", "github", "markdown"] {
        try run(["lint", "all.yaml", "-o", format])
      }
      try run(["lint", "--fix", "--dry-run", "all.yaml"])
      try run(["verify", "all.yaml", "--actions", "delete:pod"])
      try run(["can-i", "get", "pods", "--as", "a", "all.yaml"])
      try run(["diff", "all.yaml", "all.yaml"])
      try run(["lint", "-"], input: text)
    }
  }

  @Test func ofBrokenJSON() throws {
    let text =
      #"{"apiVersion": "v1", "kind": "Secret", "data": {"a": "\#(Self.secret("json"))" 1}}"#
    try folder.write(text, to: "all.json")
    for command in [["lint"], ["verify", "--actions", "delete:pod"]] {
      #expect(try run(command + ["all.json"]).status == 2)
    }
  }

  @Test func ofValues() throws {
    try folder.write("apiVersion: v2\nname: chart\nversion: 1.0.0\n", to: "chart/Chart.yaml")
    try folder.write("apiKey: \(Self.secret("default"))\n", to: "chart/values.yaml")
    try folder.write(
      "apiKey: \(Self.secret("values"))\nlist: [{password: \(Self.secret("list"))}]\n", to: "v.yaml"
    )
    let given = ["--chart", "chart", "--values", "v.yaml", "--actions", "delete:pod"]
    let output = "cat <<'END'\n\(Self.role)---\n\(Self.secretObject(Self.secret("rendered")))END\n"
    // A template may say what it was given.
    let words = ["default", "values", "list"].map { "key \(Self.secret($0)) refused" }
    let failure = words.map { "echo 'Error: \($0)' >&2\n" }.joined() + "exit 1\n"
    let warning = words.map { "echo 'WARNING: \($0)' >&2\n" }.joined() + output
    for command in ["verify", "lint"] {
      for helm in [output, failure, warning] { try run([command] + given, helm: helm) }
    }
    try run(["diff"] + Array(given.prefix(4)) + ["chart", "chart"], helm: output)
    try run(["verify"] + given.prefix(4) + ["--matrix"], helm: failure)
    // What a user writes on the command line goes on to helm's, and nowhere else.
    let set = ["--set", "auth.token=\(Self.secret("set"))"]
    for helm in [output, "echo 'Error: \(Self.secret("set")) is wrong' >&2; exit 1"] {
      try run(["verify"] + given + set, helm: helm, mayPass: true)
    }
  }

  @Test func ofBrokenValues() throws {
    for value in ["[\(Self.secret("a"))", "\"\(Self.secret("b"))", "&\(Self.secret("c")) b: c: d"] {
      try folder.write("watcher:\n  apiKey: \(value)\n", to: "v.yaml")
      try run(["rules", "--values", "v.yaml", "--dialect", "k8s-watcher@1.4.0"])
      try run(["lint", "v.yaml"])
      try run(["verify", "v.yaml", "--actions", "none"])
    }
  }

  @Test func ofReleases() throws {
    let release = """
      {"name": "agent", "chart": {"metadata": {"name": "k8s-watcher", "version": "1.4.0"}},
       "config": {"apiKey": "\(Self.secret("release"))", "watcher": {"actions": {"basic": true}}},
       "manifest": "\(Self.secret("manifest"))"}
      """
    let once = Data(release.utf8).base64EncodedString()
    let data = Data(once.utf8).base64EncodedString()
    let secrets = """
      {"kind": "SecretList", "apiVersion": "v1", "metadata": {}, "items": [
        {"metadata": {"name": "sh.helm.release.v1.agent.v1", "namespace": "komodor",
          "labels": {"owner": "helm", "name": "agent", "status": "deployed", "version": "1"}},
         "type": "helm.sh/release.v1", "data": {"release": "\(data)"}}]}
      """
    let kubectl = """
      case "$*" in
      */version*) echo '{"major": "1", "minor": "31"}' ;;
      */secrets*) cat <<'END'
      \(secrets)
      END
      ;;
      *) echo '{"kind": "List", "apiVersion": "v1", "metadata": {}, "items": []}' ;;
      esac
      """
    for release in [[], ["--read-release"]] {
      try run(
        ["verify", "--live", "-n", "komodor", "--service-account", "komodor:agent"] + release,
        kubectl: kubectl)
    }
  }

  @Test func ofKubectlsWords() throws {
    let token = "eyJhbGciOiJSUzI1NiJ9.\(Self.mark)eyJhbGciOiJSUzI1NiJ9"
    for words in [
      "error: Authorization: Bearer \(token)", "error: token \(token) is expired",
      "I0101 request.go: -H 'Authorization: Bearer \(token)'",
      "error: couldn't read https://user:\(Self.secret("url"))@host/",
      "error: password=\(Self.secret("p"))",
    ] {
      try folder.write(
        "apiVersion: v1\nkind: Config\nusers: [{name: a, user: {token: \(token)}}]\n", to: "config")
      let script = "cat >&2 <<'END'\n\(words)\nEND\nexit 1\n"
      try run(["lint", "--live", "--kubeconfig", "config"], kubectl: script)
      try run(["verify", "--live", "--kubeconfig", "config", "--actions", "none"], kubectl: script)
    }
  }
}
