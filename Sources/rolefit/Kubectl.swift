// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Host

/// The user's own kubectl, which knows how to reach their clusters.
struct Kubectl {
  var context: String?
  var kubeconfig: String?
  /// How long one request may take before the cluster counts as unreachable, in seconds.
  var timeout = 30

  /// What kubectl prints for `arguments`; its own words are the message where it fails.
  func output(_ arguments: [String], input: [UInt8]? = nil) throws(Failure) -> [UInt8] {
    let result = try run(arguments, input: input)
    guard result.status == 0 else { throw Self.failed(result) }
    return result.output
  }

  /// As `output`, with the exit status left to the caller.
  func run(_ arguments: [String], input: [UInt8]? = nil) throws(Failure) -> Program.Result {
    var words = arguments + ["--request-timeout", "\(timeout)s"]
    if let context { words += ["--context", context] }
    if let kubeconfig { words += ["--kubeconfig", kubeconfig] }
    do {
      // kubectl counts the time of a request; a credential plugin of its own may hang as well.
      return try Program.run(
        "kubectl", words, input: input, limit: ManifestSources.limit, seconds: timeout + 5)
    } catch {
      switch error.kind {
      case .timedOut:
        throw .unjudged(
          "cluster", "kubectl got no answer: \(error.reason)",
          remedy: "see that `kubectl version` answers, or give it longer with --timeout")
      default:
        throw .unjudged(
          "program", "kubectl could not be run: \(error.reason)",
          remedy: "install kubectl, or see that it is on PATH")
      }
    }
  }

  /// The failure of a kubectl that ran and said no.
  static func failed(_ result: Program.Result) -> Failure {
    let words = result.error.split(separator: "\n").last.map(String.init) ?? "it said nothing"
    return .unjudged("cluster", "kubectl failed with status \(result.status): \(words)")
  }
}
