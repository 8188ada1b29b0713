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
    var reader = ManifestReader(kubernetesMinor: version.minor)
    reader.read(SourceText(name: "example.yaml", text: text))
    let context = LintContext(
      reader.finish(inputs: "example.yaml"), table: .builtIn(version),
      defaults: DefaultObjects(version: version, creditsBindings: false))
    return Linter().findings(in: context)
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
