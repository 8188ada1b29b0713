// SPDX-License-Identifier: Apache-2.0

package import RBAC
package import YAMLSyntax

/// What an API server answered to the requests of an agent's actions, of which none changes
/// anything.
package struct Proof: Sendable {
  package enum Answer: String, Sendable {
    case authorized, refused, undetermined
    /// Nothing was sent.
    case planned
  }

  /// One request, and what came back.
  package struct Probe: Sendable {
    package var request: Request
    /// As HTTP has it; `nil` for what is asked as an access review.
    package var method: String?
    package var path: String?
    package var contentType: String?
    package var body: YAMLValue?
    /// Why it is not sent but asked about: one clause.
    package var review: String?
    package var answer = Answer.planned
    /// The HTTP status that came back.
    package var status: Int?
    /// How the answer was read: one clause.
    package var reading = ""

    /// Whether it would write, were it not for `dryRun=All`.
    package var isDry: Bool { path?.contains("dryRun=All") ?? false }
  }

  package struct ActionResult: Sendable {
    package var id: String
    package var title: String
    package var probes: [Probe]

    package init(id: String, title: String, probes: [Probe]) {
      self.id = id
      self.title = title
      self.probes = probes
    }

    package var answer: Answer { Proof.worst(probes.map(\.answer)) }
  }

  /// Who the requests were sent as, in words.
  package var subject: String
  /// Where the set was taken from, in words.
  package var source: String
  package var kubernetes: String
  /// In the catalog's order.
  package var actions: [ActionResult]

  package init(subject: String, source: String, kubernetes: String, actions: [ActionResult]) {
    self.subject = subject
    self.source = source
    self.kubernetes = kubernetes
    self.actions = actions
  }

  package var answer: Answer { Self.worst(actions.map(\.answer)) }

  private static func worst(_ answers: [Answer]) -> Answer {
    for answer in [Answer.refused, .undetermined, .planned] where answers.contains(answer) {
      return answer
    }
    return .authorized
  }
}

/// An object that requests of its kind are to be about: `KIND/NAME` or `KIND/NAMESPACE/NAME`.
package struct ProofTarget: Hashable, Sendable {
  package var apiGroup: String
  package var resource: String
  /// Empty for cluster-scoped objects.
  package var namespace: String
  package var name: String

  package init(apiGroup: String, resource: String, namespace: String, name: String) {
    self.apiGroup = apiGroup
    self.resource = resource
    self.namespace = namespace
    self.name = name
  }
}
