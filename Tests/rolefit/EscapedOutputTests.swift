// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// Characters that a terminal obeys or nobody sees are shown escaped, whatever prints them.
struct EscapedOutputTests {
  /// A few of each kind, as JSON and YAML write them in double quotes.
  private static let escapes =
    #"a\u001b[31m\u0007\u0008\r\n::error::b\u007f\u009b\u202e\u2066\u061c\u200b\u200d\ufeff\u2028"#
    + #"\u00ad"#

  private static var hidden: String {
    get throws { try JSON(parsing: Array("\"\(escapes)\\udb40\\udc41\"".utf8)).string ?? "" }
  }

  /// As YAML writes it: it has no pairs of surrogates.
  private static let inYAML = escapes + #"\U000e0041"#

  private let folder: TemporaryDirectory

  init() throws {
    folder = try TemporaryDirectory()
    try folder.write(
      #"""
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: "\#(Self.inYAML)"
      rules:
      - apiGroups: ["", "\#(Self.inYAML)"]
        resources: [pods, "\#(Self.inYAML)"]
        resourceNames: ["\#(Self.inYAML)"]
        verbs: [delete, "\#(Self.inYAML)"]
      - nonResourceURLs: ["/\#(Self.inYAML)"]
        verbs: [get]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: "\#(Self.inYAML)"
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: "\#(Self.inYAML)"
      subjects:
      - kind: User
        apiGroup: rbac.authorization.k8s.io
        name: "\#(Self.inYAML)"
      - kind: ServiceAccount
        name: agent
        namespace: agents

      """#, to: "role.yaml")
    try folder.write(
      "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: b}\nrules: []\n",
      to: "other.yaml")
  }

  /// Expects that what was printed holds none of them raw, and no line that somebody made up.
  private func check(_ outcome: RolefitBinary.Outcome, _ what: String) {
    for text in [outcome.output, outcome.error] {
      let raw = text.unicodeScalars.filter { scalar in
        switch scalar.properties.generalCategory {
        case .control: scalar != "\n"
        case .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
      }
      #expect(raw.isEmpty, "\(what): \(raw.map { String($0.value, radix: 16) })")
      #expect(!text.contains("\n::error::b"), "\(what)")
    }
  }

  @Test(
    arguments: [
      "lint role.yaml", "verify role.yaml --actions delete:pod", "diff other.yaml role.yaml",
      "verify role.yaml --actions delete:pod --service-account agents:agent",
    ],
    ["text", "json", "markdown", "sarif", "junit", "github", "gitlab", "policyreport"])
  func inReports(command: String, format: String) throws {
    let words = command.split(separator: " ").map(String.init)
    if format == "text" || format == "json" || format == "markdown" || !command.hasPrefix("diff") {
      let outcome = try RolefitBinary.run(words + ["-o", format], directory: folder.path)
      check(outcome, "\(command) -o \(format)")
      #expect(
        outcome.output.contains(#"\u"#) || outcome.output.contains("\\\\u"), "\(outcome.output)")
      if ["json", "sarif", "gitlab"].contains(format) { _ = try outcome.json() }
    }
  }

  @Test func inAnswers() throws {
    let commands = [
      ["can-i", "delete", "pods", "--as", try Self.hidden, "role.yaml"],
      ["can-i", "delete", "pods/\(try Self.hidden)", "--as", try Self.hidden, "role.yaml"],
      [
        "can-i", "get", "/\(try Self.hidden)", "--as", "system:serviceaccount:agents:agent",
        "role.yaml",
      ],
      ["who-can", "delete", "pods", "role.yaml"],
      ["who-can", "get", "/a", "role.yaml", "-o", "json"],
      ["who-can", "--matrix", "pods,\(try Self.hidden)", "role.yaml"],
      ["who-can", "--matrix", "pods", "role.yaml", "-o", "markdown"],
      ["who-can", "--matrix", "pods", "role.yaml", "-o", "json"],
      ["can-i", "--list", "--as", try Self.hidden, "role.yaml"],
      ["can-i", "--list", "--as", try Self.hidden, "role.yaml", "-o", "wide"],
      ["can-i", "--list", "-A", "--as", try Self.hidden, "role.yaml", "-o", "markdown"],
      ["can-i", "--list", "--from", "--as", try Self.hidden, "role.yaml", "-o", "json"],
      ["roles", "role.yaml"], ["roles", "role.yaml", "-o", "json"],
      ["roles", "role.yaml", "-o", "markdown"],
      ["actions", "--for", try Self.hidden], ["actions", "--access", try Self.hidden],
      ["rules", "--actions", try Self.hidden], ["lint", try Self.hidden],
      ["lint", "--\(try Self.hidden)"], ["\(try Self.hidden)"],
      ["lint", "--select", try Self.hidden],
      [
        "generate", "clusterrole", "--actions", "delete:pod", "--output-file",
        "\(try Self.hidden)/\0",
      ],
      ["catalog", "init", "--from", "role.yaml"],
    ]
    for command in commands where !command.contains(where: { $0.contains("\0") }) {
      check(try RolefitBinary.run(command, directory: folder.path), "\(command)")
    }
  }

  @Test func inExplanations() throws {
    let denial =
      #"Error from server (Forbidden): pods is forbidden: User "\#(try Self.hidden)" cannot list "#
      + #"resource "pods" in API group "" in the namespace "\#(try Self.hidden)""#
    for format in ["text", "json"] {
      check(try RolefitBinary.run(["explain", "-", "-o", format], input: denial), format)
      check(try RolefitBinary.run(["explain", denial, "-o", format]), format)
    }
  }

  @Test(arguments: ["helm", "kubectl", "git"])
  func inTheWordsOfPrograms(program: String) throws {
    let words = try folder.write("Error: \(try Self.hidden)\n", to: "words")
    for status in [0, 1] {
      let path = try folder.searchPath(
        adding: program, script: "#!/bin/sh\ncat '\(words)' >&2\nexit \(status)\n")
      let commands = [
        "helm": ["verify", "--chart", "repo/chart", "--actions", "delete:pod"],
        "kubectl": ["lint", "--live"], "git": ["diff", "--base", "main", "role.yaml"],
      ]
      check(
        try RolefitBinary.run(
          commands[program] ?? [], directory: folder.path, environment: ["PATH": path]), program)
    }
  }

  @Test func inConfigurationsAndCatalogs() throws {
    try folder.write("\"\(Self.inYAML)\": true\n", to: ".rolefit.yaml")
    check(try RolefitBinary.run(["lint", "role.yaml"], directory: folder.path), "configuration")
    check(
      try RolefitBinary.run(["catalog", "validate", ".rolefit.yaml"], directory: folder.path),
      "catalog")
  }

  @Test func valuesAreTheSameAfterEscapes() throws {
    let outcome = try RolefitBinary.run(
      ["lint", "role.yaml", "-o", "json"], directory: folder.path)
    let names = try outcome.json()["findings"].array.map { $0["object"]["name"].string }
    #expect(names.contains(try Self.hidden))
    let catalog = try RolefitBinary.run(
      ["catalog", "init", "--from", "role.yaml"], directory: folder.path)
    #expect(catalog.status == 0, "\(catalog.error)")
  }

  @Test func coloursAreRolefitsOwn() throws {
    try #require(Files.kind(of: "/usr/bin/script") == .file)
    let result = try Program.run(
      "/usr/bin/script",
      [
        "-qec", "'\(RolefitBinary.path)' verify '\(folder.path("role.yaml"))' --actions delete:pod",
        "/dev/null",
      ], environment: RolefitBinary.cleanEnvironment, limit: 1 << 20)
    let text = String(decoding: result.output, as: UTF8.self)
    #expect(text.contains("\u{1B}[31mmissing\u{1B}[0m") || text.contains("\u{1B}[32mgranted"))
    let codes = text.components(separatedBy: "\u{1B}").dropFirst().map { $0.prefix { $0 != "m" } }
    #expect(Set(codes).isSubset(of: ["[0", "[1", "[2", "[31", "[32", "[33"]), "\(Set(codes))")
  }
}
