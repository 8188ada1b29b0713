// SPDX-License-Identifier: Apache-2.0

package import RBAC
import YAMLSyntax

/// The subjects that may send all of some requests, with what lets them.
package struct WhoCan {
  /// A subject, and each binding, role and rule that lets it.
  package struct Line: Hashable {
    package var subject: String
    package var grants: [String]
  }

  package let lines: [Line]
  /// Bindings that may let further subjects.
  package let unresolved: [String]
  /// The further subjects that may send them by bindings which are left out.
  package let leftOut: LeftOut

  /// - Parameter others: what bindings give that are left out.
  package init(_ requests: [Request], in policy: Policy, besides others: Policy? = nil) {
    var reasons: [String: [String]] = [:]
    var unresolved: Set<String> = []
    var able: Set<String>?
    for request in requests {
      let grantees = policy.grantees(of: request)
      unresolved.formUnion(grantees.unresolved.map(policy.describe))
      var subjects: Set<String> = []
      for grant in grantees.grants {
        let subject = policy.subjectTitle(of: grant)
        subjects.insert(subject)
        let reason = "\(policy.describe(grant)), \(policy.describeRule(of: grant))"
        if !(reasons[subject] ?? []).contains(reason) {
          reasons[subject, default: []].append(reason)
        }
      }
      able = able?.intersection(subjects) ?? subjects
    }
    lines = (able ?? []).sorted().map { Line(subject: $0, grants: reasons[$0] ?? []) }
    self.unresolved = unresolved.sorted()
    let further = others.map { WhoCan(requests, in: $0).lines.map(\.subject) } ?? []
    leftOut = LeftOut(subjects: further.filter { !(able ?? []).contains($0) })
  }

  package func text(_ style: TextStyle) -> String {
    var text: ShownText = lines.isEmpty ? "\(style.good("nobody"))\n" : ""
    for line in lines {
      text += "\(style.bold("\(line.subject)"))\n"
      for grant in line.grants { text += "  by \(grant)\n" }
    }
    if lines.isEmpty, let sentence = leftOut.sentence { text += "  \(sentence)\n" }
    if !unresolved.isEmpty { text += "\(style.doubtful("undetermined:"))\n" }
    for binding in unresolved { text += "  \(binding)\n" }
    return style.fitted(text)
  }

  package var json: String {
    JSONEmitter.document(
      .object([
        ("schemaVersion", .integer(1)),
        (
          "subjects",
          .sequence(
            lines.map { line in
              .object([
                ("subject", .string(line.subject)),
                ("grantedBy", .strings(line.grants)),
              ])
            })
        ),
        ("undetermined", .strings(unresolved)),
        ("leftOut", .strings(leftOut.subjects)),
      ]))
  }
}
