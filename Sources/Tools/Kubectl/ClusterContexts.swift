// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Host

/// Several of the user's clusters, chosen by the names of their contexts.
package enum ClusterContexts {
  /// How many clusters are asked at the same time.
  static let atOnce = 3

  /// All contexts of the user's kubeconfig.
  package static func names(_ kubectl: Kubectl) throws(Failure) -> [String] {
    let output = try kubectl.output(["config", "get-contexts", "--output", "name"])
    return String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map(String.init)
  }

  /// The contexts whose names match one of `patterns`, sorted.
  package static func matching(
    _ patterns: [String], _ kubectl: Kubectl
  ) throws(Failure) -> [String] {
    let names = try names(kubectl)
    let globs = patterns.flatMap { $0.split(separator: ",").map(String.init) }
    let matching = names.filter { name in globs.contains { Glob($0).matches(name) } }
    guard !matching.isEmpty else {
      throw .unjudged(
        "cluster", "no context matches '\(globs.joined(separator: ","))'",
        remedy: "`kubectl config get-contexts` lists the contexts")
    }
    return Set(matching).sorted()
  }

  /// What `body` makes of each cluster, a few at a time, in the order of `contexts`; on a terminal
  /// a line says how far it has come.
  package static func map<Output: Sendable>(
    _ contexts: [String], _ kubectl: Kubectl, _ body: @escaping @Sendable (Kubectl) -> Output
  ) -> [Output] {
    let progress = Progress(total: contexts.count)
    progress.show()
    defer { progress.clear() }
    return Parallel.map(contexts, width: atOnce) { context in
      var own = kubectl
      own.context = context
      let output = body(own)
      progress.advance()
      return output
    }
  }
}
