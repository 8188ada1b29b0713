// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

/// What a catalog is to learn, and from what.
package struct LearnRequest: Sendable {
  /// What the command line says besides the shared options.
  package struct Arguments: Sendable {
    /// Id of the action.
    package var action: String
    package var title: String?
    /// Name of the agent of a catalog that is begun.
    package var agent: String
    /// Audit logs, each of them of one run or more.
    package var logs: [String]
    /// Stretches of time, each of one run: two times with a comma between.
    package var between: [String]
    /// The user's name, where it is not a service account that is named.
    package var user: String?
    /// A command that does the action, the program first; its `log` says where the requests go.
    package var command: [String]
    /// Whether reading what the action writes is optional; `nil` where that is so for kubectl.
    package var readsAreOptional: Bool?

    package init(
      action: String, title: String? = nil, agent: String = "agent", logs: [String] = [],
      between: [String] = [], user: String? = nil, command: [String] = [],
      readsAreOptional: Bool? = nil
    ) {
      self.action = action
      self.title = title
      self.agent = agent
      self.logs = logs
      self.between = between
      self.user = user
      self.command = command
      self.readsAreOptional = readsAreOptional
    }
  }

  let options: Options
  let arguments: Arguments
  let outside: Outside
  /// Beginning and end of each run; empty for whole logs.
  let windows: [(since: String, until: String)]

  package init(
    _ options: Options, _ arguments: Arguments, _ outside: Outside
  ) throws(Failure) {
    self.options = options
    self.arguments = arguments
    self.outside = outside
    windows = try arguments.between.map { text throws(Failure) in
      let ends = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard ends.count == 2, !ends.contains("") else {
        throw .usage(
          "--between: '\(text)' is not two times with a comma between",
          remedy: "write it like 2026-11-22T08:30:00Z,2026-11-22T08:31:00Z")
      }
      return (ends[0], ends[1])
    }
    switch (arguments.logs.isEmpty, arguments.command.isEmpty) {
    case (true, true):
      throw .usage(
        "there is nothing to learn from", remedy: "name a log with --from, or a command after `--`")
    case (false, false): throw .usage("--from and a command exclude each other")
    case (true, false):
      if !windows.isEmpty { throw .usage("--between is for logs: name one with --from") }
    case (false, true):
      if arguments.logs.contains("-"), arguments.logs.count > 1 || windows.count > 1 {
        throw .usage("standard input (-) can be read only once")
      }
    }
  }
}
