// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import KubernetesAPI

/// One run of the linter: the same objects judged for each Kubernetes version, and what came of it.
package struct LintRun {
  /// What came of a run.
  package struct Result: Sendable {
    package var findings: [Finding] = []
    /// What comments and annotations silence.
    package var silenced: [Finding] = []
  }

  private struct Found {
    var finding: Finding
    var versions: [KubernetesVersion]
  }

  /// What makes a finding of another version the same: what is said beside it may differ.
  private struct Key: Hashable {
    private let finding: Finding

    init(_ finding: Finding) {
      var finding = finding
      finding.notes = []
      self.finding = finding
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(finding.range?.start.offset)
      hasher.combine(finding.rule)
      hasher.combine(finding.message)
    }
  }

  private let linter: Linter
  private let selection: RuleSelection
  private var found: [Found] = []
  private var places: [Key: Int] = [:]
  private var versions: [KubernetesVersion] = []

  package init(_ selection: RuleSelection = RuleSelection()) {
    self.selection = selection
    linter = Linter(rules: selection.rules)
  }

  /// Judges the objects for the version of the context.
  package mutating func judge(_ context: LintContext) {
    versions.append(context.version)
    for finding in linter.findings(in: context) {
      let key = Key(finding)
      if let place = places[key] {
        if found[place].versions.last != context.version {
          found[place].versions.append(context.version)
        }
      } else {
        places[key] = found.count
        found.append(Found(finding: finding, versions: [context.version]))
      }
    }
  }

  /// All findings, in the order of the text.
  package func result(of input: LintInput, today: CalendarDay) -> Result {
    let plain = found.map { found in
      var finding = found.finding
      if let span = Self.span(found.versions, of: versions) {
        finding.notes.append(Diagnostic.Note("this holds in Kubernetes \(span)"))
      }
      return finding
    }
    let judged = Set(selection.rules.map { $0.id })
    let pass = SuppressionPass(
      plain + Self.findings(of: input.failures), input.suppressions, judged: judged,
      today: today)
    return Result(
      findings: pass.findings.compactMap(selection.applied).sorted(), silenced: pass.silenced)
  }

  /// The findings that texts come to which could not be read.
  private static func findings(of failures: [Diagnostic]) -> [Finding] {
    failures.map { failure in
      Finding(
        MalformedYAML.id, .error, failure.message, at: failure.range,
        notes: failure.notes + (failure.remedy.map { [Diagnostic.Note($0)] } ?? []))
    }
  }

  /// Versions in words; `nil` where they are all that were judged.
  private static func span(_ some: [KubernetesVersion], of all: [KubernetesVersion]) -> String? {
    guard some.count < all.count else { return nil }
    var spans: [ClosedRange<KubernetesVersion>] = []
    for version in some.sorted() {
      if let last = spans.last, last.upperBound.minor + 1 == version.minor {
        spans[spans.count - 1] = last.lowerBound...version
      } else {
        spans.append(version...version)
      }
    }
    return spans.map { span in
      span.lowerBound == span.upperBound
        ? "\(span.lowerBound)" : "\(span.lowerBound) to \(span.upperBound)"
    }.joined(separator: ", ")
  }
}
