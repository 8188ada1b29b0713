// SPDX-License-Identifier: Apache-2.0

package import RBAC

/// One event of an API server's audit log: a stage of one request, and what was asked of the
/// authorizer for it.
///
/// Source: k8s.io/apiserver, pkg/apis/audit/v1/types.go.
package struct AuditEvent: Hashable, Sendable {
  /// How far the request was when the event was written.
  package enum Stage: String, Hashable, Sendable {
    case requestReceived = "RequestReceived"
    case responseStarted = "ResponseStarted"
    case responseComplete = "ResponseComplete"
    case panic = "Panic"

    /// Whether no other stage of the request follows.
    package var isLast: Bool { self == .responseComplete || self == .panic }
  }

  /// What became of a request.
  package enum Outcome: String, Hashable, Sendable, CaseIterable {
    /// It was authorized, and answered without an error.
    case succeeded
    /// The authorizer refused it.
    case refused
    /// It was authorized, and ended in an error all the same.
    case failed
    /// The log has no answer to it.
    case unknown
  }

  /// A request that somebody was authorized for, or not.
  package struct Asked: Hashable, Sendable {
    package var user: String
    package var request: Request
    package var outcome: Outcome

    package init(user: String, request: Request, outcome: Outcome) {
      self.user = user
      self.request = request
      self.outcome = outcome
    }
  }

  /// `auditID`: the same in all stages of one request. May be empty.
  package var id: String
  package var stage: Stage
  /// Who sent the request.
  package var user: String
  /// Whom the sender acted as; `nil` where nobody.
  package var impersonatedUser: String?
  package var request: Request
  package var outcome: Outcome
  /// Whether the authorizer was asked for the request itself: who may not act as another is not.
  package var isAsked = true
  /// When the API server received the request: the same in all stages.
  package var time: Timestamp?
  /// What was asked besides: to impersonate, and what the answer says was refused.
  package var besides: [Asked] = []
  /// What was asked for what the request writes, as far as that is known.
  package var demands: [AuditDemand] = []
  /// Whether kubectl sent it, by its own words.
  package var isKubectls = false

  package init(
    id: String, stage: Stage, user: String, impersonatedUser: String? = nil, request: Request,
    outcome: Outcome, time: Timestamp?
  ) {
    self.id = id
    self.stage = stage
    self.user = user
    self.impersonatedUser = impersonatedUser
    self.request = request
    self.outcome = outcome
    self.time = time
  }

  /// Who needs the request's permission.
  package var actingUser: String { impersonatedUser ?? user }

  /// Everything that was asked of the authorizer.
  package var asked: [Asked] {
    (isAsked ? [Asked(user: actingUser, request: request, outcome: outcome)] : []) + besides
  }
}
