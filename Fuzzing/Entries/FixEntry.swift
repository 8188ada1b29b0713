// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import KubernetesAPI
import Linting
import Manifests
import RBAC
import YAMLSyntax

/// `lint --fix`: it ends, leaves nothing to fix, changes no permission and no other object.
enum FixEntry: FuzzEntry {
  static let name = "fix"

  private static let mostRounds = 20

  static func run(_ input: [UInt8]) throws(Disagreement) {
    var text = SourceText(name: "t", bytes: input)
    var found = Reading(text)
    guard found.isWhole else { return }
    let before = found
    for round in 0... {
      let edits = FixRound(found.fixes)
      guard !edits.edits.isEmpty else { break }
      try Disagreement.unless(
        round < mostRounds, "fixing ends", String(decoding: text.bytes, as: UTF8.self))
      text = SourceText(name: "t", bytes: edits.applied(to: text.bytes))
      found = Reading(text)
      try compare(before, found, text)
    }
  }

  private static func compare(
    _ before: Reading, _ after: Reading, _ text: SourceText
  ) throws(Disagreement) {
    let text = String(decoding: text.bytes, as: UTF8.self)
    try Disagreement.unless(after.isWhole, "a fixed text can be read", text)
    try Disagreement.unless("what is granted after fixing: \(text)", before.grants, after.grants)
    try Disagreement.unless("other objects after fixing: \(text)", before.others, after.others)
    let new = after.rules.subtracting(before.rules)
    try Disagreement.unless(
      "fixing gives no other rule something to find: \(text)", [], new.sorted())
  }

  /// A text as the linter sees it.
  private struct Reading {
    let isWhole: Bool
    let fixes: [Fix]
    /// Those that warn: what is merely not tidy may come to light once something else is gone.
    let rules: Set<String>
    /// What each role and binding means.
    let grants: [String]
    /// The documents that are neither roles nor bindings.
    let others: [String]

    init(_ source: SourceText) {
      let version = APITable.newest
      var input = LintInput(versions: version...version)
      input.read(source, intent: .met)
      isWhole = input.failures.isEmpty
      let manifests = input.manifests(for: version)
      var run = LintRun()
      run.judge(
        LintContext(manifests, table: .builtIn(version), defaults: FixEntry.defaults, contract: nil)
      )
      let findings = run.result(
        of: input, today: CalendarDay(secondsSince1970: 1_790_000_000)
      ).findings
      fixes = findings.compactMap(\.fix)
      rules = Set(findings.filter { $0.severity >= .warning }.map(\.rule))
      grants = FixEntry.grants(of: manifests)
      others = YAMLStream.read(source, limits: TextFacts.limits).documents
        .filter { document in
          let kind = document["kind"]?.string ?? ""
          return !kind.hasSuffix("Role") && !kind.hasSuffix("Binding") && !kind.hasSuffix("List")
        }
        .map { TextFacts.of($0.value) }
    }
  }

  private static let defaults = DefaultObjects(version: APITable.newest, creditsBindings: false)

  private static func grants(of set: ManifestSet) -> [String] {
    let roles = set.roles.map { role in
      let rules = AtomSet(role.rules, scope: role.scope).normalForm().map {
        ObjectFacts.rule($0.rule)
      }
      return "\(role.reference) \(rules) \(role.aggregationRule?.count ?? -1)"
    }
    let bindings = set.bindings.map { binding in
      let whom = Set(binding.subjects.map { "\(binding.principal(of: $0) as Any)" })
      return "\(binding.reference) \(binding.roleRef) \(whom.sorted())"
    }
    return roles + bindings + ["\(set.rejectedObjects)"]
  }
}
