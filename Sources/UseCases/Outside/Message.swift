// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// What a use case says beside its result, for standard error.
package enum Message: Hashable, Sendable {
  /// What is wrong with the input, or odd in it.
  case diagnostics([Diagnostic])
  /// What was assumed, left out or done: one sentence without a full stop.
  case remark(String)
  /// A line that a program of the user's printed beside its result.
  case tool(name: String, line: String)
  /// How much of some work is done, for a terminal alone.
  case progress(done: Int, of: Int, what: String)
}

/// Where messages go.
package protocol MessageSink: Sendable {
  func show(_ message: Message)
}

extension Outside {
  /// Says what was assumed, left out or done.
  package func remark(_ sentence: String) { messages.show(.remark(sentence)) }

  /// As `remark(_:)`, for several.
  package func remark(_ sentences: [String]) {
    for sentence in sentences { remark(sentence) }
  }

  /// Says what is wrong with the input; nothing where nothing is.
  package func show(_ diagnostics: [Diagnostic]) {
    if !diagnostics.isEmpty { messages.show(.diagnostics(diagnostics)) }
  }

  /// Shows what helm printed beside the manifests.
  func show(helm warnings: [String]) {
    for warning in warnings { messages.show(.tool(name: "helm", line: warning)) }
  }
}
