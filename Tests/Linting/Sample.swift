// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import KubernetesAPI
import Linting
import Manifests
import RBAC
import YAMLSyntax

/// Lints texts of tests.
enum Sample {
  static func findings(in text: String, like example: LintExample) throws -> [Finding] {
    let version = example.versions?.upperBound ?? APITable.newest
    var input = LintInput(versions: version...version)
    input.read(SourceText(name: "example.yaml", text: text), intent: .named)
    let manifests = input.manifests(for: version)
    let table = APITable.builtIn(version).adding(input.declared)
    let defaults = DefaultObjects(version: version, creditsBindings: false)
    var run = LintRun()
    run.judge(
      LintContext(
        manifests, table: table, defaults: defaults,
        contract: try contract(of: example, manifests, table, defaults)))
    let today = CalendarDay(secondsSince1970: 1_790_000_000)
    return run.result(of: input, today: today).findings
  }

  private static func contract(
    of example: LintExample, _ manifests: ManifestSet, _ table: APITable, _ defaults: DefaultObjects
  ) throws -> LintContract? {
    guard !example.actions.isEmpty else { return nil }
    let catalog = Catalog.builtIn
    let context = NeedContext(
      kubernetes: table.version, agentVersion: catalog.newestAgentVersion)
    return LintContract(
      catalog: catalog, on: try catalog.select(example.actions, agentVersion: nil),
      off: try catalog.select(example.off, agentVersion: nil), context: context,
      access: AgentAccess(
        of: manifests.boundServiceAccounts.first, in: manifests, defaults: defaults,
        closedWorld: false),
      table: table, source: "values.yaml")
  }

  /// The text after all fixes, round after round.
  static func fixed(_ text: String, like example: LintExample) throws -> String {
    var text = text
    for _ in 0..<20 {
      let fixes = try findings(in: text, like: example).compactMap(\.fix)
      let round = FixRound(fixes)
      guard !round.edits.isEmpty else { break }
      text = String(decoding: round.applied(to: Array(text.utf8)), as: UTF8.self)
    }
    return text
  }

  static func list(_ findings: [Finding]) -> String {
    findings.map { finding in
      "\n  \(finding.range?.description ?? "nowhere") \(finding.rule): \(finding.message)"
    }.joined()
  }

  static func place(of finding: Finding) -> Range<Int> {
    guard let range = finding.range else { return 0..<0 }
    return range.start.offset..<range.end.offset
  }
}
