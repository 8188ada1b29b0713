// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Sends requests without credentials.
package struct AnonymousRoute: Route {
  package static let id = "anonymous"
  package static let certainty = Certainty.decided
  package static let summary = "Send requests without credentials"
  package static let yields =
    "the user system:anonymous, which is in the group system:unauthenticated"
  package static let why = """
    An API server takes requests without credentials unless its configuration forbids it, so that \
    everybody has what is bound to that user or its group.
    """
  package static let sources = [
    "k8s.io/apiserver, pkg/authentication/request/anonymous/anonymous.go"
  ]
  package static let flagged = [
    RouteExample(.groupHas("node-patcher", User.unauthenticated), to: "patch:/nodes")
  ]
  package static let nearMisses = [
    RouteExample(.groupHas("node-patcher", "system:unauthenticate"), to: "patch:/nodes")
  ]
  /// It asks for nothing.
  package static let requests: [RouteRequest] = []

  /// It is open to everybody, whatever their rules: searches begin with it.
  package static func candidates(for view: IdentityView) -> [Candidate] { [] }
}

extension ReachSearch {
  /// Holds the user of requests without credentials, where the input binds anything to it.
  mutating func holdAnonymous() {
    guard mode.takes(AnonymousRoute.self), !mode.without.contains(AnonymousRoute.id) else { return }
    let user = base.known(User.impersonated(User.anonymous, groups: []))
    let isBound = user.bindings.contains { base.policy.bindings[$0.binding].origin != nil }
    guard isBound, isNew(user) else { return }
    current = (Candidate(AnonymousRoute.self, [], .account(user)), root)
    hold(user, by: addStep(.user(user.user)))
  }
}
