// SPDX-License-Identifier: Apache-2.0

import RBAC
import TestSupport
import Testing

/// Random roles and bindings in a real cluster: `can-i --live` says of them what the API server
/// says.
@Suite(.enabled(if: APIServer.isAvailable, APIServer.whySkipped))
struct LiveAgreementTests {
  private static let sets = 300

  @Test func answersAsTheServerDoes() async throws {
    let server = try await APIServer.shared
    var objects: [JSON] = []
    var reviews: [JSON] = []
    for number in 0..<Self.sets {
      var set = RandomSet(number, prefix: "agree")
      objects += set.objects()
      reviews += (0..<4).map { _ in set.review() }
    }
    for name in Set(objects.compactMap { $0["metadata"]["namespace"].string }).sorted() {
      try await server.createNamespace(name)
    }
    let statuses = try await Self.each(objects) { object in
      try await server.request("POST", APIServer.collectionPath(of: object), body: object).status
    }
    #expect(statuses.filter { $0 == 201 }.count > Self.sets * 4)

    let lines = reviews.map(\.text).joined(separator: "\n")
    let outcome = try RolefitBinary.run(
      ["can-i", "--batch", "-", "--kubeconfig", server.kubeconfig], input: lines)
    #expect(outcome.status == 0, "\(outcome.error)")
    let answers = try outcome.output.split(separator: "\n").map { try JSON(parsing: String($0)) }
    try #require(answers.count == reviews.count)
    #expect(answers.contains { $0["allowed"] == true })
    let verdicts = try await Self.each(reviews) { try await server.review($0) }
    for (index, answer) in answers.enumerated() {
      #expect(answer["undetermined"] == false)
      let allowed = answer["allowed"] == true
      // The server's cache may be a moment behind: only a difference that stays is one.
      if verdicts[index] != allowed {
        try await server.expectReview(of: reviews[index], toBe: allowed)
      }
    }
  }

  /// What `body` makes of each input, in order, a few at once.
  private static func each<Output: Sendable>(
    _ inputs: [JSON], _ body: @escaping @Sendable (JSON) async throws -> Output
  ) async throws -> [Output] {
    let width = 4
    return try await withThrowingTaskGroup(of: [Int: Output].self) { group in
      for part in 0..<width {
        group.addTask {
          var outputs: [Int: Output] = [:]
          for index in stride(from: part, to: inputs.count, by: width) {
            outputs[index] = try await body(inputs[index])
          }
          return outputs
        }
      }
      let all = try await group.reduce(into: [:]) { $0.merge($1) { $1 } }
      return inputs.indices.compactMap { all[$0] }
    }
  }
}
