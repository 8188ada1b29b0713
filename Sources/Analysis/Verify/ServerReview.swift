// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import Diagnostics
import Manifests
package import RBAC

/// What the API server itself answers to the requests that an agent needs, compared with what its
/// RBAC objects say.
package struct ServerReview: Sendable {
  private let answers: [Request: Bool]
  private let doubts: [Request: String]

  /// - Parameter doubts: why the server's authorizers could not decide a request.
  package init(_ answers: [Request: Bool], doubts: [Request: String] = [:]) {
    self.answers = answers
    self.doubts = doubts
  }

  /// The requests of `needs`, each once, sorted by what they ask for.
  package static func requests(of needs: [ActionNeeds]) -> [Request] {
    needs.atoms.atoms.map(\.request)
  }

  /// The requests to which the RBAC objects give another answer than the server.
  package func disagreements(with access: AgentAccess) -> [Request] {
    guard !access.isPartial else { return [] }
    return answers.filter { request, isAllowed in
      let decision = access.policy.decide(request, by: access.user)
      return !decision.undetermined && decision.allowed != isAllowed
    }
    .map(\.key).sorted { AccessPhrase($0).question < AccessPhrase($1).question }
  }

  /// Lets the server decide where the RBAC objects could not, and calls undetermined what the two
  /// see differently: another authorizer than RBAC is at work there.
  package func apply(
    to verification: inout Verification, needs: [ActionNeeds], access: AgentAccess
  ) -> [Diagnostic.Note] {
    let disagreements = disagreements(with: access)
    let differing = Set(disagreements)
    var missing: [Atom] = []
    for need in needs {
      guard let place = verification.actions.firstIndex(where: { $0.id == need.action.id }) else {
        continue
      }
      let atoms = AtomSet(need.atoms).atoms
      if atoms.contains(where: { differing.contains($0.request) }) {
        verification.actions[place].verdict = .undetermined
        verification.actions[place].notes.append(
          Diagnostic.Note("the API server and its RBAC objects give different answers"))
      } else if let doubt = atoms.lazy.compactMap({ doubts[$0.request] }).first,
        !atoms.contains(where: { answers[$0.request] == false })
      {
        verification.actions[place].verdict = .undetermined
        verification.actions[place].notes.append(
          Diagnostic.Note("the API server does not decide a request of it: \(doubt)"))
      } else if verification.actions[place].verdict == .undetermined,
        atoms.allSatisfy({ answers[$0.request] != nil })
      {
        let refused = atoms.filter { answers[$0.request] == false }
        missing += refused
        verification.actions[place].verdict = refused.isEmpty ? .granted : .missing
        verification.actions[place].missing = refused.map(Verification.NeededRequest.init).sorted()
        verification.actions[place].notes.append(
          Diagnostic.Note(
            "by the API server's own answer, as its RBAC objects could not all be read"))
      }
    }
    if !missing.isEmpty {
      verification.missingRules = AtomSet(verification.missingRules)
        .union(AtomSet(missing)).normalForm()
    }
    return disagreements.map { request in
      let says = answers[request] == true ? "allows" : "refuses"
      let objects = answers[request] == true ? "no RBAC rule does" : "RBAC allows it"
      return Diagnostic.Note(
        "the API server \(says) \(AccessPhrase(request).question), and \(objects): another "
          + "authorizer than RBAC is at work")
    }
  }
}
