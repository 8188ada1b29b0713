// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import RBAC

/// Whose requests of a log are meant.
struct UsageUser {
  private let named: String?
  private let catalog: Catalog
  private let outside: Outside
  /// Candidates that a message names.
  private static let shown = 20

  init(named: String?, _ catalog: Catalog, _ outside: Outside) {
    self.named = named
    self.catalog = catalog
    self.outside = outside
  }

  /// The user that is named, the only one of the log, or the only one with the name of the agent's
  /// account. Throws where nobody can say.
  func user(in tally: UsageTally) throws(Failure) -> String {
    let users = tally.users
    if let named {
      if !users.contains(where: { $0.name == named }) {
        outside.remark("the log has no request of \(named)")
      }
      return named
    }
    guard let first = users.first else {
      throw .unjudged(
        "no-event", "there is no audit event in the log",
        remedy: "give events of audit.k8s.io, one a line, or an export that holds them, and with "
          + "--since, --until or --between a time that they are of")
    }
    if users.count == 1 { return first.name }
    let agents = users.filter { user in
      User(name: user.name).serviceAccount.map { $0.name == catalog.agent.serviceAccount } ?? false
    }
    if let agent = agents.first, agents.count == 1 {
      outside.remark("looking at the requests of \(agent.name): it has the agent's name")
      return agent.name
    }
    let busiest = (agents.isEmpty ? users : agents).sorted {
      ($1.count, $0.name) < ($0.count, $1.name)
    }
    let list = busiest.prefix(Self.shown).map { "\($0.name) (\($0.count))" }
    let rest = busiest.count - list.count
    throw .unjudged(
      "service-account",
      "several users are in the log, with as many requests: " + list.joined(separator: ", ")
        + (rest > 0 ? " and \(rest) more" : ""),
      remedy: "name one with --service-account NAMESPACE:NAME or --as USER")
  }
}
