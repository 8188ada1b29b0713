// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Host
package import YAMLSyntax

/// The user's own kubectl, which knows how to reach their clusters.
package struct Kubectl: Sendable {
  /// What the API server said to a request that reads.
  package enum Answer {
    case found(YAMLNode)
    /// It is not there.
    case absent
    /// RBAC forbids it; the server's own message.
    case forbidden(String)
    /// The list went on from a place that the server no longer has.
    case expired
  }

  private let runner: any ToolRunner
  package var context: String?
  package var kubeconfig: String?
  /// How long one request may take before the cluster counts as unreachable, in seconds.
  package let timeout: Int

  /// How long a request may take where nobody says otherwise, in seconds.
  package static let usualTimeout = 30

  package init(
    _ runner: any ToolRunner, context: String? = nil, kubeconfig: String? = nil,
    timeout: Int = Self.usualTimeout
  ) {
    self.runner = runner
    self.context = context
    self.kubeconfig = kubeconfig
    self.timeout = timeout
  }

  /// How messages call the cluster.
  package var title: String { context.map { "the cluster of context '\($0)'" } ?? "the cluster" }

  /// What the API server answers to a GET of `path`; throws where it gives no answer.
  package func get(_ path: String) throws(Failure) -> Answer {
    let result = try run(["get", "--raw", path])
    if result.status == 0 { return .found(try node(result.output, of: path)) }
    let message = KubectlMessage(result)
    switch message.reason {
    case .forbidden: return .forbidden(message.text)
    case .notFound: return .absent
    case .expired: return .expired
    case .other: throw failed(result)
    }
  }

  /// What kubectl prints for `arguments`; where it fails, that is thrown with its own message.
  package func output(_ arguments: [String], input: [UInt8]? = nil) throws(Failure) -> [UInt8] {
    let result = try run(arguments, input: input)
    guard result.status == 0 else { throw failed(result) }
    return result.output
  }

  /// As `output`, with the exit status left to the caller.
  func run(_ arguments: [String], input: [UInt8]? = nil) throws(Failure) -> Program.Result {
    let words = arguments + ["--request-timeout", "\(timeout)s"] + clusterFlags
    do {
      // kubectl counts the time of a request; a credential plugin of its own may hang as well.
      return try runner.run(ToolCall("kubectl", words, input: input, seconds: timeout + 2))
    } catch {
      switch error.kind {
      case .timedOut:
        throw .unjudged(
          "cluster", "\(title) gave no answer: kubectl: \(error.reason)",
          remedy: KubectlMessage.noAnswerRemedy)
      case .tooLarge:
        throw .unjudged("cluster", "\(title) said too much: kubectl: \(error.reason)")
      default:
        throw .unjudged(
          "program", "kubectl could not be run: \(error.reason)",
          remedy: "install kubectl, or see that it is on PATH")
      }
    }
  }

  /// The flags by which kubectl finds the cluster.
  package var clusterFlags: [String] {
    (context.map { ["--context", $0] } ?? []) + (kubeconfig.map { ["--kubeconfig", $0] } ?? [])
  }

  /// The failure of a kubectl that ran and refused.
  func failed(_ result: Program.Result) -> Failure {
    let message = KubectlMessage(result)
    return .unjudged(
      "cluster", "\(title): kubectl failed with status \(result.status): \(message.text)",
      remedy: message.remedy)
  }

  /// The JSON that kubectl printed.
  func node(_ output: [UInt8], of path: String) throws(Failure) -> YAMLNode {
    let source = SourceText(name: "kubectl get \(path.prefix { $0 != "?" })", bytes: output)
    let stream = YAMLStream.read(source)
    guard stream.failure == nil, let node = stream.documents.first else {
      throw .unjudged(
        "cluster", "\(title) did not answer in JSON to \(path.prefix { $0 != "?" })",
        remedy: "see what `kubectl get --raw /version` prints")
    }
    return node
  }
}
