// SPDX-License-Identifier: Apache-2.0

package import RBAC

/// A request that was seen while an action was done.
package struct ObservedRequest: Hashable, Sendable {
  /// As the API server authorized it.
  package var request: Request
  /// Whether it stands for requests of many names.
  package var isOfAnyName: Bool
  /// Where it was seen, how often and when: one line.
  package var evidence: String

  /// Whether kubectl sent it, and nobody else did.
  package var isKubectls: Bool

  package init(
    _ request: Request, isOfAnyName: Bool = false, evidence: String, isKubectls: Bool = false
  ) {
    self.isKubectls = isKubectls
    self.request = request
    self.isOfAnyName = isOfAnyName
    self.evidence = evidence
  }
}
