// SPDX-License-Identifier: Apache-2.0

import Analysis
import RBAC
import TestSupport
import Testing

/// Every route that the API server alone decides is carried out on a real one, as the account, and
/// refused there once any one grant of it is missing.
///
/// Not carried out: `anonymous`, which asks for nothing, and `constrained-impersonation`, which is
/// newer than that server.
@Suite(.enabled(if: APIServer.isAvailable, APIServer.whySkipped))
struct LiveReachTests {
  private static let notCarriedOut = ["anonymous", "constrained-impersonation"]

  @Test func namesWhatIsNotCarriedOut() {
    let decided = RouteRegistry.all.filter { $0.certainty == .decided }.map { $0.id }
    let carriedOut = Set(LiveWay.all.flatMap(\.routes))
    #expect(Set(decided) == carriedOut.union(Self.notCarriedOut))
  }

  @Test(arguments: LiveWay.all.map(\.name))
  func leadsToTheGoal(_ name: String) async throws {
    let way = try #require(LiveWay.all.first { $0.name == name })
    let result = try #require(way.result)
    #expect(result.verdict == .reachable && result.certainty == .decided)
    let routes = result.path.map(\.route).filter { $0 != ReachStep.direct }
    #expect(routes == way.routes, "\(result.path)")
    let server = try await APIServer.shared
    let walk = try await LiveWalk(way, on: server)
    #expect(try await walk.goal(as: walk.own) == 403)
    let refusal = try await walk.take(result.path)
    #expect(refusal == nil, "\(refusal ?? "")")
  }

  @Test(arguments: LiveWay.all.map(\.name))
  func needsEachOfItsGrants(_ name: String) async throws {
    let way = try #require(LiveWay.all.first { $0.name == name })
    let path = try #require(way.result).path
    let server = try await APIServer.shared
    for number in 0..<way.grantCount {
      let less = way.without(number)
      #expect(less.result?.verdict == .unreachable, "\(less.name): \(way.grant(number))")
      let walk = try await LiveWalk(less, on: server)
      // The same path, in the names of the set that lacks the grant.
      let moved = path.map { $0.moved(from: way.namespace, to: less.namespace) }
      let refusal = try await walk.take(moved)
      #expect(refusal != nil, "\(less.name): \(way.grant(number)) is not needed")
    }
  }
}

extension PathStep {
  /// The step in another namespace.
  fileprivate func moved(from old: String, to new: String) -> PathStep {
    var step = self
    step.user = User(
      name: user.name.replacing(old, with: new),
      groups: user.groups.map { $0.replacing(old, with: new) })
    step.yields = yields.replacing(old, with: new)
    for index in step.requests.indices {
      guard case .resource(var request) = step.requests[index].request else { continue }
      request.namespace = request.namespace.replacing(old, with: new)
      request.name = request.name.replacing(old, with: new)
      step.requests[index].request = .resource(request)
    }
    return step
  }
}
