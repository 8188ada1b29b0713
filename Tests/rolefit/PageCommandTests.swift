// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// The pages of `-o html`, as their users ask for them.
struct PageCommandTests {
  private static let versions = ["--agent-version", "0.1.104", "--kube-version", "1.33"]

  private static let commands: [(name: String, arguments: [String])] = [
    (
      "verify",
      ["verify", "examples/bound.yaml", "--actions", "scale:deployment,delete:pod,exec:pod"]
        + ["--forbid", "delete:pod,cordon:node"] + versions
    ),
    ("lint", ["lint", "examples/clusterrole.yaml", "--kube-version", "1.33"]),
    (
      "can-i",
      ["can-i", "--list", "-A", "--as", "jane", "examples/reach.yaml", "--kube-version", "1.33"]
    ),
    ("who-can", ["who-can", "patch", "deployments", "-n", "shop", "examples/reach.yaml"]),
    (
      "who-can-matrix",
      ["who-can", "--matrix", "deployments,secrets", "-n", "shop", "examples/reach.yaml"]
        + ["--kube-version", "1.33"]
    ),
    (
      "reach",
      ["reach", "examples/reach.yaml", "--closed-world", "--to", "cluster-admin,secrets,node"]
        + ["--kube-version", "1.33"]
    ),
    (
      "usage",
      ["usage", "examples/audit.jsonl", "--role", "examples/bound.yaml"]
        + ["--kube-version", "1.33"]
    ),
  ]

  @Test(arguments: commands.map(\.name))
  func aPageIsAsRecorded(name: String) throws {
    let arguments = try #require(Self.commands.first { $0.name == name }).arguments
    let page = try RolefitBinary.run(arguments + ["-o", "html"])
    #expect(page.output.hasPrefix("<!doctype html>"), "\(page.error)")
    try Golden.expect(PageContent.of(page.output), named: "Reports/HTML/\(name).html")
  }

  @Test(arguments: commands.map(\.name))
  func aPageInAFileIsTheSame(name: String) throws {
    let arguments = try #require(Self.commands.first { $0.name == name }).arguments
    let folder = try TemporaryDirectory()
    let path = "\(folder.path)/page.html"
    let shown = try RolefitBinary.run(arguments + ["-o", "html"])
    let written = try RolefitBinary.run(arguments + ["-o", "html=\(path)"])
    #expect(written.output.isEmpty && written.status == shown.status, "\(written.error)")
    #expect(try folder.read("page.html") == shown.output)
  }

  @Test(arguments: ["html=", "yaml", "=a"])
  func whatIsNoFormatIsUsage(format: String) throws {
    for arguments in [["reach"], ["who-can", "get", "pods"], ["can-i", "--list"]] {
      let outcome = try RolefitBinary.run(arguments + ["examples/reach.yaml", "-o", format])
      #expect(outcome.status == 64 && outcome.output.isEmpty)
    }
  }

  @Test func aPageNeedsNoScriptAndItsPolicyAllowsItsOwnAlone() throws {
    let folder = try TemporaryDirectory()
    #expect(try PageChecker.staticProblems(Self.write(Self.commands, to: folder)) == "")
    let page = try folder.read("reach.html")
    for change in [
      ("default-src 'none'", "default-src *", "the policy is"),
      ("</style>", " </style>", "the policy is"),
      ("<td class=\"possible\">", "<td class=\"possible\">x", "do not show the data"),
      ("<main", "<!-- x --><main", "it has a comment"),
      ("<main", "<script></script><main", "other scripts"),
    ] {
      let path = try folder.write(page.replacing(change.0, with: change.1), to: "changed.html")
      #expect(try PageChecker.staticProblems([path]).contains(change.2))
    }
  }

  @Test(.enabled(if: PageChecker.isAvailable, PageChecker.whySkipped))
  func aBrowserShowsTheDataFiltersItAndAsksForNothing() throws {
    let folder = try TemporaryDirectory()
    #expect(try PageChecker.problems(Self.write(Self.commands, to: folder)) == "")
    let page = try folder.read("reach.html")
    let path = try folder.write(
      page.replacing("<main", with: "<img src=\"https://example.com/x.png\" alt=\"x\"><main"),
      to: "asking.html")
    #expect(try PageChecker.problems([path]).contains("the console says"))
  }

  /// Names as long as an API server takes them, and names that end what they stand in.
  @Test(
    .enabled(if: PageChecker.isAvailable, PageChecker.whySkipped),
    arguments: [String(repeating: "n", count: 253), "</script><script>alert(1)</script><!--"])
  func aBrowserShowsNamesThatAreLongOrHostile(name: String) throws {
    let folder = try TemporaryDirectory()
    let path = try folder.write(
      Self.manifest(of: name).replacing("verbs: [\"*\"]", with: "verbs: [\"*\", \"\(name)\"]"),
      to: "\(name.prefix(20).filter(\.isLetter)).yaml")
    // Whom nobody binds is whoever holds it: the user of the binding is no agent's account.
    let role = try folder.write(
      Self.manifest(of: name).components(separatedBy: "\n---")[0] + "\n",
      to: "role.yaml")
    let audit = try String(contentsOfFile: Repository.path("examples/audit.jsonl"), encoding: .utf8)
    let log = try folder.write(
      audit.replacing("\"name\":\"n1\"", with: "\"name\":\"\(name)\""), to: "audit.jsonl")
    let kube = ["--kube-version", "1.33"]
    let pages = try Self.write(
      [
        ("lint", ["lint", path] + kube),
        ("verify", ["verify", role, "--actions", "delete:pod", "--forbid", "exec:pod"] + kube),
        ("who-can", ["who-can", name, "\(name.filter(\.isLetter))", path] + kube),
        ("matrix", ["who-can", "--matrix", "pods", path] + kube),
        ("can-i", ["can-i", "--list", "-A", "--as", name, path] + kube),
        ("reach", ["reach", path, "--as", name] + kube),
        ("usage", ["usage", log, "--role", path] + kube),
        ("diff", ["diff", Repository.path("examples/bound.yaml"), path] + kube),
      ], to: folder)
    #expect(try PageChecker.problems(pages) == "")
  }

  /// The pages of commands, in files.
  private static func write(
    _ commands: [(name: String, arguments: [String])], to folder: TemporaryDirectory
  ) throws -> [String] {
    try commands.map { name, arguments in
      let path = "\(folder.path)/\(name).html"
      let outcome = try RolefitBinary.run(arguments + ["-o", "html=\(path)"])
      #expect(outcome.output.isEmpty, "\(name): \(outcome.error)")
      return path
    }
  }

  @Test func aPageOfAThousandRolesIsLessThanAMegabyte() throws {
    let roles = (0..<1_000).map { number in
      RBACText.role(
        "role-\(number)", in: "space-\(number % 50)",
        ["*", "get,list", "create,delete,patch"].map { "\($0) apps deployments,things-\(number)" })
        + RBACText.binding("role-\(number)", in: "space-\(number % 50)", role: "role-\(number)")
    }
    let folder = try TemporaryDirectory()
    let path = try folder.write(roles.joined(), to: "roles.yaml")
    for arguments in [["lint", path], ["verify", path, "--actions", "all"]] {
      let page = try RolefitBinary.run(arguments + ["-o", "html"])
      #expect(page.output.hasPrefix("<!doctype html>"), "\(page.error.prefix(500))")
      #expect(page.outputBytes.count <= 1_000_000)
    }
  }

  private static func manifest(of name: String) -> String {
    """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata: {name: "\(name)"}
    rules:
    - {apiGroups: [""], resources: ["\(name)"], verbs: ["*"]}
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata: {name: "\(name)"}
    subjects: [{kind: User, name: "\(name)", apiGroup: rbac.authorization.k8s.io}]
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "\(name)"}

    """
  }

  /// A name as nobody has one, since what reads YAML takes it.
  @Test func namesOfTheInputAreText() throws {
    let name = "</script><script>alert(1)</script><!--\\u2028\\\"x"
    let folder = try TemporaryDirectory()
    try folder.write(Self.manifest(of: name), to: "rbac.yaml")
    for arguments in [
      ["lint", "rbac.yaml"], ["verify", "rbac.yaml", "--actions", "delete:pod"],
      ["who-can", "get", "x/\(name)", "rbac.yaml"], ["reach", "rbac.yaml", "--as", name],
      ["can-i", "--list", "-A", "--as", "</script><script>alert(1)</script>", "rbac.yaml"],
    ] {
      let page = try RolefitBinary.run(arguments + ["-o", "html"], directory: folder.path)
      guard !page.output.isEmpty else { continue }
      #expect(page.output.ranges(of: "<script").count == 2, "\(arguments)")
      #expect(page.output.ranges(of: "</script>").count == 2)
      #expect(!page.output.contains("<!--") && !page.output.contains("\u{2028}"))
    }
  }
}
