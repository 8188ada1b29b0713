// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// A line on the terminal that says how much of some work is done; nothing where standard error is
/// no terminal.
package final class Progress: Sendable {
  private let total: Int
  private let done = Mutex(0)
  private let isShown = Console.errorIsTerminal

  package init(total: Int) { self.total = total }

  package func show() { write(done.withLock(\.self)) }

  package func advance() {
    done.withLock { done in
      done += 1
      write(done)
    }
  }

  /// Takes the line away.
  package func clear() {
    if isShown { Console.writeError("\r\u{1B}[K") }
  }

  private func write(_ done: Int) {
    if isShown {
      Console.writeError("\r\u{1B}[K\(done) of \(total) cluster\(total == 1 ? "" : "s") asked")
    }
  }
}
