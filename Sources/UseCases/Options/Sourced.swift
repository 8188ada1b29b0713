// SPDX-License-Identifier: Apache-2.0

package import KubernetesAPI

/// Where a value comes from. The order of the cases is the order in which they are asked.
package enum ValueOrigin: Hashable, Sendable {
  case commandLine
  /// A variable such as `ROLEFIT_KUBE_VERSION`.
  case environment
  /// The configuration file at this path.
  case configuration(file: String)
  /// The tag of the agent's image in this workload, such as `Deployment 'komodor/k8s-watcher'`.
  case image(workload: String)
  /// The configuration that the installed agent reads, such as `ConfigMap 'komodor/…'`.
  case agentConfiguration(String)
  /// A Helm release, or the values of a chart, as text for people.
  case release(String)
  /// What the catalog has on record for a version of a chart, such as `k8s-watcher@1.18.17`.
  case record(chart: String)
  /// The API server, which runs this version.
  case server(KubernetesVersion)
  /// What the grants allow now.
  case grants
  /// Nobody said it: the newest that is known.
  case newest
}

/// A value with its origin.
package struct Sourced<Value> {
  package var value: Value
  package var origin: ValueOrigin

  package init(_ value: Value, from origin: ValueOrigin) {
    self.value = value
    self.origin = origin
  }
}

extension Sourced: Sendable where Value: Sendable {}
extension Sourced: Equatable where Value: Equatable {}
