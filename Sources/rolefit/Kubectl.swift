// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Host
import YAMLSyntax

/// The user's own kubectl, which knows how to reach their clusters.
struct Kubectl: Sendable {
  /// What the API server said to a request that reads.
  enum Answer {
    case found(YAMLNode)
    /// It is not there.
    case absent
    /// RBAC forbids it; the server's own words.
    case forbidden(String)
    /// The list went on from a place that the server no longer has.
    case expired
  }

  var context: String?
  var kubeconfig: String?
  /// How long one request may take before the cluster counts as unreachable, in seconds.
  var timeout = 30

  /// How messages call the cluster.
  var title: String { context.map { "the cluster of context '\($0)'" } ?? "the cluster" }

  /// What the API server answers to a GET of `path`; throws where it gives no answer.
  func get(_ path: String) throws(Failure) -> Answer {
    let result = try run(["get", "--raw", path])
    if result.status == 0 { return .found(try node(result.output, of: path)) }
    if result.error.contains("(Forbidden)") { return .forbidden(KubectlWords(result).text) }
    if result.error.contains("(NotFound)") { return .absent }
    if result.error.contains("(Expired)") { return .expired }
    throw failed(result)
  }

  /// What kubectl prints for `arguments`; its own words are the message where it fails.
  func output(_ arguments: [String], input: [UInt8]? = nil) throws(Failure) -> [UInt8] {
    let result = try run(arguments, input: input)
    guard result.status == 0 else { throw failed(result) }
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
        "kubectl", words, input: input, limit: ManifestSources.limit, seconds: timeout + 2)
    } catch {
      switch error.kind {
      case .timedOut:
        throw .unjudged(
          "cluster", "\(title) gave no answer: kubectl: \(error.reason)",
          remedy: "see that `kubectl version` answers, or give it longer with --timeout")
      case .tooLarge:
        throw .unjudged("cluster", "\(title) said too much: kubectl: \(error.reason)")
      default:
        throw .unjudged(
          "program", "kubectl could not be run: \(error.reason)",
          remedy: "install kubectl, or see that it is on PATH")
      }
    }
  }

  /// The failure of a kubectl that ran and said no.
  func failed(_ result: Program.Result) -> Failure {
    let words = KubectlWords(result)
    return .unjudged(
      "cluster", "\(title): kubectl failed with status \(result.status): \(words.text)",
      remedy: words.remedy)
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
