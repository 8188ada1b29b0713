// SPDX-License-Identifier: Apache-2.0

import Analysis
import Manifests
import RBAC
import TestSupport
import Testing
import YAMLSyntax

/// Reviews are read in two ways: by a scanner that gives up at the first doubt, and as a tree.
struct ReviewTwinsTests {
  /// What the scanner makes of a line; `nil` where it gives up.
  private func scanned(_ line: [UInt8]) -> (user: User, request: Request)? {
    line.withUnsafeBufferPointer { line in
      var words = ReviewWords()
      return ReviewScanner.read(line, into: &words) ? words.strings : nil
    }
  }

  private func read(_ line: [UInt8]) throws -> AccessReview? {
    var reader = JSONReader()
    return try reader.read(SourceText(name: "line", bytes: line)).map { try AccessReview($0) }
  }

  /// Whether the scanner took the line; what it takes is what the tree says.
  private func isTaken(_ line: [UInt8], _ comment: Testing.Comment) throws -> Bool {
    guard let scanned = scanned(line) else { return false }
    let read = try #require(try read(line), comment)
    #expect(scanned.user == read.user, comment)
    #expect(scanned.request == read.request, comment)
    return true
  }

  @Test(arguments: [
    #"{"user":"jane","groups":["a","b"],"resourceAttributes":{"verb":"get","resource":"pods"}}"#,
    #"{"user": "jane", "groups": [], "nonResourceAttributes": {"path": "/metrics", "verb": "get"}}"#,
    #"""
    {"kind":"SubjectAccessReview","apiVersion":"authorization.k8s.io/v1",\#
    "metadata":{"creationTimestamp":null},"spec":{"resourceAttributes":{"namespace":"n",\#
    "verb":"create","group":"apps","version":"v1","resource":"deployments",\#
    "subresource":"scale","name":"a"},"user":"jane","groups":["a"],"uid":"1"},\#
    "status":{"allowed":false}}
    """#,
    #"{ "user": "j", "resourceAttributes": { "name": "a" } }"#,
  ])
  func theScannerTakesWhatProgramsWrite(line: String) throws {
    #expect(try isTaken(Array(line.utf8), "\(line)"))
  }

  @Test(arguments: [
    #"{"user":"j\u0061ne","resourceAttributes":{"verb":"get"}}"#,
    #"{"user":"jané","resourceAttributes":{"verb":"get"}}"#,
    #"{"user":"jane","user":"joe","resourceAttributes":{"verb":"get"}}"#,
    #"{"user":"jane","resourceAttributes":{"verb":"get","verb":"list"}}"#,
    #"{"user":"jane","extra":{},"resourceAttributes":{"verb":"get"}}"#,
    #"{"user":null,"resourceAttributes":{"verb":"get"}}"#,
    #"{"user":"jane","groups":["a",1],"resourceAttributes":{"verb":"get"}}"#,
    #"{"user":"jane","resourceAttributes":null,"nonResourceAttributes":{"verb":"get"}}"#,
    #"{"user":"jane","resourceAttributes":{"verb":"get"},"spec":{"user":"joe"}}"#,
    #"{"spec":{"user":"joe","resourceAttributes":{"verb":"get"}},"user":"jane"}"#,
    #"{"user":"jane","nonResourceAttributes":{"verb":"get"},"resourceAttributes":{"verb":"get"}}"#,
    "{\"user\":\"jane\t\",\"resourceAttributes\":{\"verb\":\"get\"}}",
    #"{"user":"jane","resourceAttributes":{"verb":"get"}"#,
    #"{"user":"jane","resourceAttributes":{"verb":"get"}}}"#,
    #"{"user":"jane","resourceAttributes":{"verb":"get"},}"#,
    #"{"resourceAttributes":{"verb":"get"}}"#, #"{"user":"","resourceAttributes":{"verb":"get"}}"#,
    #"{"user":"jane"}"#, "{}", "", "[]", "null",
  ])
  func theScannerGivesUpAtAnythingElse(line: String) {
    #expect(scanned(Array(line.utf8)) == nil)
  }

  @Test(arguments: [0x5EED_0020 as UInt64])
  func bothWaysReadTheSame(seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    var taken = 0
    for number in 0..<20_000 {
      var line = randomReview(&random)
      #expect(try isTaken(line, "seed \(seed), line \(number)"))
      for _ in 0..<Int.random(in: 1...3, using: &random) { mutate(&line, &random) }
      let text = String(decoding: line, as: UTF8.self)
      if try isTaken(line, "seed \(seed), line \(number): \(text)") { taken += 1 }
    }
    // Most changes are of what words spell, and some break the line: both must be common.
    #expect((1_000...19_000).contains(taken))
  }

  private func randomReview(_ random: inout RandomSource) -> [UInt8] {
    let space = Bool.random(using: &random) ? "" : " "
    func word() -> String {
      let words = ["", "get", "pods", "a", "system:serviceaccount:x:agent", "apps/v1 {}[],:"]
      return words.randomElement(using: &random) ?? ""
    }
    func object(_ members: [(String, String)]) -> String {
      let some = members.dropFirst().filter { _ in Int.random(in: 0..<4, using: &random) > 0 }
      let texts = ([members[0]] + some).shuffled(using: &random).map {
        "\"\($0.0)\":\(space)\($0.1)"
      }
      return "{" + texts.joined(separator: "," + space) + "}"
    }
    func string() -> String { "\"\(word())\"" }
    let attributes =
      Int.random(in: 0..<5, using: &random) == 0
      ? "\"nonResourceAttributes\":" + object([("path", string()), ("verb", string())])
      : "\"resourceAttributes\":"
        + object(
          ["verb", "group", "resource", "subresource", "namespace", "name", "version"].map {
            ($0, string())
          })
    let groups = (0..<Int.random(in: 0...3, using: &random)).map { _ in string() }
    let members = [
      "\"user\":\(space)\"jane\(word())\"", "\"groups\":[\(groups.joined(separator: ","))]",
      "\"uid\":\(string())", attributes,
    ].filter {
      $0 == attributes || $0.hasPrefix("\"user") || Int.random(in: 0..<4, using: &random) > 0
    }
    let spec = "{" + members.shuffled(using: &random).joined(separator: ",\(space)") + "}"
    guard Bool.random(using: &random) else { return Array(spec.utf8) }
    return Array(
      object([
        ("spec", spec), ("kind", string()), ("apiVersion", string()),
        ("metadata", "{\"creationTimestamp\":null}"), ("status", "{\"allowed\":false}"),
      ]).utf8)
  }

  private func mutate(_ line: inout [UInt8], _ random: inout RandomSource) {
    guard !line.isEmpty else { return }
    let bytes = Array("\"\\{}[]:, \tnu0-\u{e9}\u{0}~".utf8)
    let place = Int.random(in: line.indices, using: &random)
    let length = Int.random(in: 1...min(20, line.count - place), using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: line[place] = bytes.randomElement(using: &random) ?? 0
    case 1: line.insert(bytes.randomElement(using: &random) ?? 0, at: place)
    case 2: line.removeSubrange(place..<place + length)
    case 3:
      let other = Int.random(in: line.indices, using: &random)
      line.insert(contentsOf: Array(line[place..<place + length]), at: other)
    default: line[place] = UInt8.random(in: .min ... .max, using: &random)
    }
  }
}
