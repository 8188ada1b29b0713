// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `rolefit catalog learn` on the log of an agent's account, which kubectl made on a real server.
struct CatalogLearnTests {
  static let log = Repository.path("examples/audit.jsonl")
  static let scaling = "2026-11-22T08:32:03Z,2026-11-22T08:32:04Z"
  private let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  private func learn(_ more: [String], input: String? = nil) throws -> RolefitBinary.Outcome {
    let words = ["catalog", "learn", "--action", "scale:deployment"] + more
    return try input.map { try RolefitBinary.run(words, input: $0) } ?? RolefitBinary.run(words)
  }

  /// An event of one request, as the API server logs it.
  private func event(
    _ verb: String, _ uri: String, _ object: String, at second: Int = 1, code: Int = 200
  ) -> String {
    """
    {"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata",\
    "auditID":"\(verb)-\(uri)-\(second)","stage":"ResponseComplete","requestURI":"\(uri)",\
    "verb":"\(verb)","user":{"username":"system:serviceaccount:ops:scaler"},\
    "objectRef":{\(object)},"responseStatus":{"code":\(code)},\
    "requestReceivedTimestamp":"2026-11-22T08:00:0\(second).000000Z",\
    "stageTimestamp":"2026-11-22T08:00:0\(second).100000Z"}

    """
  }

  private func scalingOf(_ name: String, in namespace: String = "shop") -> String {
    let object =
      #""resource":"deployments","namespace":"\#(namespace)","name":"\#(name)","#
      + #""apiGroup":"apps","apiVersion":"v1""#
    let uri = "/apis/apps/v1/namespaces/\(namespace)/deployments/\(name)"
    return event("get", uri, object)
      + event("patch", "\(uri)/scale", object + #","subresource":"scale""#, at: 2)
  }

  private func rules(_ catalog: String, _ action: String = "scale:deployment") throws -> JSON {
    let result = try RolefitBinary.run(
      ["rules", "--catalog", catalog, "--actions", action, "-o", "json"])
    #expect(result.status == 0, "\(result.error)")
    return try result.json()["rules"]
  }

  /// A catalog that was begun is not begun anew by mistake.
  @Test func aCatalogIsNotOverwritten() throws {
    let file = folder.path("agent.yaml")
    let words = ["--from", Self.log, "--between", Self.scaling, "--output-file", file]
    #expect(try learn(words).status == 0)
    let begun = try String(contentsOfFile: file, encoding: .utf8)
    let again = try learn(words)
    #expect(again.status == 2)
    #expect(again.error.contains("--catalog \(file)"), "\(again.error)")
    #expect(try String(contentsOfFile: file, encoding: .utf8) == begun)
    #expect(try learn(words + ["--catalog", file]).status == 0)
    #expect(try learn(words + ["--force"]).status == 0)
    #expect(try learn(words + ["--check"]).status == 0)
  }

  @Test func whatWasSeenBetweenTwoTimesIsAllowed() throws {
    let file = folder.path("agent.yaml")
    let made = try learn([
      "--from", Self.log, "--between", Self.scaling, "--no-optional-reads", "--output-file", file,
    ])
    #expect(made.status == 0, "\(made.error)")
    let valid = try RolefitBinary.run(["catalog", "validate", file])
    #expect(valid.output == "agent@0.1.0: 1 action, 0 capabilities\n", "\(valid.error)")
    let expected: JSON = [
      [
        "apiGroups": ["apps"], "resources": ["deployments"], "resourceNames": ["web"],
        "verbs": ["get"],
      ],
      [
        "apiGroups": ["apps"], "resources": ["deployments/scale"], "resourceNames": ["web"],
        "verbs": ["patch"],
      ],
    ]
    #expect(try rules(file) == expected)
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text.contains("audit log audit.jsonl: 1 request, at 2026-11-22T08:32:03.386318Z"))
    #expect(!text.contains("nonResourceURL"), "discovery is no action's")
  }

  @Test func whatVariesBetweenRunsIsLeftOpen() throws {
    let logs = [
      try folder.write(scalingOf("web"), to: "first.jsonl"),
      try folder.write(scalingOf("api"), to: "second.jsonl"),
    ]
    let file = folder.path("agent.yaml")
    let made = try learn(["--from", logs[0], "--from", logs[1], "--output-file", file])
    #expect(made.status == 0, "\(made.error)")
    let expected: JSON = [
      ["apiGroups": ["apps"], "resources": ["deployments"], "verbs": ["get"]],
      ["apiGroups": ["apps"], "resources": ["deployments/scale"], "verbs": ["patch"]],
    ]
    #expect(try rules(file) == expected)

    // One after the other comes to the same.
    let later = folder.path("later.yaml")
    _ = try learn(["--from", logs[0], "--output-file", later])
    let widened = try learn(["--from", logs[1], "--catalog", later, "--output-file", later])
    #expect(widened.status == 0)
    #expect(
      widened.error.contains("widened 'get deployments.apps' to whatever the name"),
      "\(widened.error)")
    #expect(
      try String(contentsOfFile: later, encoding: .utf8)
        == String(contentsOfFile: file, encoding: .utf8))
  }

  @Test func learningAgainChangesNothing() throws {
    let log = try folder.write(scalingOf("web"), to: "log.jsonl")
    let first = try learn(["--from", log]).output
    let catalog = try folder.write(first, to: "agent.yaml")
    let again = try learn(["--from", log, "--catalog", catalog])
    #expect(again.output == first)
    #expect(again.error.contains("nothing new was seen"), "\(again.error)")
  }

  /// An action of somebody's own catalog, with their comments, and resources of their own.
  @Test func aWrittenCatalogKeepsWhatItSays() throws {
    let original = try String(
      contentsOfFile: Repository.path("docs/catalogs/external-secrets.yaml"), encoding: .utf8)
    let catalog = try folder.write(original, to: "own.yaml")
    let widget =
      #""resource":"widgets","namespace":"shop","name":"w","apiGroup":"example.com","#
      + #""apiVersion":"v1""#
    let log = try folder.write(
      scalingOf("web")
        + event("patch", "/apis/example.com/v1/namespaces/shop/widgets/w", widget, at: 3),
      to: "log.jsonl")
    let made = try learn(["--from", log, "--catalog", catalog])
    #expect(made.status == 0, "\(made.error)")
    let lines = made.output.split(separator: "\n", omittingEmptySubsequences: false)
    let difference = lines.difference(
      from: original.split(separator: "\n", omittingEmptySubsequences: false))
    #expect(difference.removals.isEmpty, "\(difference.removals)")
    #expect(made.output.contains("  - {group: example.com, resource: widgets}\n"))
    let valid = try RolefitBinary.run(["catalog", "validate", "-"], input: made.output)
    #expect(valid.status == 0, "\(valid.error)")
    let file = try folder.write(made.output, to: "new.yaml")
    #expect(try rules(file).array.count == 3)
    #expect(try rules(file, "sync:externalsecret") == rules(catalog, "sync:externalsecret"))
  }

  @Test func readsOfWhatIsWrittenAreOptionalWhereThatIsSaid() throws {
    let made = try learn(["--from", "-", "--optional-reads"], input: scalingOf("web"))
    #expect(made.output.contains("optional: true"))
    let file = try folder.write(made.output, to: "agent.yaml")
    #expect(try rules(file).array.map { $0["verbs"] } == [["patch"]])
  }

  /// kubectl looks up what it changes for its own; another client may have to.
  @Test func readsOfWhatIsWrittenAreOptionalWhereKubectlDoesThem() throws {
    func verbs(_ words: [String], _ log: String) throws -> [JSON] {
      let made = try learn(["--from", "-"] + words, input: log)
      return try rules(try folder.write(made.output, to: "agent.yaml")).array.map { $0["verbs"] }
    }
    let others = scalingOf("web")
    let kubectls = others.replacing(
      #""level":"Metadata""#, with: #""level":"Metadata","userAgent":"kubectl/v1.32.0 (linux)""#)
    #expect(try verbs([], others) == [["get"], ["patch"]])
    #expect(try verbs([], kubectls) == [["patch"]])
    #expect(try verbs(["--no-optional-reads"], kubectls) == [["get"], ["patch"]])
    // Where both do, it is not kubectl's own.
    #expect(try verbs([], kubectls + others) == [["get"], ["patch"]])
  }

  @Test func theAgentsOwnNamespaceIsItsOwn() throws {
    let made = try learn(["--from", "-"], input: scalingOf("web", in: "ops") + scalingOf("web"))
    #expect(made.output.contains("namespace: ops\n  serviceAccount: scaler\n"))
    #expect(made.output.contains("scope: own") && made.output.contains("scope: watched"))
  }

  /// What a name has of the account or of the agent's namespace, and only where it varies as that
  /// does.
  @Test func whatAnInstallationIsCalledIsATemplate() throws {
    func map(_ name: String, _ namespace: String, _ account: String) -> String {
      event(
        "get", "/api/v1/namespaces/\(namespace)/configmaps/\(name)",
        #""resource":"configmaps","namespace":"\#(namespace)","name":"\#(name)""#
      ).replacingOccurrences(of: "ops:scaler", with: "\(namespace):\(account)")
    }
    let catalog = folder.path("agent.yaml")
    func learned(_ log: String) throws -> [JSON] {
      let known = FileManager.default.fileExists(atPath: catalog) ? ["--catalog", catalog] : []
      let made = try learn(["--from", "-", "--output-file", catalog] + known, input: log)
      #expect(made.status == 0, "\(made.error)")
      let text = try String(contentsOfFile: catalog, encoding: .utf8)
      return text.split(separator: "\n").filter { $0.contains("request:") }.map {
        .string(String($0.split(separator: "name: ").last?.dropLast() ?? ""))
      }
    }
    #expect(try learned(map("scaler-a", "ops", "scaler")) == ["scaler-a"])
    #expect(try learned(map("mover-a", "tools", "mover")) == [#""{serviceAccount}-a""#])
    #expect(try learned(map("third-a", "x", "third")) == [#""{serviceAccount}-a""#])
    #expect(try learned(map("third-b", "x", "third")) == ["any"])

    try FileManager.default.removeItem(atPath: catalog)
    #expect(try learned(map("in-ops", "ops", "scaler")) == ["in-ops"])
    #expect(try learned(map("in-tools", "tools", "scaler")) == [#""in-{namespace}""#])
  }

  @Test(arguments: [
    [], ["--from", Self.log, "--", "true"], ["--from", Self.log, "--between", "yesterday"],
    ["--from", Self.log, "--action", "Scale"], ["--between", Self.scaling, "--", "true"],
  ])
  func wrongCommandLinesAreRefused(words: [String]) throws {
    #expect(try learn(words).status == 64)
  }

  @Test func twoTimesOfALogAreTwoRuns() throws {
    let log = scalingOf("web") + scalingOf("api").replacingOccurrences(of: "08:00", with: "09:00")
    let path = try folder.write(log, to: "log.jsonl")
    let made = try learn([
      "--from", path, "--between", "2026-11-22T08:00:00Z,2026-11-22T08:30:00Z", "--between",
      "2026-11-22T09:00:00Z,2026-11-22T09:30:00Z",
    ])
    #expect(made.status == 0 && made.output.contains("name: any"), "\(made.error)")
    // In one run both names belong to the action.
    let once = try learn(["--from", path])
    #expect(!once.output.contains("name: any") && once.output.contains("name: api"))
  }

  @Test func whatWasRefusedIsLearnedAndSaid() throws {
    let object = #""resource":"pods","namespace":"shop","name":"p","apiVersion":"v1""#
    let made = try learn(
      ["--from", "-"],
      input: event("delete", "/api/v1/namespaces/shop/pods/p", object, code: 403))
    #expect(made.output.contains("verb: delete") && made.output.contains("access: destructive"))
    #expect(made.error.contains("was refused"), "\(made.error)")
  }

  @Test func nothingIsLearnedFromNothing() throws {
    let window = "2020-01-01,2020-01-02"
    let result = try learn(["--from", Self.log, "--between", window])
    #expect(result.status == 2 && result.output.isEmpty)
  }
}
