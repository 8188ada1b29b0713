// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import Manifests
import RBAC
import YAMLSyntax

/// What `verify` shows on a page: what is possible and must not be, what is refused and must not
/// be, then the whole matrix.
struct VerificationHTML {
  private let verification: Verification
  private let cluster: ClusterVerification?
  /// What is possible though it is not in the set.
  private let switchedOff: [Verification.ActionResult]
  /// Before every title, where a page is about several targets.
  private let prefix: String

  init(
    _ verification: Verification, cluster: ClusterVerification? = nil,
    switchedOff: [Verification.ActionResult] = [], prefix: String = ""
  ) {
    self.verification = cluster?.verification ?? verification
    self.cluster = cluster
    self.switchedOff = switchedOff
    self.prefix = prefix
  }

  /// The worst that there is.
  var status: HTMLStatus {
    if !verification.forbidden.isEmpty { return .possible }
    let verdict = HTMLStatus(verification.verdict)
    if verdict != .granted { return verdict }
    if !verification.undecided.isEmpty { return .undetermined }
    return verification.excess.isEmpty ? .granted : .excess
  }

  /// `2 forbidden actions are possible, 3 of 60 actions are refused, 4 rules without a need`.
  var verdict: String {
    let actions = verification.actions
    func count(_ verdict: Verification.Verdict) -> Int { actions.count { $0.verdict == verdict } }
    func counted(_ count: Int, _ words: String) -> String? {
      count == 0 ? nil : "\(count) \(words)"
    }
    let words = [
      counted(switchedOff.count, "possible though switched off"),
      counted(Set(verification.forbidden.map(\.action)).count, "possible though forbidden"),
      counted(count(.missing), "of \(actions.count) switched on and refused"),
      counted(count(.undetermined), "undetermined"),
      counted(count(.unsupported), "not in this version of the agent"),
      counted(count(.granted), "granted"),
      counted(verification.excess.count, "granted without a need"),
    ].compactMap(\.self)
    return words.isEmpty ? "no action is switched on" : words.joined(separator: ", ")
  }

  var facts: [(String, String)] {
    let fit = verification.fit
    let common = [
      ("agent", "\(verification.agent) \(verification.versions.agent)"),
      ("account", verification.serviceAccount?.description ?? "whoever the roles are bound to"),
      ("catalog", verification.versions.catalog),
      ("Kubernetes", verification.versions.kubernetes),
    ]
    let found = cluster.map { ClusterVerificationText.facts(of: $0) }
    let set = verification.setSource.map { [("actions of", $0)] } ?? []
    return (found.map { [("catalog", verification.versions.catalog)] + $0 } ?? common + set) + [
      (
        "pairs of verb and resource",
        "\(VerificationText.grouped(fit.granted)) granted, "
          + "\(VerificationText.grouped(fit.needed)) needed"
      )
    ]
  }

  var tables: [HTMLTable?] {
    [
      routes, Self.switchedOff(switchedOff, prefix: prefix), refused, access, inert,
    ]
      + [
        HTMLTable(
          prefix + "Undetermined", column: "What could not be known", status: .undetermined,
          lines: GroupedNotes(verification.undetermined).sentences
            + verification.undecided.map { "\($0.action): \($0.reasons.joined(separator: "; "))" }),
        rulesToAdd,
      ] + clusterTables
  }

  private var access: HTMLTable {
    AccessMatrix(verification.actions, excess: verification.excess).table(prefix + "Access")
  }

  private var routes: HTMLTable {
    let forbidden = verification.forbidden.map { ($0.action, $0) }
    let further = verification.escalations.map { ("the account can \($0.action)", $0) }
    return HTMLTable(
      prefix + "Possible though forbidden",
      about: "What must not be possible and is, by any route.",
      columns: ["What", "Status", "By"],
      rows: (forbidden + further).map { title, route in
        let steps = ReachText.lines(of: route.path)
        return HTMLTable.Row(
          access: .privileged,
          [
            HTMLTable.Cell(title), HTMLTable.Cell(.possible),
            HTMLTable.Cell(
              route.route,
              evidence: steps.isEmpty ? route.grants.map(\.evidence) : steps),
          ])
      })
  }

  /// - Parameter further: rows on what is no action.
  static func switchedOff(
    _ results: [Verification.ActionResult], besides further: [HTMLTable.Row] = [], prefix: String
  ) -> HTMLTable {
    HTMLTable(
      prefix + "Possible though switched off", columns: ["What", "Status", "By"],
      rows: further
        + results.map { result in
          HTMLTable.Row(
            access: result.access,
            [
              HTMLTable.Cell(result.id), HTMLTable.Cell(.possible),
              HTMLTable.Cell(result.title, evidence: result.evidence),
            ])
        })
  }

  private var refused: HTMLTable {
    HTMLTable(
      prefix + "Switched on though refused", columns: ["Action", "Status", "Title", "Lacks"],
      rows: verification.actions.filter { $0.verdict == .missing }.map { result in
        HTMLTable.Row(
          access: result.access,
          [
            HTMLTable.Cell(result.id), HTMLTable.Cell(.missing), HTMLTable.Cell(result.title),
            HTMLTable.Cell(
              result.missing.map(\.phrase.need).joined(separator: "; "),
              evidence: GroupedNotes(result.notes).sentences),
          ])
      })
  }

  private var inert: HTMLTable {
    HTMLTable(
      prefix + "Granted to no effect", columns: ["Grant", "Status", "Reason"],
      rows: verification.inert.map { inert in
        HTMLTable.Row(
          in: inert.rule.scope.isUnknown ? nil : inert.rule.scope.namespace,
          [
            HTMLTable.Cell(AccessPhrase(inert.rule).grant), HTMLTable.Cell("inert", .note),
            HTMLTable.Cell(inert.reason, evidence: [inert.grant.evidence]),
          ])
      })
  }

  private var rulesToAdd: HTMLTable {
    let rules = verification.missingRules
    return HTMLTable(
      prefix + "Rules to add", columns: [],
      code: rules.isEmpty ? "" : YAMLEmitter.text(.sequence(rules.map(\.yaml))))
  }

  private var clusterTables: [HTMLTable?] {
    guard let cluster else { return [] }
    return [
      HTMLTable(
        prefix + "To change", column: "Object",
        lines: ClusterVerificationText.lines(of: cluster.fixes)),
      HTMLTable(
        prefix + "Where the API server differs", column: "Difference", status: .warning,
        lines: cluster.disagreements.map(\.message)),
      HTMLTable(
        prefix + "Notes", column: "Note", lines: ClusterVerificationText.remarks(of: cluster)),
    ]
  }
}

extension HTMLStatus {
  init(_ verdict: Verification.Verdict) {
    switch verdict {
    case .granted: self = .granted
    case .missing: self = .missing
    case .undetermined: self = .undetermined
    case .unsupported: self = .unsupported
    }
  }
}
