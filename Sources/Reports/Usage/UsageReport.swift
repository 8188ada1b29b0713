// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Manifests
import RBAC

/// What logs show of an account, ready to be shown.
package struct UsageReport: Sendable {
  package var usage: Usage
  /// Requests one by one, instead of all else, where that was asked for.
  package var timeline: [UsageTimeline.Entry]?
  /// What a role lacked that was asked of every request; `nil` where none was.
  package var missing: [Usage.Refusal]?

  package init(
    _ usage: Usage, timeline: [UsageTimeline.Entry]? = nil, missing: [Usage.Refusal]? = nil
  ) {
    self.usage = usage
    self.timeline = timeline
    self.missing = missing
  }

  /// `get pods (core) named 'x' in the namespace 'y'`.
  static func phrase(_ request: Request, isOfAnyName: Bool = false) -> String {
    if isOfAnyName, case .nonResource(let request) = request { return "\(request.verb) many paths" }
    return AccessPhrase(request).question + (isOfAnyName ? ", of many names" : "")
  }

  /// What was refused, and what for where the request itself is allowed.
  static func phrase(_ refusal: Usage.Refusal) -> String {
    phrase(refusal.request) + (refusal.purpose.map { ", to \($0)" } ?? "")
  }

  /// What would be allowed to stand in for the rules of a write.
  static func instead(_ write: Usage.WriteNeed) -> String? {
    guard let instead = write.instead, case .resource(let request) = instead,
      ["bind", "escalate"].contains(request.verb)
    else { return nil }
    return AccessPhrase(instead).question + ", which would let it hand on more"
  }

  /// The words that stand where an action's id would.
  static func explanation(_ request: Usage.SeenRequest) -> String {
    if !request.actions.isEmpty { return request.actions.joined(separator: ", ") }
    return request.common == nil ? "no action of the catalog" : "every client"
  }

  /// What became of the requests, where that is not only success.
  static func outcomes(_ count: RequestCount) -> String {
    AuditEvent.Outcome.allCases.filter { count[$0] > 0 }.map { "\(count[$0]) \($0.rawValue)" }
      .joined(separator: ", ")
  }

  static func times(_ count: Int, isAtLeast: Bool = false) -> String {
    (isAtLeast ? "at least " : "") + (count == 1 ? "1 time" : "\(count) times")
  }

  /// What logs show of one action.
  static func sentence(_ usage: Usage, of action: String) -> String {
    switch usage.use(of: action) {
    case .inSmallestSet:
      let used = usage.actions.first { $0.id == action }
      let last = used?.last.map { ", last at \($0)" } ?? ""
      return "audit logs show it: at most \(times(used?.count ?? 0))\(last)"
    case .possible: return "audit logs have requests that may be of it, and are of others as well"
    case .notSeen: return "audit logs have none of its requests"
    }
  }

  /// How much was seen, and when.
  static func summary(_ usage: Usage) -> String {
    let requests = usage.count == 1 ? "1 request" : "\(usage.count) requests"
    let events = usage.events == 1 ? "1 event" : "\(usage.events) events"
    let span = span(usage.first, usage.last)
    return "\(requests) in \(events)" + (span.isEmpty ? "" : " \(span)")
  }

  /// `from … to …`; empty where no event says a time.
  static func span(_ first: Timestamp?, _ last: Timestamp?) -> String {
    guard let first, let last else { return "" }
    return first == last ? "at \(first)" : "from \(first) to \(last)"
  }
}
