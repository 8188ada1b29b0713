// SPDX-License-Identifier: Apache-2.0

import Analysis
import RBAC

/// What the API server asks its authorizer besides a write, for what is in it.
struct WriteCheck {
  /// The server's answer where it is not allowed.
  enum Refusal: Hashable {
    /// To grant what is not held.
    case escalation
    case forbidden(String)
    case notFound(resource: String, name: String)
    /// Validation refuses a field.
    case invalid(kind: String, field: String, String)
  }

  /// The title says what for; of requests it has none.
  var question: OwnRight.Question
  /// Whether a role is to have the shortcut: otherwise it would need everything, or it is not
  /// known what.
  var prefersShortcut = false
  var refusal: Refusal

  init(
    _ title: String, held: [Atom], or shortcut: Request, prefersShortcut: Bool = false,
    _ refusal: Refusal
  ) {
    question = OwnRight.Question(title: title, requests: [], shortcut: shortcut, held: held)
    self.prefersShortcut = prefersShortcut
    self.refusal = refusal
  }

  /// What the least role has that passes it.
  var needed: [Atom] {
    (prefersShortcut ? [Self.atom(question.shortcut)] : question.held).map(\.grantable)
  }

  /// What passes it for somebody with these answers.
  func used(_ allows: (Request) -> Bool) -> [Atom] {
    (allows(question.shortcut) ? [Self.atom(question.shortcut)] : question.held).map(\.grantable)
  }

  /// The atom that allows a request and nothing else.
  static func atom(_ request: Request) -> Atom {
    switch request {
    case .nonResource(let request):
      return Atom(.nonResource(verb: request.verb, url: request.path))
    case .resource(let request):
      return Atom(
        .resource(
          verb: request.verb, apiGroup: request.apiGroup, resource: request.combinedResource,
          resourceName: request.name.isEmpty ? nil : request.name),
        scope: request.namespace.isEmpty ? .cluster : .namespace(request.namespace))
    }
  }
}

extension Atom {
  /// The same where a role can give it: no rule of a namespace has URLs.
  fileprivate var grantable: Atom {
    if case .nonResource = target { unscoped } else { self }
  }
}
