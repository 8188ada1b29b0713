// SPDX-License-Identifier: Apache-2.0

package import RBAC

/// Whether somebody may take one step: send its requests, and hand on the rights that it gives.
///
/// The API server lets nobody give what they do not hold: whoever writes a role must hold every
/// rule of it or be allowed to `escalate` it, whoever binds one must hold its rules or be allowed
/// to `bind` it. Source: kubernetes/kubernetes, pkg/registry/rbac/clusterrole/policybased and
/// clusterrolebinding/policybased.
package struct OwnRight: Sendable {
  package enum Answer: String, Sendable {
    case allowed, refused, undetermined
  }

  /// What would have to be allowed for a step.
  package struct Question: Sendable {
    /// `change ClusterRole 'x'`
    package var title: String
    /// All of these.
    package var requests: [Request]
    /// This, or holding everything in `held`.
    package var shortcut: Request
    package var held: [Atom]

    package init(title: String, requests: [Request], shortcut: Request, held: [Atom]) {
      self.title = title
      self.requests = requests
      self.shortcut = shortcut
      self.held = held
    }
  }

  package var title: String
  package var answer: Answer
  /// Requests that are not allowed.
  package var refused: [Request]
  /// What would be given without being held, in normal form.
  package var lacking: [ScopedRule]
  /// What would be allowed to stand in for holding them.
  package var shortcut: Request

  /// - Parameters:
  ///   - allows: whether a request is allowed; `nil` where nobody can tell.
  ///   - holds: whether an atom is held, wildcards and all; `nil` where nobody can tell.
  package init(
    _ question: Question, allows: (Request) -> Bool?, holds: (Atom) -> Bool?
  ) {
    title = question.title
    shortcut = question.shortcut
    let answers = question.requests.map(allows)
    refused = zip(question.requests, answers).compactMap { $1 == false ? $0 : nil }
    var isOpen = answers.contains(nil)
    lacking = []
    let isExempt = allows(question.shortcut)
    if isExempt != true {
      let held = question.held.map { ($0, holds($0)) }
      let open = isExempt == nil || held.contains { $0.1 == nil }
      if held.contains(where: { $0.1 != true }) {
        if isExempt == false {
          lacking = AtomSet(held.filter { $0.1 == false }.map(\.0)).normalForm()
        }
        isOpen = isOpen || open
      }
    }
    if !refused.isEmpty || !lacking.isEmpty {
      answer = .refused
    } else {
      answer = isOpen ? .undetermined : .allowed
    }
  }

  /// What `user` may do by the objects of `policy`.
  package static func answers(
    to questions: [Question], for user: User, in policy: Policy
  ) -> [OwnRight] {
    let permissions = policy.permissions(of: user)
    let held = permissions.atoms
    let possible = AtomSet(permissions.grants.map(\.scopedRule) + permissions.possible)
    return questions.map { question in
      OwnRight(
        question,
        allows: { request in
          let decision = policy.decide(request, by: user)
          return decision.allowed ? true : decision.undetermined ? nil : false
        },
        holds: { atom in
          if permissions.isSuperuser || held.covers(atom) { return true }
          let isOpen = !permissions.unresolved.isEmpty || possible.covers(atom)
          return isOpen ? nil : false
        })
    }
  }
}
