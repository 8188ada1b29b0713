// SPDX-License-Identifier: Apache-2.0

/// A way in which the grants let an account do what it must not.
package struct ForbiddenRoute: Sendable {
  /// The action's id; for an escalation what it reaches.
  package var action: String
  /// How: the documented way, another transport, another way, an escalation.
  package var route: String
  /// The rules that together open it.
  package var grants: [PlacedGrant]
  /// The steps, where it takes more than the action's own requests.
  package var path: [PathStep] = []
  package var certainty = Certainty.decided

  /// - Parameter path: of a goal that is reachable.
  package init(action: String, path: [PathStep], certainty: Certainty) {
    self.action = action
    let routes = path.map(\.route).filter { $0 != ReachStep.direct }
    route =
      routes.isEmpty
      ? "the account's own rules" : "by the route \(routes.joined(separator: ", then "))"
    grants = path.flatMap(\.requests).compactMap(\.grant?.place)
    self.path = path
    self.certainty = certainty
  }

  init(action: String, route: String, grants: [PlacedGrant]) {
    self.action = action
    self.route = route
    self.grants = grants
  }
}

/// An action that may be possible by what the input does not show.
package struct UndecidedRoute: Sendable {
  /// The action's id.
  package var action: String
  /// Sentences.
  package var reasons: [String]

  package init(action: String, reasons: [String]) {
    self.action = action
    self.reasons = reasons
  }
}
