// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A program that has this process's standard streams to itself while it runs.
package final class ForegroundProgram {
  private var child: Child
  private var isNoted = true

  /// Starts `words`, the first of which is the program.
  ///
  /// - Parameter environment: what is added to this process's own.
  package init(_ words: [String], adding environment: [String: String]) throws(HostError) {
    guard let name = words.first else { throw HostError(path: "", reason: "no such program") }
    let all = Environment.all.merging(environment) { _, added in added }
    let group = Lifeline.shared.willStart()
    do throws(HostError) {
      child = Child(
        try Spawning.alone { () throws(HostError) in
          try Spawning.start(
            name, Array(words.dropFirst()), environment: all,
            streams: [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO], group: group)
        })
    } catch {
      Lifeline.shared.ended(nil)
      throw error
    }
    Lifeline.shared.started(child.process)
  }

  deinit { note() }

  /// The exit status once it has ended: 128 and the signal's number when a signal ended it.
  package var status: Int32? {
    guard child.hasEnded() else { return nil }
    note()
    return child.wait(until: nil)
  }

  /// Asks it to end, as a terminal does.
  package func interrupt() { kill(child.process, SIGINT) }

  /// Ends it by force.
  package func end() {
    child.end()
    note()
  }

  private func note() {
    if isNoted { Lifeline.shared.ended(child.process) }
    isNoted = false
  }
}
