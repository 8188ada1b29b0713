// SPDX-License-Identifier: Apache-2.0

import RBAC
import Testing

/// Requests may be asked in words of a text, without strings: the answers are the same.
@Suite struct PlainDecisionTests {
  /// Calls `body` with the words of a review whose text lives as long.
  private func withWords<Result>(
    of request: Request, by user: User, _ body: (ReviewWords) -> Result
  ) -> Result {
    var text: [UInt8] = []
    var places: [Range<Int>] = []
    func add(_ word: String) {
      places.append(text.count..<text.count + word.utf8.count)
      text += word.utf8
    }
    add(user.name)
    user.groups.forEach(add)
    switch request {
    case .resource(let request):
      for word in [
        request.verb, request.apiGroup, request.resource, request.subresource, request.namespace,
        request.name,
      ] { add(word) }
    case .nonResource(let request):
      add(request.verb)
      add(request.path)
    }
    return text.withUnsafeBufferPointer { text in
      var words = places.map { UnsafeBufferPointer(rebasing: text[$0]) }[...]
      func next() -> RequestWords.Word { words.popFirst() ?? RequestWords.none }
      var review = ReviewWords()
      review.user = next()
      review.groups = user.groups.map { _ in next() }
      switch request {
      case .resource:
        review.request = RequestWords(isResource: true)
        review.request.verb = next()
        review.request.apiGroup = next()
        review.request.resource = next()
        review.request.subresource = next()
        review.request.namespace = next()
        review.request.name = next()
      case .nonResource:
        review.request = RequestWords(isResource: false)
        review.request.verb = next()
        review.request.path = next()
      }
      return body(review)
    }
  }

  @Test(arguments: [0x5EED_0003 as UInt64])
  func wordsAreAnsweredAsStringsAre(seed: UInt64) {
    var plain = 0
    for number in 0..<500 {
      let seed = seed &+ UInt64(number)
      var random = RandomPolicy(seed: seed)
      let policy = Policy(
        roles: (0..<8).map { random.role($0) },
        bindings: (0..<Int.random(in: 1...30, using: &random.random)).map { random.binding($0) })
      for _ in 0..<25 {
        let request = random.request()
        let user = random.user()
        let decision = policy.decide(request, by: user)
        let comment: Comment = "seed \(seed): \(user) \(request)"
        withWords(of: request, by: user) { words in
          #expect(words.strings.user == user, comment)
          #expect(words.strings.request == request, comment)
          switch policy.plainDecision(on: words) {
          case .granted(let grant): #expect(decision == Decision(grant), comment)
          case .refused:
            #expect(!decision.allowed && decision.unresolved.isEmpty, comment)
            #expect(!decision.undetermined, comment)
          case .open: return
          }
          plain += 1
        }
      }
    }
    #expect(plain > 5_000)
  }

  @Test func superusersAreLeftToTheOtherWay() {
    let policy = Policy(roles: [], bindings: [])
    let user = User(name: "root", groups: ["a", "system:masters"])
    let request = Request.nonResource(NonResourceRequest(verb: "get", path: "/"))
    let isOpen = withWords(of: request, by: user) { words in
      if case .open = policy.plainDecision(on: words) { true } else { false }
    }
    #expect(isOpen)
    #expect(policy.decide(request, by: user).basis == .superuser)
  }

  /// Far more subjects times rules than objects: the rules of few of them are joined.
  @Test func manyRolesOfManyUsersAreDecidedAlike() {
    let verbs = ["get", "list", "rotate"]
    let roles = (0..<40).map { number in
      Role(
        kind: .clusterRole, name: "r\(number)",
        rules: (0..<20).map {
          PolicyRule(
            apiGroups: ["g\(number)"], resources: ["r\($0)", "s\($0)"], verbs: [verbs[$0 % 3]])
        })
    }
    let users = (0..<600).map { "u\($0)" }
    let bindings = (0..<60).map { number in
      RoleBinding(
        kind: .clusterRoleBinding, name: "b\(number)",
        roleRef: .init(kind: "ClusterRole", name: "r\(number * 7 % 40)"),
        subjects: users.enumerated().filter { ($0.offset * 31 + number * 17) % 9 < 3 }.map {
          Subject(kind: "User", name: $0.element)
        })
    }
    let policy = Policy(roles: roles, bindings: bindings)
    for place in 0..<3_000 {
      let request = Request.resource(
        ResourceRequest(
          verb: verbs[place % 3], apiGroup: "g\(place * 13 % 41)", resource: "r\(place * 7 % 21)"))
      let user = users[place * 11 % users.count]
      let first = bindings.indices.first { index in
        bindings[index].subjects.contains { $0.name == user }
          && roles[index * 7 % 40].rules.contains { $0.allows(request) }
      }
      let decision = policy.decide(request, by: User(name: user))
      #expect(decision.grant?.binding == first, "\(user) \(request)")
    }
  }
}
