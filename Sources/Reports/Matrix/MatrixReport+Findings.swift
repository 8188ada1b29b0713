// SPDX-License-Identifier: Apache-2.0

import Analysis
package import Diagnostics
import RBAC

extension MatrixReport {
  /// The faults as the formats for other programs take them.
  package var findings: [Finding] {
    let failures = combinations.map(\.combination).filter { !$0.isRefused }.flatMap(\.failure)
    let failed = failures.map { failure in
      Finding(.notRendered, failure.message, at: failure.range, notes: failure.notes)
    }
    return faults.map { fault, part in
      let sentence = part.sentence
      let places = sentence.places(fault)
      return Finding(
        fault.kind.rule, sentence.fault(fault), at: places.first?.range,
        notes: [Diagnostic.Note("example: \(sentence.combination(fault.example))")]
          + fault.rules.map { Diagnostic.Note(AccessPhrase($0).grant) }
          + places.dropFirst().map { Diagnostic.Note($0.title, at: $0.range) })
    } + failed
  }

  /// What is said of each kind of fault.
  package static var rules: [RuleDescription] { FindingVocabulary.matrix }
}
