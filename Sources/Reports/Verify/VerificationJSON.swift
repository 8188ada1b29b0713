// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Diagnostics
import Manifests
import RBAC
package import YAMLSyntax

/// The JSON report of `rolefit verify`: a contract that may gain keys and lose none.
package enum VerificationJSON {
  /// - Parameter target: the target's name, when several are verified in one run.
  package static func value(_ verification: Verification, target: String? = nil) -> YAMLValue {
    .object(members(of: verification, target: target))
  }

  static func members(
    of verification: Verification, target: String?
  ) -> [(String, YAMLValue)] {
    let name = target.map { [("target", YAMLValue.string($0))] } ?? []
    return [("schemaVersion", .integer(1))] + name + members(of: verification)
  }

  private static func members(of verification: Verification) -> [(String, YAMLValue)] {
    [
      ("verdict", .string(verification.verdict.rawValue)),
      ("assumedBound", .bool(verification.assumedBound)),
      ("agent", .string(verification.agent)),
      ("serviceAccount", verification.serviceAccount.map { .string($0.description) } ?? .null),
      ("versions", versions(verification.versions)),
      ("setSource", verification.setSource.map { .string($0) } ?? .null),
      ("actions", .sequence(verification.actions.map(action))),
      ("missingRules", .sequence(verification.missingRules.map(\.yaml))),
      ("excessRules", .sequence(verification.excess.map(\.rule.yaml))),
      ("inertRules", .sequence(verification.inert.map(\.rule.yaml))),
      ("excess", .sequence(verification.excess.map(excess))),
      ("inert", .sequence(verification.inert.map(inert))),
      ("undetermined", .sequence(verification.undetermined.map(note))),
      ("forbidden", .sequence(verification.forbidden.map(route))),
      ("escalations", .sequence(verification.escalations.map(route))),
      ("undecided", .sequence(verification.undecided.map(undecided))),
      (
        "fit",
        .object([
          ("granted", .integer(Int64(verification.fit.granted))),
          ("needed", .integer(Int64(verification.fit.needed))),
        ])
      ),
    ]
  }

  static func versions(_ versions: Verification.Versions) -> YAMLValue {
    .object([
      ("catalog", .string(versions.catalog)),
      ("kubernetes", .string(versions.kubernetes)),
      ("agent", .string(versions.agent)),
    ])
  }

  static func action(_ result: Verification.ActionResult) -> YAMLValue {
    .object([
      ("id", .string(result.id)),
      ("title", .string(result.title)),
      ("verdict", .string(result.verdict.rawValue)),
      ("capability", .bool(result.isCapability)),
      ("missing", .sequence(result.missing.map { .object(request($0)) })),
      ("satisfiedBy", .sequence(result.satisfiedBy.map(satisfaction))),
      ("notes", .sequence(result.notes.map(note))),
    ])
  }

  private static func request(
    _ request: Verification.NeededRequest
  ) -> [(String, YAMLValue)] {
    var fields: [(String, YAMLValue)] = [("verb", .string(request.verb))]
    if request.nonResourceURL.isEmpty {
      fields.append(("apiGroup", .string(request.apiGroup)))
      fields.append(("resource", .string(request.resource)))
    } else {
      fields.append(("nonResourceURL", .string(request.nonResourceURL)))
    }
    if let namespace = request.namespace { fields.append(("namespace", .string(namespace))) }
    if let name = request.name { fields.append(("name", .string(name))) }
    return fields
  }

  private static func satisfaction(_ satisfaction: Verification.Satisfaction) -> YAMLValue {
    var fields = request(satisfaction.request)
    if let alternative = satisfaction.alternative {
      fields.append(("alternative", .string(alternative)))
    }
    if let grant = satisfaction.grant { fields += place(of: grant) }
    return .object(fields)
  }

  private static func excess(_ excess: Verification.ExcessRule) -> YAMLValue {
    .object([
      ("rule", excess.rule.yaml),
      ("grantedBy", .sequence(excess.grants.map { .object(place(of: $0)) })),
    ])
  }

  static func inert(_ inert: Verification.InertRule) -> YAMLValue {
    .object([
      ("rule", inert.rule.yaml),
      ("reason", .string(inert.reason)),
      ("grantedBy", .sequence([.object(place(of: inert.grant))])),
    ])
  }

  private static func route(_ route: ForbiddenRoute) -> YAMLValue {
    .object([
      ("id", .string(route.action)),
      ("route", .string(route.route)),
      ("grantedBy", .sequence(route.grants.map { .object(place(of: $0)) })),
      ("certainty", .string(route.certainty.rawValue)),
      ("path", .sequence(route.path.map(ReachJSON.step))),
    ])
  }

  private static func undecided(_ route: UndecidedRoute) -> YAMLValue {
    .object([("id", .string(route.action)), ("reasons", .strings(route.reasons))])
  }

  private static func place(of grant: PlacedGrant) -> [(String, YAMLValue)] {
    var fields: [(String, YAMLValue)] = []
    if let binding = grant.bindingEntry { fields.append(("binding", .string(binding.title))) }
    if let entry = grant.ruleEntry {
      fields.append(("role", .string(entry.title)))
      if let rule = entry.rule { fields.append(("rule", .integer(Int64(rule)))) }
    }
    if let range = grant.range {
      fields.append(("file", .string(range.file)))
      if let template = range.section { fields.append(("template", .string(template))) }
      fields.append(("line", .integer(Int64(range.start.line))))
    }
    return fields
  }

  static func note(_ note: Diagnostic.Note) -> YAMLValue {
    .string(note.range.map { "\($0): \(note.message)" } ?? note.message)
  }
}
