// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// A wish, in the text itself, that a rule's findings be passed over: a comment
/// `# rolefit:ignore RULE: reason`, or an annotation `rolefit/ignore.RULE: reason`.
package struct Suppression: Sendable {
  /// What it is about.
  package enum Target: Hashable, Sendable {
    /// Findings that start in this line.
    case line(Int)
    /// Findings about this object.
    case object(kind: String, namespace: String, name: String)
  }

  /// The rule's id, as written.
  package var rule: String
  package var reason: String
  /// The last day on which it holds, as `2026-12-31`; `nil` for ever.
  package var until: String?
  package var target: Target
  /// Where it is written.
  package var range: SourceRange
  package var object: Finding.Object?
  /// Whether its object was put together from several files, so that findings about it may be in
  /// any.
  package var isOfBuiltObject = false

  /// Whether it silences the finding: never for what has no reason.
  func covers(_ finding: Finding) -> Bool {
    guard rule == finding.rule, !reason.isEmpty, let place = finding.range,
      place.file == range.file || isOfBuiltObject
    else { return false }
    switch target {
    case .line(let line): return place.file == range.file && place.start.line == line
    case .object(let kind, let namespace, let name):
      guard let object = finding.object else { return false }
      return object.kind == kind && object.name == name
        && (object.namespace == namespace || namespace.isEmpty)
    }
  }
}
