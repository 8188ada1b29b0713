// SPDX-License-Identifier: Apache-2.0

import RBAC
import Testing

@Suite struct PolicyPropertyTests {
  @Test(arguments: [0x5EED_0001 as UInt64])
  func theIndexAnswersLikeTheDefinition(seed: UInt64) {
    for number in 0..<500 {
      let seed = seed &+ UInt64(number)
      var random = RandomPolicy(seed: seed)
      let roles = (0..<8).map { random.role($0) }
      let bindings = (0..<Int.random(in: 1...30, using: &random.random)).map { random.binding($0) }
      let oracle = BruteForceAuthorizer(roles: roles, bindings: bindings)
      let policy = Policy(roles: roles, bindings: bindings)
      let closed = Policy(roles: roles, bindings: bindings, closedWorld: true)
      for _ in 0..<25 {
        let request = random.request()
        let user = random.user()
        let decision = policy.decide(request, by: user)
        let comment: Comment = "seed \(seed): \(user) \(request)"
        switch oracle.answer(request, by: user) {
        case .no:
          #expect(!decision.allowed && !decision.undetermined, comment)
        case .undetermined:
          #expect(!decision.allowed && decision.undetermined, comment)
        case .allowed(let binding, let rule):
          #expect(decision.grant?.binding == binding, comment)
          #expect(decision.grant.map(policy.rule) == rule, comment)
          #expect(!decision.undetermined, comment)
        }
        #expect(closed.decide(request, by: user).allowed == decision.allowed, comment)
        #expect(!closed.decide(request, by: user).undetermined, comment)
      }
    }
  }

  @Test(arguments: [0x5EED_0003 as UInt64])
  func manyUsersAreAskedAboutAsEachIs(seed: UInt64) {
    for number in 0..<200 {
      var random = RandomPolicy(seed: seed &+ UInt64(number))
      let policy = Policy(
        roles: (0..<8).map { random.role($0) }, bindings: (0..<10).map { random.binding($0) })
      let users = (0..<6).map { _ in random.user() }
      for (user, together) in zip(users, policy.permissions(of: users)) {
        let alone = policy.permissions(of: user)
        #expect(together.grants == alone.grants)
        #expect(together.inert == alone.inert)
        #expect(together.unresolved == alone.unresolved)
        #expect(together.possible == alone.possible)
        #expect(together.isSuperuser == alone.isSuperuser)
      }
    }
  }

  /// Three ways to ask the same: a decision, the list of who may, and the list of what one has.
  @Test(arguments: [0x5EED_0002 as UInt64])
  func allQuestionsAgree(seed: UInt64) {
    for number in 0..<500 {
      let seed = seed &+ UInt64(number)
      var random = RandomPolicy(seed: seed)
      let policy = Policy(
        roles: (0..<8).map { random.role($0) }, bindings: (0..<10).map { random.binding($0) })
      for _ in 0..<10 {
        let request = random.request()
        let user = random.user()
        let decision = policy.decide(request, by: user)
        let ways = policy.grantees(of: request)
        let comment: Comment = "seed \(seed): \(user) \(request)"
        if let grant = decision.grant {
          #expect(ways.grants.contains(grant), comment)
        }
        #expect(Set(ways.unresolved).isSuperset(of: decision.unresolved), comment)

        let permissions = policy.permissions(of: user)
        let allows = permissions.grants.contains {
          $0.rule.allows(request) && reaches($0.scope, request)
        }
        #expect(allows == decision.allowed, comment)
        #expect(Set(permissions.unresolved).isSuperset(of: decision.unresolved), comment)
      }
    }
  }

  private func reaches(_ scope: Scope, _ request: Request) -> Bool {
    guard let namespace = scope.namespace else { return true }
    guard case .resource(let request) = request else { return false }
    return request.namespace == namespace
  }
}
