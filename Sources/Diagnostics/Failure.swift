// SPDX-License-Identifier: Apache-2.0

/// What stops a run, with the exit status that it ends with.
package struct Failure: Error, Hashable, Sendable {
  package var diagnostics: [Diagnostic]
  package var exit: Exit

  package init(diagnostics: [Diagnostic], exit: Exit) {
    self.diagnostics = diagnostics
    self.exit = exit
  }

  /// Something could not be judged: unreadable or malformed input, or a program or cluster that
  /// does not answer.
  package static func unjudged(_ diagnostics: [Diagnostic]) -> Failure {
    Failure(diagnostics: diagnostics, exit: .unjudged)
  }

  /// As `unjudged(_:)`, for one diagnostic.
  package static func unjudged(
    _ code: Diagnostic.Code, _ message: String, at range: SourceRange? = nil,
    remedy: String? = nil
  ) -> Failure {
    unjudged([Diagnostic(.error, code, message, at: range, remedy: remedy)])
  }

  /// The command line is wrong, or the value of an option is.
  package static func usage(_ message: String, remedy: String? = nil) -> Failure {
    Failure(
      diagnostics: [Diagnostic(.error, "usage", message, at: nil, remedy: remedy)], exit: .usage)
  }

  /// What would have to be known, nobody says.
  package static func undetermined(
    _ message: String, at range: SourceRange? = nil, remedy: String
  ) -> Failure {
    Failure(
      diagnostics: [Diagnostic(.error, "undetermined", message, at: range, remedy: remedy)],
      exit: .undetermined)
  }

  /// What RBAC does not let the user read would have to be known. Each note names one permission
  /// that is lacking.
  package static func unread(_ notes: [Diagnostic.Note]) -> Failure {
    Failure(
      diagnostics: notes.map {
        Diagnostic(
          .error, "undetermined", $0.message, at: nil,
          remedy: "ask an administrator for this permission")
      }, exit: .undetermined)
  }
}
