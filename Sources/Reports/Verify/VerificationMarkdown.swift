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

  package var text: String { page.text() }

  /// The actions, those that are not granted first; then what to change.
  var page: MarkdownPage {
    var page = MarkdownPage("### rolefit: \(verification.verdict.rawValue)\n\n")
    if verification.actions.isEmpty { page.add("No action is switched on.\n") }
    page.add("| action | verdict | missing |\n| --- | --- | --- |\n", rows: actions)
    page.add(
      "\nAdd:\n\n```yaml\n",
      rows: verification.missingRules.map { YAMLEmitter.text(.sequence([$0.yaml])) },
      foot: "```\n", isCode: true)
    page.add(
      title: "Forbidden and possible",
      lines: verification.forbidden.map { "\($0.action): \($0.route)" })
    page.add(
      title: "Excess", lines: verification.excess.map { AccessPhrase($0.rule).grant })
    page.add(
      title: "Inert",
      lines: verification.inert.map { "\(AccessPhrase($0.rule).grant): \($0.reason)" })
    page.add(
      title: "Undetermined", lines: GroupedNotes(verification.undetermined).sentences)
    let fit = verification.fit
    page.add(
      "\nGrants \(VerificationText.pairs(fit.granted)), "
        + "needs \(VerificationText.grouped(fit.needed)).\n")
    return page
  }

  private var actions: [String] {
    let verdicts: [Verification.Verdict] = [.missing, .unsupported, .undetermined, .granted]
    let shown = verification.actions.filter { !$0.isCountedAlone }
    let counted = verification.actions.count - shown.count
    let reads = counted == 0 ? [] : ["| \(counted) that it reads | granted | |\n"]
    let rows = verdicts.flatMap { verdict in
      shown.filter { $0.verdict == verdict }.map { result in
        let missing = result.missing.map { MarkdownText.cell($0.phrase.need) }
        return "| \(MarkdownText.code(result.id)) | \(result.verdict.rawValue) | "
          + "\(missing.joined(separator: "<br>")) |\n"
      }
    }
    return rows + reads
  }
}
