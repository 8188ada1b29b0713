// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// What a real API server makes of generated manifests.
@Suite(
  .serialized, .enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped))
struct AppliedManifestsTests {
  /// An installation with names of its own: the tests share a server.
  struct Installation: CustomTestStringConvertible, Sendable {
    var namespace: String
    var options: [String]
    var watched: [String] = []
    var kubernetes = "1.20"

    var testDescription: String { namespace }

    var set: [String] {
      options + ["--kube-version", kubernetes]
        + watched.flatMap { ["--watch-namespace", $0] }
    }

    var command: [String] {
      ["generate", "manifests", "--cluster-name", "test: \"1\"", "--name", namespace]
        + ["--service-account", "\(namespace):robot"] + set
    }
  }

  static let installations = [
    Installation(
      namespace: "applied-first",
      options: ["--actions", "scale:service,delete:pod", "--agent-version", "0.1.104"]),
    Installation(
      namespace: "applied-whole",
      options: ["--actions", "all", "--capabilities", "default"]),
    Installation(
      namespace: "applied-confined",
      options: ["--actions", "basic,drain:node", "--capabilities", "watch:pod,watch:node"],
      watched: ["applied-shop", "applied-till"]),
    Installation(
      namespace: "applied-parts",
      options: [
        "--actions", "basic,advanced,exec:pod", "--capabilities", "collect:metrics",
        "--roles-per", "access",
      ], watched: ["applied-shop"]),
    Installation(
      namespace: "applied-actions",
      options: ["--actions", "basic,podExec", "--roles-per", "action"], watched: ["applied-own"]),
    Installation(namespace: "applied-none", options: ["--actions", "none"]),
  ]

  private func makeNamespaces(_ installation: Installation, _ server: APIServer) throws {
    for name in [installation.namespace] + installation.watched {
      let text = "apiVersion: v1\nkind: Namespace\nmetadata: {name: \(name)}\n"
      let outcome = try KubectlProgram.run(["apply", "-f", "-"], input: text, on: server)
      try #require(outcome.status == 0, "\(outcome.error)")
    }
  }

  @Test(arguments: installations)
  func theyAreAcceptedAndReadBackEqual(installation: Installation) async throws {
    let server = try await APIServer.shared
    try makeNamespaces(installation, server)
    let manifests = try RolefitBinary.run(installation.command)
    try #require(manifests.status == 0, "\(manifests.error)")
    for mode in ["server", "none"] {
      let outcome = try KubectlProgram.run(
        ["apply", "--dry-run=\(mode)", "-f", "-"], input: manifests.output, on: server)
      #expect(outcome.status == 0, "\(outcome.error)")
    }
    let objects = try RolefitBinary.run(installation.command + ["-o", "json"]).json()
    let stored = try JSON(
      parsing: try KubectlProgram.run(
        ["get", "-f", "-", "-o", "json"], input: manifests.output, on: server
      ).output)
    let found = stored["items"].array
    try #require(found.count == objects["items"].array.count)
    for (wanted, got) in zip(objects["items"].array, found) {
      let title = "\(wanted["kind"]) \(wanted["metadata"]["name"])"
      #expect(Self.difference(of: wanted, in: got, at: title) == nil)
    }
  }

  /// Where `got` lacks something of `wanted`: a server adds defaults and changes nothing.
  private static func difference(of wanted: JSON, in got: JSON, at path: String) -> String? {
    if !wanted.object.isEmpty {
      return wanted.object.lazy.compactMap { key, value in
        difference(of: value, in: got[key], at: "\(path).\(key)")
      }.first
    }
    let elements = wanted.array
    guard !elements.isEmpty, elements.count == got.array.count else {
      // Of an empty list the server gives nothing back.
      let isSame = wanted == got || (wanted == [] && got == .null)
      return isSame ? nil : "\(path): \(wanted) is \(got)"
    }
    return elements.indices.lazy.compactMap { index in
      difference(of: elements[index], in: got[index], at: "\(path)[\(index)]")
    }.first
  }

  @Test(arguments: installations)
  func theFolderIsAppliedAndTheServerGrantsTheSetAlone(
    installation: Installation
  ) async throws {
    let server = try await APIServer.shared
    try makeNamespaces(installation, server)
    let folder = try TemporaryDirectory()
    let written = try RolefitBinary.run(installation.command + ["--output-dir", folder.path])
    try #require(written.status == 0, "\(written.error)")
    let applied = try KubectlProgram.run(["apply", "-k", folder.path], on: server)
    #expect(applied.status == 0, "\(applied.error)")
    let user = "system:serviceaccount:\(installation.namespace):robot"
    let rules = try RolefitBinary.run(
      ["rules", "-o", "json"]
        + Self.without("--roles-per", installation.set))
    let needs = try rules.json()["rules"].array
    for rule in needs {
      for spec in Self.reviews(of: rule, user: user) {
        try await server.expectReview(of: spec, toBe: true)
      }
    }
    guard !installation.testDescription.hasSuffix("whole") else { return }
    for resource in ["secrets", "serviceaccounts"] {
      let spec: JSON = [
        "user": .string(user),
        "resourceAttributes": [
          "verb": "delete", "group": "", "resource": .string(resource), "namespace": "kube-system",
        ],
      ]
      #expect(try await server.review(spec) == false)
    }
    for rule in needs where rule["namespace"].string != nil {
      for spec in Self.reviews(of: rule, user: user, in: "kube-system")
      where !Self.isNeeded(spec, by: needs) {
        #expect(try await server.review(spec) == false, "\(spec)")
      }
    }
  }

  private static func without(_ option: String, _ words: [String]) -> [String] {
    guard let place = words.firstIndex(of: option) else { return words }
    return Array(words[..<place] + words[(place + 2)...])
  }

  /// Whether a rule for the whole cluster allows what is asked.
  private static func isNeeded(_ spec: JSON, by rules: [JSON]) -> Bool {
    let asked = spec["resourceAttributes"]
    let parts = [asked["resource"].string, asked["subresource"].string].compactMap(\.self)
    let resource = JSON.string(parts.filter { !$0.isEmpty }.joined(separator: "/"))
    return rules.contains { rule in
      rule["namespace"].string == nil && rule["verbs"].array.contains(asked["verb"])
        && rule["apiGroups"].array.contains(asked["group"])
        && rule["resources"].array.contains(resource)
    }
  }

  /// The questions that a rule answers with yes.
  private static func reviews(of rule: JSON, user: String, in namespace: String? = nil) -> [JSON] {
    var specs: [JSON] = []
    for verb in rule["verbs"].array {
      for url in rule["nonResourceURLs"].array {
        specs.append([
          "user": .string(user), "nonResourceAttributes": ["path": url, "verb": verb],
        ])
      }
      for group in rule["apiGroups"].array {
        for resource in rule["resources"].array {
          let parts = (resource.string ?? "").split(separator: "/", maxSplits: 1).map(String.init)
          specs.append([
            "user": .string(user),
            "resourceAttributes": [
              "verb": verb, "group": group, "resource": .string(parts[0]),
              "subresource": .string(parts.count > 1 ? parts[1] : ""),
              "name": rule["resourceNames"][0].string.map { .string($0) } ?? "",
              "namespace": .string(namespace ?? rule["namespace"].string ?? ""),
            ],
          ])
        }
      }
    }
    return specs
  }
}
