// SPDX-License-Identifier: Apache-2.0

/// Gathers diagnostics and hands them out in the order a reader expects.
package struct DiagnosticCollector: Sendable {
  private var collected: [Diagnostic] = []

  package init() {}

  package mutating func emit(_ diagnostic: Diagnostic) {
    collected.append(diagnostic)
  }

  package mutating func emit(contentsOf diagnostics: some Sequence<Diagnostic>) {
    collected.append(contentsOf: diagnostics)
  }

  package var isEmpty: Bool { collected.isEmpty }

  /// The weightiest severity; `nil` when there is nothing.
  package var worst: Diagnostic.Severity? { collected.lazy.map(\.severity).max() }

  package var hasErrors: Bool { worst == .error }

  /// By file, place, code and message, each once; what has no place comes first.
  package var sorted: [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return collected.filter { seen.insert($0).inserted }.sorted { left, right in
      let leftKey = Self.key(left)
      let rightKey = Self.key(right)
      return leftKey < rightKey
    }
  }

  private static func key(_ diagnostic: Diagnostic) -> (String, Int, String, String) {
    (
      diagnostic.range?.file ?? "", diagnostic.range?.start.offset ?? -1,
      diagnostic.code.rawValue, diagnostic.message
    )
  }
}
