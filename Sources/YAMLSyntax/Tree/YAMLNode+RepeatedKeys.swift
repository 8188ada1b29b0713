// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

extension YAMLNode {
  /// A diagnostic for each key that a mapping of the subtree has more than once, where the last one
  /// stands, with the place of the first.
  ///
  /// The last one counts, as for sigs.k8s.io/yaml without strictness (goyaml.v2/decode.go,
  /// `mapping`) and for Go's JSON.
  ///
  /// - Parameter severity: an error where nobody but rolefit reads the text.
  package func repeatedKeys(as severity: Diagnostic.Severity = .warning) -> [Diagnostic] {
    let all = tree.repeatedKeys
    guard !all.isEmpty else { return [] }
    let end = tree.next(after: index)
    let first = all.partitioningIndex { Int($0.last) >= index }
    return all[first...].prefix { Int($0.last) < end }.map { diagnostic(severity, $0) }
  }

  private func diagnostic(
    _ severity: Diagnostic.Severity, _ key: Tree.RepeatedKey
  ) -> Diagnostic {
    let first = tree.records[Int(key.first)]
    let last = tree.records[Int(key.last)]
    let name = tree.withText(of: last) { String(decoding: $0, as: UTF8.self) }
    let often = key.count == 2 ? "twice" : "\(key.count) times"
    return Diagnostic(
      severity, "duplicate-key",
      "the key `\(name)` stands \(often) in the same mapping, and only the last one counts",
      at: tree.source.range(Int(last.start)..<Int(last.end)),
      notes: [
        Diagnostic.Note(
          "it stands here first", at: tree.source.range(Int(first.start)..<Int(first.end)))
      ],
      remedy: "remove one of them, or merge their values")
  }
}
