// SPDX-License-Identifier: Apache-2.0

package import Manifests
package import RBAC

/// Requests one by one, in the order in which they were received.
package struct UsageTimeline: Sendable {
  package struct Entry: Sendable {
    package var time: Timestamp?
    /// Who needed the permission.
    package var user: String
    /// Who sent the request as that user; `nil` where nobody else did.
    package var sender: String?
    package var request: Request
    package var outcome: AuditEvent.Outcome
    /// Ids of the actions that may have sent it, sorted.
    package var actions: [String] = []
  }

  /// How many requests are kept: memory is not to grow with the log.
  package static let limit = 200_000
  /// How many are not kept.
  package private(set) var leftOut = 0

  private let limit: Int
  private var entries: [Entry] = []
  /// Requests that have not ended, by their ids.
  private var open: [ExactText: Entry] = [:]

  package init(limit: Int = Self.limit) { self.limit = limit }

  /// Takes an event in. Requests that every client sends are left out.
  package mutating func add(_ event: AuditEvent) {
    let entry = Entry(
      time: event.time, user: event.actingUser,
      sender: event.impersonatedUser == nil ? nil : event.user, request: event.request,
      outcome: event.outcome)
    let id = ExactText(event.id)
    guard event.stage.isLast || open[id] != nil || entries.count + open.count < limit else {
      return
    }
    guard event.stage.isLast else {
      open[id] = entry
      return
    }
    guard open.removeValue(forKey: id) != nil || entries.count + open.count < limit else {
      leftOut += 1
      return
    }
    if event.isAsked { entries.append(entry) }
    entries += event.besides.filter { $0.outcome == .refused }.map {
      Entry(time: event.time, user: $0.user, request: $0.request, outcome: $0.outcome)
    }
  }

  /// The requests that are about `user`, by whomever they were sent, or were sent by that user.
  func entries(of user: String) -> [Entry] {
    let user = ExactText(user)
    let unended = open.sorted { $0.key < $1.key }.map(\.value)
    let all = (entries + unended).filter {
      ExactText($0.user) == user || $0.sender.map(ExactText.init) == user
    }
    return all.enumerated().sorted { left, right in
      let times = (left.element.time?.microseconds ?? 0, right.element.time?.microseconds ?? 0)
      return times.0 == times.1 ? left.offset < right.offset : times.0 < times.1
    }.map(\.element)
  }
}
