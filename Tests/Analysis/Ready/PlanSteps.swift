// SPDX-License-Identifier: Apache-2.0

import Analysis
import Foundation
import TestSupport
import Testing

/// What the commands of a plan would do to a cluster.
enum PlanSteps {
  /// The manifests that `kubectl apply` is given, with the line that starts it.
  static func applied(by step: Readiness.Step) throws -> (command: String, text: String) {
    let lines = step.command.split(separator: "\n", omittingEmptySubsequences: false)
    try #require(lines.count > 2 && lines.last == "EOF", "\(step.command)")
    return (String(lines[0]), lines[1..<(lines.count - 1)].joined(separator: "\n") + "\n")
  }

  /// The rules that `kubectl patch` adds, each as JSON; `nil` for another command.
  static func rulesAdded(by step: Readiness.Step) throws -> [String]? {
    guard step.command.contains(" patch "),
      let start = step.command.range(of: "'--patch=")?.upperBound
    else { return nil }
    let operations = try JSON(parsing: String(step.command[start...].dropLast()))
    return operations.array.flatMap { operation in
      operation["path"] == "/rules" ? operation["value"].array : [operation["value"]]
    }.map(\.text)
  }
}
