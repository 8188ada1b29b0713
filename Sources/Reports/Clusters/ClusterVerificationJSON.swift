// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Diagnostics
import Manifests
package import YAMLSyntax

/// The JSON report of `rolefit verify --live`: that of `verify`, and what was found in the cluster.
package enum ClusterVerificationJSON {
  /// - Parameter target: the target's name, when several are verified in one run.
  package static func value(_ report: ClusterVerification, target: String? = nil) -> YAMLValue {
    .object(members(of: report, target: target))
  }

  static func members(
    of report: ClusterVerification, target: String? = nil
  ) -> [(String, YAMLValue)] {
    VerificationJSON.members(of: report.verification, target: target)
      + [("cluster", cluster(report))]
  }

  private static func cluster(_ report: ClusterVerification) -> YAMLValue {
    func text(_ text: String?) -> YAMLValue { text.map { .string($0) } ?? .null }
    return .object([
      ("context", text(report.context)),
      ("kubernetes", .string(report.serverVersion)),
      ("deployment", text(report.deployment)),
      ("image", text(report.image)),
      ("serviceAccountExists", report.accountExists.map { .bool($0) } ?? .null),
      ("setSource", .string(report.setSource)),
      ("unsaid", .strings(report.unsaid)),
      ("reviewed", .integer(Int64(report.reviewed))),
      ("disagreements", .strings(report.disagreements.map(\.message))),
      ("fixes", .sequence(report.fixes.map(fix))),
      ("notes", .strings(report.notes.map(\.message))),
    ])
  }

  private static func fix(_ fix: ClusterVerification.Fix) -> YAMLValue {
    guard let owner = fix.owner else {
      return .object([("object", .string(fix.object)), ("owner", .null)])
    }
    return .object([
      ("object", .string(fix.object)),
      (
        "owner",
        .object([
          ("kind", .string(owner.kind.rawValue)), ("namespace", .string(owner.namespace)),
          ("name", .string(owner.name)),
        ])
      ), ("advice", .string(owner.advice)),
    ])
  }
}
