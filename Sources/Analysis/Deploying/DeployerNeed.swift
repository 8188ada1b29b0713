// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import RBAC

/// A permission that whoever deploys needs, with what it is for.
package struct DeployerNeed: Sendable {
  /// What kind of thing it is for, in the order of reports.
  package enum Part: String, CaseIterable, Sendable {
    case record, namespace, definitions, lookups, objects, hooks, waiting, rules, bind, escalate
    case parameters, owners

    /// As the heading of a list.
    package var title: String {
      switch self {
      case .record: "the record of the release"
      case .namespace: "the namespace of the release"
      case .definitions: "the definitions of the folder crds"
      case .lookups: "what the templates look up"
      case .objects: "the objects"
      case .hooks: "the hooks"
      case .waiting: "waiting until all is done"
      case .rules: "the rules of the roles, which who writes them has to hold"
      case .bind: "bind"
      case .escalate: "escalate"
      case .parameters: "the parameters of admission policies, which who writes one has to see"
      case .owners: "objects whose owners wait for them"
      }
    }
  }

  package var atom: Atom
  package var part: Part
  /// A sentence that begins with "to", or with what asks for it.
  package var reason: String
  /// The object; `nil` for the release's own.
  package var object: String?
  package var range: SourceRange?
  /// The upstream file and function that asks for it.
  package var source: String
}
