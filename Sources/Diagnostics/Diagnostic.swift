// SPDX-License-Identifier: Apache-2.0

/// Something a user can mend in what they gave us.
package struct Diagnostic: Hashable, Sendable {
  /// How much a diagnostic weighs.
  package enum Severity: String, Hashable, Sendable, Comparable, CaseIterable {
    case note, warning, error

    package static func < (left: Self, right: Self) -> Bool { left.weight < right.weight }

    private var weight: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  /// The name of a kind of diagnostic, in kebab case, such as `yaml-syntax`.
  package struct Code: Hashable, Sendable, RawRepresentable, ExpressibleByStringLiteral {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(stringLiteral value: String) { rawValue = value }
  }

  /// A second place or thought that belongs to a diagnostic.
  package struct Note: Hashable, Sendable {
    package var message: String
    package var range: SourceRange?

    package init(_ message: String, at range: SourceRange? = nil) {
      self.message = message
      self.range = range
    }
  }

  package var severity: Severity
  package var code: Code
  /// What is wrong: one clause, lower case, no full stop.
  package var message: String
  /// Where; `nil` only for what concerns the whole run.
  package var range: SourceRange?
  package var notes: [Note]
  /// What to do about it: one clause, lower case, no full stop.
  package var remedy: String?

  package init(
    _ severity: Severity, _ code: Code, _ message: String, at range: SourceRange?,
    notes: [Note] = [], remedy: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.range = range
    self.notes = notes
    self.remedy = remedy
  }
}

extension Diagnostic.Code {
  /// A chart's own schema refuses the values: nobody can install it with them.
  package static let refusedBySchema: Diagnostic.Code = "helm-schema"
}
