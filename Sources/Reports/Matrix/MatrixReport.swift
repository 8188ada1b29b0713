// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Diagnostics
package import Manifests
import RBAC

/// The report of `rolefit verify --chart … --matrix`.
package struct MatrixReport {
  let matrix: ChartMatrix
  let subject: Subject
  let sentence: MatrixSentence
  /// The switches of what the agent reads, where they were tried besides those of actions.
  let reads: Part?

  /// Switches that were tried together, and what is said of them.
  struct Part {
    var matrix: ChartMatrix
    var sentence: MatrixSentence

    init(_ matrix: ChartMatrix) {
      self.matrix = matrix
      sentence = MatrixSentence(matrix)
    }
  }

  /// What was judged, and by what.
  package struct Subject {
    package var chart: String
    package var dialect: String
    package var agent: String
    package var versions: Verification.Versions
    package var account: ManifestSet.ServiceAccountName?
    /// Switches of the dialect that the chart does not have.
    package var leftOut: [String]

    package init(
      chart: String, dialect: String, agent: String, versions: Verification.Versions,
      account: ManifestSet.ServiceAccountName?, leftOut: [String]
    ) {
      self.chart = chart
      self.dialect = dialect
      self.agent = agent
      self.versions = versions
      self.account = account
      self.leftOut = leftOut
    }
  }

  package init(_ matrix: ChartMatrix, reads: ChartMatrix? = nil, of subject: Subject) {
    self.matrix = matrix
    self.reads = reads.map(Part.init)
    self.subject = subject
    sentence = MatrixSentence(matrix)
  }

  /// How many combinations came to what.
  struct Counts {
    var exact = 0
    var less = 0
    var more = 0
    var rejected = 0
    var failed = 0
    var refused = 0
    var rendered = 0
  }

  /// The faults of all switches, each with what can be said of it.
  var faults: [(fault: SwitchFault, part: Part)] {
    ([Part(matrix)] + (reads.map { [$0] } ?? [])).flatMap { part in
      part.matrix.faults.map { ($0, part) }
    }
  }

  /// Every combination that was tried.
  var combinations: [(combination: JudgedCombination, part: Part)] {
    ([Part(matrix)] + (reads.map { [$0] } ?? [])).flatMap { part in
      part.matrix.combinations.map { ($0, part) }
    }
  }

  var counts: Counts { Self.counts(matrix) }

  static func counts(_ matrix: ChartMatrix) -> Counts {
    var counts = Counts()
    for combination in matrix.combinations {
      guard combination.isJudged else {
        if combination.isRefused { counts.refused += 1 } else { counts.failed += 1 }
        continue
      }
      counts.rendered += 1
      if !combination.rejections.isEmpty { counts.rejected += 1 }
      if !combination.lacking.isEmpty { counts.less += 1 }
      let isMore = !combination.excess.isEmpty || !combination.possibleBesides.isEmpty
      if isMore { counts.more += 1 }
      if combination.rejections.isEmpty, combination.lacking.isEmpty, !isMore {
        counts.exact += 1
      }
    }
    return counts
  }

  /// Whether every combination there is was tried.
  var isExhaustive: Bool { matrix.toggles.count <= SwitchSettings.mostExhaustive }

  /// What was tried of the switches of reading: `; 40 read switches, each by itself`.
  var readSummary: String {
    guard let reads else { return "" }
    let count = reads.matrix.toggles.count
    let isEach = reads.matrix.combinations.count > count
    return "; \(count) read switch\(count == 1 ? "" : "es"), "
      + (isEach ? "each by itself and all together" : "all together")
  }

  /// `32 combinations of 5 switches: 12 exact, 4 grant less, 20 grant more`.
  var summary: String {
    let counts = counts
    let tried = matrix.combinations.count
    var parts = ["\(counts.exact) exact"]
    if counts.less > 0 { parts.append("\(counts.less) grant\(counts.less == 1 ? "s" : "") less") }
    if counts.more > 0 { parts.append("\(counts.more) grant\(counts.more == 1 ? "s" : "") more") }
    if counts.rejected > 0 { parts.append("\(counts.rejected) rejected by the API server") }
    if counts.refused > 0 { parts.append("\(counts.refused) refused by the chart's own schema") }
    if counts.failed > 0 { parts.append("\(counts.failed) not rendered") }
    let which = isExhaustive ? "" : ", every pair of settings of every two among them"
    return "\(VerificationText.grouped(tried)) combination\(tried == 1 ? "" : "s") of "
      + "\(matrix.toggles.count) switch\(matrix.toggles.count == 1 ? "" : "es")\(which): "
      + parts.joined(separator: ", ")
  }

  /// Failures to render, each with the combinations that have it, in words.
  var failures: [(message: String, combinations: [String])] {
    var failures: [(message: String, combinations: [String])] = []
    for (combination, part) in combinations
    where !combination.isJudged && !combination.isRefused {
      let message = combination.failure.first?.message ?? ""
      let words = part.sentence.combination(combination.settings)
      if let place = failures.firstIndex(where: { $0.message == message }) {
        failures[place].combinations.append(words)
      } else {
        failures.append((message, [words]))
      }
    }
    return failures
  }

  /// Why parts of the answer can't be known, each once.
  var undetermined: [String] {
    var seen: Set<String> = []
    return combinations.flatMap(\.combination.undetermined).map(\.message)
      .filter { seen.insert($0).inserted }
  }
}
