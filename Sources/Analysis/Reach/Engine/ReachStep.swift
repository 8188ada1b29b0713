// SPDX-License-Identifier: Apache-2.0

package import RBAC

/// One request of a step, and the rule that allows it.
package struct ReachRequest: Sendable {
  package var request: Request
  /// `nil` where nothing of the input allows it: `because` says why it can be sent all the same.
  package var held: HeldRule?
  package var because: String?
  /// Whether the request may be sent in any namespace.
  package var isForAnyNamespace = false

  init(
    request: ResourceRequest, held: HeldRule?, because: String? = nil,
    isForAnyNamespace: Bool = false
  ) {
    self.init(
      asking: .resource(request), held: held, because: because,
      isForAnyNamespace: isForAnyNamespace)
  }

  init(
    asking request: Request, held: HeldRule?, because: String? = nil,
    isForAnyNamespace: Bool = false
  ) {
    self.request = request
    self.held = held
    self.because = because
    self.isForAnyNamespace = isForAnyNamespace
  }

  /// The same request in a namespace.
  func placed(in namespace: String) -> ReachRequest {
    guard case .resource(var request) = request else { return self }
    request.namespace = namespace
    var placed = self
    placed.request = .resource(request)
    return placed
  }

  /// The same request to impersonate a user, where its rule lists several.
  func naming(_ user: User) -> ReachRequest {
    guard case .resource(var request) = request, request.verb.hasPrefix("impersonate"),
      let names = held?.rule.resourceNames
    else { return self }
    let name = user.serviceAccount.map(\.name) ?? user.name
    guard ["serviceaccounts", "users"].contains(request.resource), names.contains(name) else {
      return self
    }
    request.name = name
    var named = self
    named.request = .resource(request)
    return named
  }
}

/// Whether a step needs more than the API server to come true.
package enum Certainty: String, Sendable, Comparable {
  /// The API server alone decides it.
  case decided
  /// It also needs a kubelet, a controller or somebody else's request.
  case modelled

  package static func < (left: Self, right: Self) -> Bool {
    left == .decided && right == .modelled
  }
}

/// What somebody does to come to more: requests sent as one identity, and what they yield.
package struct ReachStep: Sendable {
  /// The route's id.
  package var route: String
  package var certainty: Certainty
  /// The identity that the requests are sent as: its place among those of the search.
  package var identity: Int
  package var requests: [ReachRequest]
  var result: Yields
  /// Steps that must come before, besides those that brought the identity and its rules.
  var parts: [Int] = []
  /// What the input would have to say for the step to be certain: a clause; `nil` where it is.
  var openReason: String?
  /// The role that it makes, where it brings what is written into one that was not there.
  var making: RoleMaking?

  /// What a step yields.
  enum Yields: Sendable, ExpressibleByStringInterpolation {
    case user(User)
    case text(String)

    init(stringLiteral text: String) { self = .text(text) }
  }

  /// What it yields, in words: `the service account 'shop:deployer'`.
  package var yields: String {
    switch result {
    case .user(let user): ReachSearch.title(of: user)
    case .text(let text): text
    }
  }
}
