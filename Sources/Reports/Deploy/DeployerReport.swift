// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Diagnostics
import Manifests
import RBAC
import YAMLSyntax

/// What whoever deploys something has to be allowed, and what for.
package struct DeployerReport {
  private let deployment: Deployment
  private let rights: DeployerRights
  private let risk: GrantRisk

  package init(_ deployment: Deployment, _ rights: DeployerRights, risk: GrantRisk) {
    self.deployment = deployment
    self.rights = rights
    self.risk = risk
  }

  // MARK: Text

  package func text(_ style: TextStyle) -> String {
    style.fitted(
      ([head(style)] + DeployerNeed.Part.allCases.map { section($0, style) }
        + [optional(style), undetermined(style)]).sections)
  }

  private var title: String {
    let programs = deployment.programs.map(\.title).joined(separator: ", ")
    let steps = deployment.steps.map(\.rawValue)
    let all =
      steps.count < 2
      ? steps.joined() : steps.dropLast().joined(separator: ", ") + " and " + (steps.last ?? "")
    let release = deployment.release.map {
      " the release '\($0.name)' in the namespace '\($0.namespace)'"
    }
    return "What \(programs) needs to \(all)\(release ?? "")"
  }

  private func head(_ style: TextStyle) -> [ShownText] {
    let painted: ShownText =
      switch risk.level {
      case .everything: style.bad("\(risk.sentence)")
      case .escalation, .influence: style.doubtful("\(risk.sentence)")
      case .none: style.good("\(risk.sentence)")
      }
    let beyond = [DeployerNeed.Part.escalate, .bind].map { part in
      let count = rights.rules(of: part).count
      return count == 0 ? "no \(part.rawValue)" : "\(part.rawValue), see below"
    }
    return [
      style.bold("\(title)"), "  risk: \(painted)",
      "  beyond what is written: \(beyond.joined(separator: ", "))",
    ]
  }

  private func section(_ part: DeployerNeed.Part, _ style: TextStyle) -> [ShownText] {
    let rules = rights.rules(of: part)
    guard !rules.isEmpty else { return [] }
    let heading = style.bold("\(part.title)")
    guard part.isAboutRoles else {
      return [heading] + rules.map { "  \(AccessPhrase($0).grant)" }
        + reasons(for: part).map { "    \(style.faint("\($0)"))" }
    }
    return [heading]
      + rights.grants(of: part).flatMap { grant in
        grant.rules.map { "  \(AccessPhrase($0).grant)" }
          + grant.reasons.map { reason in
            let note = Diagnostic.Note(
              "\(reason.object ?? ""): \(reason.text)", at: reason.range)
            return "    \(style.faint("\(note.sentence)"))"
          }
      }
  }

  /// Why a part is needed, each reason once.
  private func reasons(for part: DeployerNeed.Part) -> [String] {
    rights.needs.filter { $0.part == part }.map(\.reason).distinct
      + (part == .record ? [Self.allSecrets] : [])
  }

  private static let allSecrets =
    "list shows every Secret of the namespace, whatever its labels: give a release whose deployer "
    + "must not see others a namespace of its own"

  private func optional(_ style: TextStyle) -> [ShownText] {
    let needs = rights.optional
    guard !needs.isEmpty else { return [] }
    return [style.bold("asked besides, and gone without where it is refused")]
      + needs.map { "  \(AccessPhrase($0.atom).question), \($0.reason)" }
  }

  private func undetermined(_ style: TextStyle) -> [ShownText] {
    guard !rights.undetermined.isEmpty else { return [] }
    return [style.doubtful("undetermined: what these need is not among the rules")]
      + rights.undetermined.map { "  \($0.sentence)" }
  }

  // MARK: JSON

  package var json: String {
    JSONEmitter.document(
      .object([
        ("schemaVersion", .integer(1)), ("kind", .string("Deployer")),
        ("programs", .strings(deployment.programs.map(\.rawValue))),
        ("steps", .strings(deployment.steps.map(\.rawValue))),
        (
          "release",
          deployment.release.map {
            .object([("name", .string($0.name)), ("namespace", .string($0.namespace))])
          } ?? .null
        ),
        ("rules", .sequence(rights.rules.map(\.yaml))),
        ("risk", risk.tree),
        ("needs", .sequence(rights.needs.map(Self.entry))),
        (
          "grants",
          .sequence(
            DeployerNeed.Part.allCases.filter(\.isAboutRoles).flatMap(rights.grants).map(Self.entry)
          )
        ),
        ("optional", .sequence(rights.optional.map(Self.entry))),
        (
          "undetermined",
          .sequence(
            rights.undetermined.map {
              .object([("message", .string($0.message)), ("at", Self.place($0.range))])
            })
        ),
      ]))
  }

  private static func entry(_ need: DeployerNeed) -> YAMLValue {
    .object([
      ("for", .string(need.part.rawValue)),
      ("rule", ScopedRule(rule: need.atom.rule, scope: need.atom.scope).yaml),
      ("because", .string(need.reason)), ("object", need.object.map { .string($0) } ?? .null),
      ("at", place(need.range)), ("source", .string(need.source)),
    ])
  }

  private static func entry(_ grant: DeployerRights.Grant) -> YAMLValue {
    .object([
      ("for", .string(grant.part.rawValue)), ("rules", .sequence(grant.rules.map(\.yaml))),
      (
        "reasons",
        .sequence(
          grant.reasons.map { reason in
            .object([
              ("because", .string(reason.text)),
              ("object", reason.object.map { .string($0) } ?? .null), ("at", place(reason.range)),
            ])
          })
      ),
    ])
  }

  private static func place(_ range: SourceRange?) -> YAMLValue {
    range.map { .string($0.description) } ?? .null
  }
}

extension DeployerNeed.Part {
  /// Whether it comes from what roles and bindings hand on: each grant has its own objects.
  fileprivate var isAboutRoles: Bool {
    switch self {
    case .bind, .escalate, .rules: true
    default: false
    }
  }
}
