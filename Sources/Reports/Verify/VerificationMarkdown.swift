// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Diagnostics
import Manifests
import RBAC
import YAMLSyntax

/// The report of `rolefit verify` for a pull request's comment.
package struct VerificationMarkdown {
  private let verification: Verification

  package init(_ verification: Verification) { self.verification = verification }

  package var text: String {
    var text = "### rolefit: \(verification.verdict.rawValue)\n\n"
    text += "| action | verdict | missing |\n| --- | --- | --- |\n"
    for result in verification.actions {
      let missing = result.missing.map { MarkdownText.cell($0.phrase.need) }
      text += "| `\(result.id)` | \(result.verdict.rawValue) | "
      text += "\(missing.joined(separator: "<br>")) |\n"
    }
    if !verification.missingRules.isEmpty {
      let rules = YAMLEmitter.text(.sequence(verification.missingRules.map(\.yaml)))
      text += "\nAdd:\n\n```yaml\n\(rules)```\n"
    }
    text += list(
      "Forbidden and possible", verification.forbidden.map { "\($0.action): \($0.route)" })
    text += list("Excess", verification.excess.map { AccessPhrase($0.rule).grant })
    text += list(
      "Inert", verification.inert.map { "\(AccessPhrase($0.rule).grant): \($0.reason)" })
    text += list("Undetermined", verification.undetermined.map(\.message))
    let fit = verification.fit
    text += "\nGrants \(VerificationText.grouped(fit.granted)) pairs, "
    text += "needs \(VerificationText.grouped(fit.needed)).\n"
    return text
  }

  private func list(_ title: String, _ lines: [String]) -> String {
    guard !lines.isEmpty else { return "" }
    return "\n\(title):\n\n" + lines.map { "- \(MarkdownText.cell($0))\n" }.joined()
  }
}
