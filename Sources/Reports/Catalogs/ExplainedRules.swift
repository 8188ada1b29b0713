// SPDX-License-Identifier: Apache-2.0

package import Catalog
import Manifests
import RBAC
import YAMLSyntax

/// Rules in normal form, each with the requests that it is there for.
package struct ExplainedRules {
  private let rules: [ScopedRule]
  private let needs: [ActionNeeds]

  /// The rules of these needs.
  package init(_ needs: [ActionNeeds]) {
    rules = needs.atoms.normalForm()
    self.needs = needs
  }

  /// `rules:` and nothing else.
  package var yaml: String { YAMLEmitter.text(.object([("rules", list)])) }

  /// The rules, each below comments that name the actions that need it.
  package var yamlWithReasons: String {
    guard !rules.isEmpty else { return yaml }
    return rules.reduce(into: ShownText("rules:\n")) { text, rule in
      for reason in reasons(for: rule) {
        text += "# \(reason.action): \(reason.request): \(reason.why)\n"
      }
      text += ShownText(lines: YAMLEmitter.text(.sequence([rule.yaml])))
    }.string
  }

  package func json(withReasons: Bool) -> String {
    var fields: [(String, YAMLValue)] = [("rules", list)]
    if withReasons {
      fields.append(
        (
          "why",
          .sequence(
            rules.enumerated().flatMap { index, rule in
              reasons(for: rule).map { reason in
                .object([
                  ("rule", .integer(Int64(index))), ("action", .string(reason.action)),
                  ("request", .string(reason.request)), ("why", .string(reason.why)),
                ])
              }
            })
        ))
    }
    return JSONEmitter.document(.object(fields))
  }

  private var list: YAMLValue { .sequence(rules.map(\.yaml)) }

  private struct Reason: Hashable {
    var action: String
    var request: String
    var why: String
  }

  private func reasons(for rule: ScopedRule) -> [Reason] {
    let atoms = AtomSet([rule])
    var reasons: [Reason] = []
    for need in needs {
      for step in need.required where step.atoms.contains(where: atoms.covers) {
        let reason = Reason(
          action: need.action.id, request: step.step.request.description, why: step.step.why)
        if !reasons.contains(reason) { reasons.append(reason) }
      }
    }
    return reasons
  }
}
