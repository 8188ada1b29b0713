// SPDX-License-Identifier: Apache-2.0

import Analysis
import Manifests
import RBAC
import Testing

/// What the commands of a plan would do to a cluster.
enum PlanSteps {
  /// The manifests that the command of a step is given, with the line that starts it.
  static func applied(by step: Readiness.Step) throws -> (command: String, text: String) {
    let command = try #require(step.command)
    let lines = command.split(separator: "\n", omittingEmptySubsequences: false)
    try #require(lines.count > 2 && lines.last == "EOF", "\(command)")
    return (String(lines[0]), lines[1..<(lines.count - 1)].joined(separator: "\n") + "\n")
  }

  /// The rules that `kubectl auth reconcile` adds to a role; `nil` for another command.
  static func rulesAdded(by step: Readiness.Step) throws -> [PolicyRule]? {
    let (command, text) = try applied(by: step)
    guard command.contains(" auth reconcile ") else { return nil }
    return Samples.manifests(text).roles.flatMap(\.rules)
  }
}
