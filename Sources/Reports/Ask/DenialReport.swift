// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Diagnostics
import Manifests
import RBAC
import YAMLSyntax

/// The reports of `rolefit explain`.
package struct DenialReport {
  private let explanations: [DenialExplainer.Explanation]

  package init(_ explanations: [DenialExplainer.Explanation]) {
    self.explanations = explanations
  }

  package func text(_ style: TextStyle) -> String {
    style.fitted(explanations.map(text).joined(separator: "\n"))
  }

  private func text(of explanation: DenialExplainer.Explanation) -> ShownText {
    var text: ShownText = "\(Self.sentence(explanation.denial))\n"
    if case .unauthorized = explanation.denial {
      let actions = explanation.actions.joined(separator: ", ")
      text += "  stops: \(actions.isEmpty ? "no action of the catalog" : actions)\n"
    }
    if let rule = explanation.rule { text += Self.list([rule.rule], title: "add") }
    if !explanation.notHeld.isEmpty {
      text += Self.list(explanation.notHeld, title: "not held")
    }
    for note in explanation.notes {
      text += "  note: \(note.sentence)\n"
    }
    return text
  }

  private static func list(_ rules: [PolicyRule], title: String) -> ShownText {
    let lines = YAMLEmitter.text(.sequence(rules.map(\.yaml))).split(separator: "\n")
    return "  \(title):\n" + lines.map { "    \($0)\n" as ShownText }.joined()
  }

  package var json: String {
    JSONEmitter.document(
      .object([
        ("schemaVersion", .integer(1)),
        (
          "denials",
          .sequence(
            explanations.map { explanation in
              .object([
                ("denial", .string(Self.sentence(explanation.denial))),
                ("cause", .string(Self.cause(explanation.denial))),
                ("actions", .strings(explanation.actions)),
                ("rule", explanation.rule.map(\.yaml) ?? .null),
                ("missing", .sequence(explanation.notHeld.map(\.yaml))),
                (
                  "notes",
                  .sequence(explanation.notes.map(VerificationJSON.note))
                ),
              ])
            })
        ),
      ]))
  }

  private static func cause(_ denial: Denial) -> String {
    switch denial {
    case .unauthorized: "rbac"
    case .unclear(let unclear):
      switch unclear.topic {
      case .url: "unknown"
      case .ownerFinalizers, .noReason, .policyParameters: "rbac"
      }
    case .other(let refusal): refusal.cause.rawValue
    }
  }

  private static func sentence(_ denial: Denial) -> String {
    switch denial {
    case .other(let refusal): return refusal.text
    case .unclear(let unclear): return unclear.text
    case .unauthorized(let unauthorized):
      let user = unauthorized.user.isEmpty ? "somebody" : unauthorized.user
      switch unauthorized.request {
      case .nonResource(let request):
        return "\(user) may not \(request.verb) \(request.path)"
      case .resource(let request):
        let group = request.apiGroup.isEmpty ? "core" : request.apiGroup
        let place =
          request.namespace.isEmpty
          ? "at cluster scope" : "in the namespace '\(request.namespace)'"
        let object = unauthorized.ruleName.map { " '\($0)'" } ?? ""
        let what = "\(request.combinedResource)\(object) (\(group))"
        return "\(user) may not \(request.verb) \(what)"
          + (unauthorized.saysNamespace ? " \(place)" : "")
      }
    }
  }
}
