// SPDX-License-Identifier: Apache-2.0

import RBAC
import Testing

@Suite struct BindingConformanceTests {
  private struct Cluster: Decodable {
    struct Check: Decodable {
      var user: String
      var groups: [String]?
      var request: RecordedRequest
      var allowed: Bool
    }

    var objects: [RecordedObject]
    var checks: [Check]
  }

  /// The recorded server runs no controllers, so it would have taken an aggregated role's rules as
  /// written; the recording has no such role.
  @Test func requestsAreDecidedAsTheServerDecidedThem() throws {
    let recorded = try Conformance.lines(of: "bindings.jsonl", as: Cluster.self)
    var verdicts = 0
    for (number, line) in recorded.enumerated() {
      let policy = Policy(
        roles: line.objects.compactMap(\.role), bindings: line.objects.compactMap(\.binding))
      #expect(policy.roles.count + policy.bindings.count == line.objects.count)
      for check in line.checks {
        let request = check.request.request
        let user = User(name: check.user, groups: check.groups ?? [])
        let decision = policy.decide(request, by: user)
        #expect(decision.allowed == check.allowed, "line \(number + 1): \(user) \(request)")
        #expect(!(decision.allowed && decision.undetermined))
        verdicts += 1
      }
    }
    #expect(verdicts > 0)
  }
}
