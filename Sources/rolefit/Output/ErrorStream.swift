// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Host
import Reports
import Synchronization
import UseCases

/// Shows messages on standard error as they come, and what was said before not again.
final class ErrorStream: MessageSink {
  static let shared = ErrorStream()

  private struct State {
    var said: Set<String> = []
    /// What the terminal's last line says of the work that is going on.
    var progress = ""
  }

  private let state = Mutex(State())

  func show(_ message: Message) {
    state.withLock { state in
      switch message {
      case .diagnostics(let diagnostics):
        let text = DiagnosticText(style: .ofError)
        say(diagnostics.map { text.text(of: $0) }.filter { state.said.insert($0).inserted }, state)
      case .remark(let sentence):
        say(
          [TextStyle.ofError.fitted("rolefit: \(sentence)\n")].filter {
            state.said.insert($0).inserted
          }, state)
      case .tool(let name, let line):
        say([("\(name): \(line)\n" as ShownText).string], state)
      case .progress(let done, let all, let what):
        guard Console.errorIsTerminal else { return }
        let shown: ShownText = "rolefit: \(done) of \(all) \(what)"
        state.progress = done == all ? "" : shown.string
        Console.writeError("\r\u{1B}[K" + state.progress)
      }
    }
  }

  /// Takes away what is said of work that stopped.
  func endProgress() {
    state.withLock { state in
      if !state.progress.isEmpty { Console.writeError("\r\u{1B}[K") }
      state.progress = ""
    }
  }

  /// Writes lines where the progress stands, and that below them.
  private func say(_ lines: [String], _ state: State) {
    guard !lines.isEmpty else { return }
    let text = lines.joined()
    Console.writeError(state.progress.isEmpty ? text : "\r\u{1B}[K\(text)\(state.progress)")
  }
}

extension Outside {
  /// What surrounds this process, with messages on standard error.
  static var commandLine: Outside { .process(messages: ErrorStream.shared) }
}

extension TextStyle {
  /// As wide as the terminal and coloured, unless `NO_COLOR` is set; plain where there is none.
  static var ofOutput: TextStyle {
    chosen(isTerminal: Console.outputIsTerminal, columns: Console.outputColumns)
  }
  static var ofError: TextStyle {
    chosen(isTerminal: Console.errorIsTerminal, columns: Console.errorColumns)
  }

  private static func chosen(isTerminal: Bool, columns: Int?) -> TextStyle {
    guard isTerminal else { return .plain }
    let isRefused = Environment.value("NO_COLOR").map { !$0.isEmpty } ?? false
    return (isRefused ? TextStyle.plain : .coloured).within(columns)
  }
}

extension Exit {
  /// Ends the run with the first of `exits` that counts; goes on where none does.
  static func finish(_ exits: [Exit]) throws {
    let exit = Exit.first(of: exits)
    if exit != .success { throw exit }
  }
}
