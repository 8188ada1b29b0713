// SPDX-License-Identifier: Apache-2.0

package import KubernetesAPI
import RBAC

/// One typed way from grants to more power: one file in `Routes/`, and one line in `RouteRegistry`.
///
/// Its examples are its tests and a part of its page at once.
package protocol Route: Sendable {
  /// In kebab case, such as `token-creation`: a contract.
  static var id: String { get }
  static var certainty: Certainty { get }
  /// What it is: one clause, without a full stop, such as `Create a token of a service account`.
  static var summary: String { get }
  /// What it yields: one clause, without a full stop.
  static var yields: String { get }
  /// When it works, and why: one sentence or more.
  static var why: String { get }
  /// The upstream files that decide it.
  static var sources: [String] { get }
  /// The Kubernetes minor versions that have it; `nil` for all that rolefit knows.
  static var versions: ClosedRange<Int>? { get }
  /// Those in which it is there once a feature gate is opened, so that nobody knows.
  static var gatedVersions: ClosedRange<Int>? { get }
  /// Whether it takes the identity's own credentials: requests that are sent in its name are not
  /// enough.
  static var needsCredentials: Bool { get }
  /// What it asks for together, of one identity: where nothing of it is new, neither is what it
  /// finds.
  static var joint: JointHalves { get }
  /// The requests that it looks for.
  static var requests: [RouteRequest] { get }
  /// Manifests in which the account `agents:agent` comes to the goal by this route.
  static var flagged: [RouteExample] { get }
  /// Manifests in which it does not come to the goal at all.
  static var nearMisses: [RouteExample] { get }

  /// What an identity can do by this route with its own rules.
  static func candidates(for view: IdentityView) -> [Candidate]
  /// What parts, found by this route or another, come to together.
  static func joined(_ parts: PartIndex) -> [JoinedParts]
}

extension Route {
  package static var versions: ClosedRange<Int>? { nil }
  package static var gatedVersions: ClosedRange<Int>? { nil }
  package static var needsCredentials: Bool { false }
  package static var joint: JointHalves {
    certainty == .decided ? [.namedCreate, .namedWrite] : .creation
  }
  package static func joined(_ parts: PartIndex) -> [JoinedParts] { [] }

  /// Whether servers of a version have it.
  ///
  /// - Parameter gated: whether what a feature gate opens counts.
  package static func exists(in version: KubernetesVersion, gated: Bool = false) -> Bool {
    if gated, gatedVersions?.contains(version.minor) == true { return true }
    return versions?.contains(version.minor) ?? true
  }
}

/// Parts of several identities that come to something together.
package struct JoinedParts {
  /// Steps that found the parts.
  let steps: [Int]
  let outcome: Outcome

  init(_ steps: [Int], _ outcome: Outcome) {
    self.steps = steps
    self.outcome = outcome
  }
}
