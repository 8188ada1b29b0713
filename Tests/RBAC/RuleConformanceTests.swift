// SPDX-License-Identifier: Apache-2.0

import RBAC
import Testing

@Suite struct RuleConformanceTests {
  private struct Authorization: Decodable {
    var rules: [RecordedRule]
    var requests: [RecordedRequest]
    var allowed: String
  }

  private struct Cover: Decodable {
    var owner: [RecordedRule]
    var servant: [RecordedRule]
    var covers: Bool
  }

  @Test func rulesAllowTheRequestsThatTheServerAllowed() throws {
    let recorded = try Conformance.lines(of: "authorize.jsonl", as: Authorization.self)
    var verdicts = 0
    for (number, line) in recorded.enumerated() {
      let rules = line.rules.map(\.rule)
      try #require(line.requests.count == line.allowed.count)
      for (request, answer) in zip(line.requests.map(\.request), line.allowed) {
        let allowed = rules.contains { $0.allows(request) }
        #expect(allowed == (answer == "1"), "line \(number + 1): \(request)")
        verdicts += 1
      }
    }
    #expect(verdicts > 0)
  }

  @Test func setsCoverWhatTheServerLetTheirOwnersGrant() throws {
    let recorded = try Conformance.lines(of: "covers.jsonl", as: Cover.self)
    #expect(!recorded.isEmpty)
    for (number, line) in recorded.enumerated() {
      let owner = AtomSet(line.owner.map(\.rule), scope: .cluster)
      let servant = AtomSet(line.servant.map(\.rule), scope: .cluster)
      #expect(owner.covers(servant) == line.covers, "line \(number + 1)")
      #expect(
        line.owner.map(\.rule).cover(line.servant.map(\.rule)) == line.covers,
        "line \(number + 1)")
      let difference = RuleDifference(from: owner, to: servant)
      #expect(difference.added.isEmpty == line.covers, "line \(number + 1)")
    }
  }
}
