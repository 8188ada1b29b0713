// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Diagnostics
import Host

/// What stops a command: told on stderr, with an exit code of its own.
struct Failure: Error {
  var diagnostics: [Diagnostic]
  var exit: ExitCode

  /// Something could not be judged: unreadable or malformed input, a program or a cluster that
  /// does not answer.
  static func unjudged(_ diagnostics: [Diagnostic]) -> Failure {
    Failure(diagnostics: diagnostics, exit: .unjudged)
  }

  static func unjudged(
    _ code: Diagnostic.Code, _ message: String, at range: SourceRange? = nil,
    remedy: String? = nil
  ) -> Failure {
    unjudged([Diagnostic(.error, code, message, at: range, remedy: remedy)])
  }

  /// The command line itself is wrong.
  static func usage(_ message: String, remedy: String? = nil) -> Failure {
    Failure(
      diagnostics: [Diagnostic(.error, "usage", message, at: nil, remedy: remedy)], exit: .usage)
  }

  /// What RBAC does not let the user read would have to be known.
  static func unread(_ notes: [Diagnostic.Note]) -> Failure {
    Failure(
      diagnostics: notes.map {
        Diagnostic(
          .error, "undetermined", $0.message, at: nil,
          remedy: "ask an administrator for this permission")
      }, exit: .undetermined)
  }

  static func unreadable(_ error: HostError) -> Failure {
    unjudged(
      "unreadable", error.reason,
      at: error.path.isEmpty ? nil : SourceRange.startOf(file: error.path))
  }
}

extension ExitCode {
  /// What `--fail-on` names was found.
  static let findings = ExitCode(1)
  static let unjudged = ExitCode(2)
  static let undetermined = ExitCode(3)
  static let usage = ExitCode(64)
}
