// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics
package import KubernetesAPI
package import RBAC

/// What accounts come to, ready to be shown.
package struct ReachReport: Sendable {
  package struct Account: Sendable {
    package var user: User
    /// Whether nothing is bound, so that roles are judged as if they were.
    package var isAssumedBound: Bool
    package var counts: Reach.Counts
    package var results: [Reach.GoalResult]

    package init(
      user: User, isAssumedBound: Bool = false, counts: Reach.Counts, results: [Reach.GoalResult]
    ) {
      self.user = user
      self.isAssumedBound = isAssumedBound
      self.counts = counts
      self.results = results
    }

    /// As reports name it: a service account as `NAMESPACE:NAME`.
    var title: String {
      if isAssumedBound { return "whoever the roles are bound to" }
      return user.serviceAccount.map { "\($0.namespace):\($0.name)" } ?? user.name
    }
  }

  /// What became of a route.
  enum Status: String {
    case checked
    case notInVersion = "not-in-version"
    case notApplicable = "not-applicable"
  }

  package var kubernetes: KubernetesVersion
  /// Whether paths count that need more than the API server.
  package var includesModelled: Bool
  package var accounts: [Account]
  package var assumptions: [String]
  /// Whether objects were left out that the API server would reject as they are.
  package var leavesOut: Bool
  /// Whether all accounts were asked about, however many there are.
  package var isAboutAll: Bool

  package init(
    kubernetes: KubernetesVersion, includesModelled: Bool, accounts: [Account],
    assumptions: [String], leavesOut: Bool = false, isAboutAll: Bool = false
  ) {
    self.kubernetes = kubernetes
    self.includesModelled = includesModelled
    self.accounts = accounts
    self.assumptions = assumptions
    self.leavesOut = leavesOut
    self.isAboutAll = isAboutAll
  }

  /// All exit statuses that apply.
  ///
  /// - Parameter asked: whether goals were named: what is come to besides is no finding.
  package func exits(asked: Bool) -> [Exit] {
    guard asked else { return leavesOut ? [.undetermined] : [] }
    let verdicts = Set(accounts.flatMap { $0.results.map(\.verdict) })
    var exits: [Exit] = []
    if verdicts.contains(.reachable) { exits.append(.findings) }
    // What is unreachable by the other objects may be reachable once these are mended.
    if verdicts.contains(.undetermined) || leavesOut { exits.append(.undetermined) }
    return exits
  }

  func status(of route: any Route.Type) -> Status {
    guard route.exists(in: kubernetes) else { return .notInVersion }
    return includesModelled || route.certainty == .decided ? .checked : .notApplicable
  }
}
