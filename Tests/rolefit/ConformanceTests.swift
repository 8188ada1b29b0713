// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// The verdicts of a real API server, asked of the command line.
struct ConformanceTests {
  private static let group = "rbac.authorization.k8s.io"

  private func lines(_ name: String) throws -> [JSON] {
    let folder =
      ProcessInfo.processInfo.environment["ROLEFIT_CONFORMANCE"] ?? Fixtures.path("Conformance")
    let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    return try text.split(separator: "\n").map { try JSON(parsing: String($0)) }
  }

  private func object(_ kind: String, _ name: String, _ members: [String: JSON]) -> JSON {
    .object(
      [
        "apiVersion": .string("\(Self.group)/v1"), "kind": .string(kind),
        "metadata": .object(["name": .string(name)]),
      ].merging(members) { _, given in given })
  }

  private func review(_ user: String, groups: JSON, _ request: JSON) -> String {
    let key = request["path"].string == nil ? "resourceAttributes" : "nonResourceAttributes"
    return JSON.object(["user": .string(user), "groups": groups, key: request]).text
  }

  private func answers(_ reviews: [String], _ manifests: [JSON]) throws -> [Bool] {
    let folder = try TemporaryDirectory()
    let file = try folder.write(manifests.map(\.text).joined(separator: "\n"), to: "objects.json")
    let run = try RolefitBinary.run(
      ["can-i", "--batch", "-", file], input: reviews.joined(separator: "\n"))
    #expect(run.status == 0)
    #expect(run.error == "")
    return try run.output.split(separator: "\n").map { line in
      try JSON(parsing: String(line))["allowed"].bool ?? false
    }
  }

  @Test func requestsOfOneRoleAreAnsweredAsTheServerDid() throws {
    var objects: [JSON] = []
    var reviews: [String] = []
    var expected: [Bool] = []
    for (index, line) in try lines("authorize.jsonl").enumerated() {
      let name = "c\(index)"
      let reference: JSON = .object([
        "apiGroup": .string(Self.group), "kind": .string("ClusterRole"), "name": .string(name),
      ])
      let subject: JSON = .object([
        "apiGroup": .string(Self.group), "kind": .string("User"), "name": .string(name),
      ])
      objects.append(object("ClusterRole", name, ["rules": line["rules"]]))
      objects.append(
        object(
          "ClusterRoleBinding", name, ["roleRef": reference, "subjects": .array([subject])]))
      reviews += line["requests"].array.map {
        review(name, groups: .array([.string("system:authenticated")]), $0)
      }
      expected += (line["allowed"].string ?? "").map { $0 == "1" }
    }
    #expect(expected.contains(true))
    #expect(try answers(reviews, objects) == expected)
  }

  @Test func requestsThroughBindingsAreAnsweredAsTheServerDid() throws {
    for (index, line) in try lines("bindings.jsonl").enumerated() {
      let list: JSON = .object([
        "apiVersion": .string("v1"), "kind": .string("List"), "items": line["objects"],
      ])
      let reviews = line["checks"].array.map {
        review($0["user"].string ?? "", groups: $0["groups"], $0["request"])
      }
      let expected = line["checks"].array.map { $0["allowed"].bool ?? false }
      #expect(try answers(reviews, [list]) == expected, "line \(index + 1)")
    }
  }

  /// A run for each line takes long: every thirtieth stands for all, which the algebra's own tests
  /// replay.
  @Test func whatAnOwnerCoversAddsNothing() throws {
    let folder = try TemporaryDirectory()
    for (index, line) in try lines("covers.jsonl").enumerated() where index.isMultiple(of: 30) {
      let files = try ["owner", "servant"].map { name in
        try folder.write(
          object("ClusterRole", name, ["rules": line[name]]).text, to: "\(name).json")
      }
      let run = try RolefitBinary.run(["diff", "-o", "json", "--fail-on", "added"] + files)
      let covers = line["covers"].bool ?? false
      #expect(try run.json()["added"].array.isEmpty == covers, "line \(index + 1)")
      #expect(run.status == (covers ? 0 : 1), "line \(index + 1)")
    }
  }

  @Test func whatTheServerRejectedIsAnError() throws {
    let folder = try TemporaryDirectory()
    for (index, line) in try lines("validate.jsonl").enumerated() where index.isMultiple(of: 10) {
      let file = try folder.write(line["object"].text, to: "object.json")
      let run = try RolefitBinary.run(["can-i", "get", "pods", "--as", "jane", file])
      #expect(
        !run.error.contains("error") == (line["accepted"].bool ?? false), "line \(index + 1)")
    }
  }
}
