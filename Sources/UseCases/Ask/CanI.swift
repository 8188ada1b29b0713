// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
package import Diagnostics
package import Host
package import RBAC

/// Answers whether a subject may send requests.
package struct CanI: Sendable {
  private let request: AskRequest

  package init(_ request: AskRequest) { self.request = request }

  /// An answer to one question, or to one action.
  package struct Answer: Sendable {
    /// The action; `nil` for a question.
    package var action: String?
    package var decision: Decision?
    /// Why, as far as there is something to say; for a question alone.
    package var reason: String
  }

  package struct Result: Sendable {
    package var answers: [Answer]
    /// All decisions that the answers are made of.
    package var decisions: [Decision]

    /// All exit statuses that apply: none where all is allowed.
    package var exits: [Exit] {
      var exits: [Exit] = []
      if decisions.contains(where: { !$0.allowed && !$0.undetermined }) { exits.append(.findings) }
      if decisions.contains(where: { !$0.allowed && $0.undetermined }) {
        exits.append(.undetermined)
      }
      return exits
    }
  }

  /// Answers for one user.
  package func answer(_ asked: AskRequest.Asked, for user: User) throws(Failure) -> Result {
    let kubernetes = try request.kubernetes()
    switch asked {
    case .question(let question):
      let asked = try question.request(request.world.table(kubernetes), request.outside)
      let (policy, leftOut) = try request.policies(kubernetes)
      let decision = policy.decide(asked, by: user)
      if !decision.allowed, leftOut?.decide(asked, by: user).allowed == true {
        request.outside.remark(
          "bindings that every cluster has from the start allow it, and are left out: "
            + "--assume-system-roles counts them")
      }
      return Result(
        answers: [Answer(decision: decision, reason: policy.reason(for: decision))],
        decisions: [decision])
    case .actions(let words, let namespace):
      let policy = try request.policy(kubernetes)
      let needs = try request.needs(ofActions: words, in: namespace, kubernetes)
      var result = Result(answers: [], decisions: [])
      for need in needs {
        let decisions = need.atoms.map { policy.decide($0.request, by: user) }
        let worst =
          decisions.first { !$0.allowed && !$0.undetermined } ?? decisions.first { !$0.allowed }
        result.decisions += decisions
        result.answers.append(
          Answer(action: need.action.id, decision: worst ?? decisions.first, reason: ""))
      }
      return result
    }
  }

  /// Answers every SubjectAccessReview of a file, one a line, in order.
  ///
  /// Throws a `Failure` for what is read, a `HostError` where an answer can't be written.
  package func answerBatch(_ file: String, to output: inout OutputBuffer) throws {
    let policy = try request.policy(request.kubernetes())
    try CanIBatch(policy: policy, request.outside).answer(file, to: &output)
  }
}
