// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Diagnostics
import Manifests

/// The report of `rolefit verify --live` for people: which agent was found and how, the
/// verification, and what to change where.
package struct ClusterVerificationText {
  private let report: ClusterVerification
  private let style: TextStyle
  private let detail: TextDetail

  package init(_ report: ClusterVerification, style: TextStyle, detail: TextDetail = .usual) {
    self.report = report
    self.style = style
    self.detail = detail
  }

  package var text: String {
    let verification = VerificationText(report.shortened, style: style, detail: detail).shown
    if detail == .quiet { return style.fitted("\(report.title): " + verification) }
    return style.fitted(
      [header, causes, verification, fixes, remarks]
        .filter { !$0.isEmpty }.joined(separator: "\n"))
  }

  private var header: ShownText {
    Self.facts(of: report).map { "\($0.0): \($0.1)\n" }.joined()
  }

  private var causes: ShownText {
    report.causes.map { "\(style.bad("cause")): \($0)\n" }.joined()
  }

  private var fixes: ShownText {
    guard !report.fixes.isEmpty || report.binding != nil else { return "" }
    var text: ShownText = ""
    if let role = report.unboundRole, let binding = report.binding {
      text +=
        "\(role) has all that is missing: it must only be bound, where bindings come from, or:\n"
      text += style.verbatim("  \(ShellText.command(binding))\n")
      if report.fixes.isEmpty { return text }
    }
    return text + "what to change, and who would take a change of the object back:\n"
      + Self.lines(of: report.fixes).map { "  \($0)\n" }.joined()
  }

  private var remarks: ShownText {
    let notes: [ShownText] =
      report.disagreements.map { "\(style.bad("differs")): \($0.message)\n" }
      + Self.remarks(of: report).map { "\(style.doubtful("note")): \($0)\n" }
    return notes.joined()
  }

  /// What was found, as pairs of a name and a value.
  static func facts(of report: ClusterVerification) -> [(String, String)] {
    let verification = report.verification
    var agent = "\(verification.agent) \(verification.versions.agent)"
    if let deployment = report.deployment { agent += ", \(deployment)" }
    if let image = report.image { agent += ", image \(image)" }
    var facts = [
      ("cluster", "\(report.title), Kubernetes \(report.serverVersion)"), ("agent", agent),
    ]
    if let account = verification.serviceAccount {
      let absent = report.accountExists == false ? " (does not exist)" : ""
      facts.append(("service account", account.description + absent))
    }
    facts.append(("actions from", report.setSource))
    if report.reviewed > 0 {
      facts.append(("access reviews", "\(report.reviewed) asked of the API server"))
    }
    return facts
  }

  /// `ClusterRole 'x': of Helm release 'y': change its values …`.
  static func lines(of fixes: [ClusterVerification.Fix]) -> [String] {
    fixes.map { fix in
      guard let owner = fix.owner else { return "\(fix.object): nothing says that it is managed" }
      let of = owner.kind == .rolefit ? "" : "of "
      return "\(fix.object): \(of)\(owner.title): \(owner.advice)"
    }
  }

  static func remarks(of report: ClusterVerification) -> [String] {
    var remarks = report.notes.map(\.message)
    if !report.unsaid.isEmpty {
      remarks.append(
        "not judged, since \(report.setSource) does not say whether they are on: "
          + report.unsaid.joined(separator: ", ") + " (--enable adds them)")
    }
    return remarks
  }
}
