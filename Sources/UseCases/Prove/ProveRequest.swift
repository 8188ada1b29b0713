// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Host
package import Manifests
package import Tools

/// What one proof is about.
package struct ProveRequest: Sendable {
  package let resolver: Resolver
  package let set: SetRequest
  /// The cluster; `nil` where requests are only planned.
  package let kubectl: Kubectl?
  package let account: ManifestSet.ServiceAccountName?
  package let namespace: String?
  /// Objects that requests of their kind are to be about: `KIND/NAMESPACE/NAME` or `KIND/NAME`.
  package let targets: [String]
  /// The file with the token that requests are sent with, instead of impersonating.
  package let tokenFile: String?
  /// Whether nothing is sent.
  package let isPlan: Bool

  var outside: Outside { resolver.outside }

  package init(
    _ options: Options, targets: [String] = [], tokenFile: String? = nil, isPlan: Bool = false,
    _ outside: Outside
  ) throws(Failure) {
    resolver = Resolver(options, outside)
    let asksCluster = try options.asksCluster()
    guard isPlan || asksCluster else {
      throw .usage("which cluster?", remedy: "name it with --context, or --live for your own")
    }
    if let tokenFile, Files.kind(of: tokenFile) != .file {
      throw .unreadable(HostError(path: tokenFile, reason: "no such file", kind: .notFound))
    }
    set = try SetRequest(options)
    kubectl = asksCluster ? try options.kubectl(outside) : nil
    account = try options.get(.serviceAccount)
    namespace = try options.get(.namespace)
    self.targets = targets
    self.tokenFile = tokenFile
    self.isPlan = isPlan
  }
}
