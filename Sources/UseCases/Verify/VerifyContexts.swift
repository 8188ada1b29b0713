// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Tools

/// Verifies the agents of several clusters, a few at a time. One that can't be reached does not
/// keep the others from being judged.
package struct VerifyContexts: Sendable {
  private let request: VerifyRequest
  private let kubectl: Kubectl

  /// What came of one cluster.
  package struct Outcome: Sendable {
    package var context: String
    package var result: Result<VerifyResult, Failure>
  }

  /// - Parameter request: must not name a context.
  package init(_ request: VerifyRequest) throws(Failure) {
    self.request = request
    var kubectl = try request.resolver.options.kubectl(request.outside)
    kubectl.context = nil
    self.kubectl = kubectl
  }

  /// - Parameter patterns: of the contexts' names, with `*` and `?`.
  package func run(matching patterns: [String]) throws(Failure) -> [Outcome] {
    let contexts = try ClusterContexts.matching(patterns, kubectl)
    let verify = VerifyCluster(request)
    let results = ClusterContexts.map(contexts, kubectl) { kubectl in
      Result { () throws(Failure) in try verify.run(kubectl) }
    }
    return zip(contexts, results).map { Outcome(context: $0, result: $1) }
  }
}
