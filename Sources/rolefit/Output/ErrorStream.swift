// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Host
import Reports
import Synchronization
import UseCases

/// Shows messages on standard error as they come, and what was said before not again.
final class ErrorStream: MessageSink {
  private let said = Mutex<Set<String>>([])

  func show(_ message: Message) {
    switch message {
    case .diagnostics(let diagnostics):
      Console.writeError(DiagnosticText(style: .ofError).text(of: diagnostics))
    case .remark(let sentence):
      guard said.withLock({ $0.insert(sentence).inserted }) else { return }
      Console.writeError("rolefit: \(sentence)\n")
    case .tool(let name, let line):
      Console.writeError("\(name): \(line)\n")
    case .progress(let done, let all, let what):
      guard Console.errorIsTerminal else { return }
      Console.writeError("\rrolefit: \(done) of \(all) \(what)" + (done == all ? "\n" : ""))
    }
  }
}

extension Outside {
  /// What surrounds this process, with messages on standard error.
  static var commandLine: Outside { .process(messages: ErrorStream()) }
}

extension TextStyle {
  /// Coloured on a terminal, unless `NO_COLOR` is set.
  static var ofOutput: TextStyle { chosen(isTerminal: Console.outputIsTerminal) }
  static var ofError: TextStyle { chosen(isTerminal: Console.errorIsTerminal) }

  private static func chosen(isTerminal: Bool) -> TextStyle {
    let isRefused = Environment.value("NO_COLOR").map { !$0.isEmpty } ?? false
    return isTerminal && !isRefused ? .coloured : .plain
  }
}

extension Exit {
  /// Ends the run with the first of `exits` that counts; goes on where none does.
  static func finish(_ exits: [Exit]) throws {
    let exit = Exit.first(of: exits)
    if exit != .success { throw exit }
  }
}
