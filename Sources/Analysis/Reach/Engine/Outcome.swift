// SPDX-License-Identifier: Apache-2.0

import Manifests
import RBAC

/// What a route yields to an identity that has its requests.
enum Outcome {
  /// The identity of a service account.
  case account(KnownUser)
  /// The identities of all service accounts of a namespace, or of all namespaces.
  case accounts(Scope)
  /// The identities of users, with groups.
  case users(ImpersonatedUsers)
  /// The requests of another identity that a filter lets through: constrained impersonation.
  case requests(of: ImpersonatedUsers, mode: String)
  /// Rules that a binding gives to whatever identity is held.
  case rules([PolicyRule], Scope, role: Int?)
  /// Requests that can be sent by other means than a rule of RBAC's.
  case power(PolicyRule, Scope)
  /// Every request that there is.
  case everything
  /// A node: what runs there can be read and driven.
  case node
  /// A part of what several requests come to together, be they sent as different identities.
  case part(Part)
  /// Roles may be written, with what the identity covers or with anything.
  case roles(RoleWriting)
  /// Bindings may be written to roles whose rules the identity covers.
  case bindings(BindingWriting)
  /// Something that the API server does not decide, and that leads to no goal by itself.
  case influence(String)
  /// What may come of it, as far as the input does not say: the reason is a clause.
  indirect case unknown(Outcome, because: String)
}

/// Whom somebody may take the name and groups of.
struct ImpersonatedUsers: Hashable {
  /// Names of users who are not service accounts; `nil` for any.
  var names: [String]?
  /// Service accounts by namespace (`nil`: any) and names (`nil`: any).
  var accounts: [AccountChoice] = []
  /// Groups besides those that come with the name; `nil` for any.
  var groups: [String]? = []

  /// Whether it comes with credentials, and not by headers of somebody else's requests.
  var hasCredentials = false

  /// Whether all groups that bindings name come with it, but for system:masters.
  var hasKnownGroups = false

  /// Whoever a client certificate may name.
  static let anybodyByCertificate = ImpersonatedUsers(
    names: nil, accounts: [AccountChoice()], hasCredentials: true, hasKnownGroups: true)

  struct AccountChoice: Hashable {
    var namespace: String?
    var names: [String]?
    /// Whether those that are not there are made: they are of use where a group is bound.
    var isMade = false
  }

  /// Whether the users are nodes, by whatever name.
  var areNodes = false

  /// Whether credentials of any node are among them.
  var isAnyNode: Bool { hasCredentials && names == nil && (hasKnownGroups || areNodes) }

  /// A node, by its credentials.
  static let node = ImpersonatedUsers(
    names: nil, groups: [NodeIdentityRoute.group], hasCredentials: true, areNodes: true)

  /// Whether a name may be chosen at all: without one, groups are refused.
  var isAnybody: Bool { names?.isEmpty != true || !accounts.isEmpty }
}

/// One part of what several requests come to together.
struct Part: Hashable {
  enum Kind: Hashable {
    case tokenSecretWritten, secretRead, accountMade, tokenOfName
    case certificateRequested, certificateApproved, nodeCertificateApproved
    case podWritten, hostVolumeWritten, podSecurityLifted
    case policyMade, policyBound
  }

  var kind: Kind
  var scope: Scope
  /// The names it is limited to; `nil` for any.
  var names: [String]?

  /// The names that both allow; `nil` where there is none, or neither is limited to any.
  func commonNames(with other: Part) -> [String]? {
    guard let names, let others = other.names else { return names ?? other.names }
    let common = names.filter(others.contains)
    return common.isEmpty ? nil : common
  }
}

/// The right to write roles.
struct RoleWriting: Hashable, NamedAccess {
  var kind: Role.Kind
  /// Where: for ClusterRoles the cluster.
  var scope: Scope
  /// The names it is limited to; `nil` for any.
  var names: [String]?
  /// Whether a role that is not there may be made; where not, one that is there may be changed.
  var creates: Bool
  /// Whether the rules may be more than what the writer covers.
  var isUnlimited: Bool
  /// Whether the controller that fills aggregated ClusterRoles brings the rules to those who hold
  /// one, whatever the name.
  var isAggregated = false

  /// Whether it is a right to write all roles that another one is for.
  func isForAllRoles(of other: RoleWriting) -> Bool {
    kind == other.kind && creates == other.creates && isAggregated == other.isAggregated
      && covers(other)
  }
}

/// The right to write bindings.
struct BindingWriting: Hashable {
  var kind: RoleBinding.Kind
  /// Where: for RoleBindings `.cluster` is every namespace.
  var scope: Scope
  /// The names it is limited to; `nil` for any.
  var names: [String]?
  /// Whether a binding may be made; where not, one that is there may be given another subject.
  var creates: Bool
  /// The roles that the bind verb is for; `nil` where the writer must cover their rules.
  var bound: BoundNames?
  /// The namespaces in which all of its names are taken, so that none may be made.
  var taken: Set<String> = []

  struct BoundNames: Hashable {
    var kind: Role.Kind
    /// `nil` for any.
    var names: [String]?

    /// Whether a role that may be made may be bound.
    func allows(_ writing: RoleWriting) -> Bool {
      guard kind == writing.kind else { return false }
      guard let names, let others = writing.names else { return true }
      return names.contains(where: others.contains)
    }
  }
}

/// Something that an identity can do by a route.
package struct Candidate {
  var route: any Route.Type
  var requests: [ReachRequest]
  var outcome: Outcome

  init(_ route: any Route.Type, _ requests: [ReachRequest], _ outcome: Outcome) {
    self.route = route
    self.requests = requests
    self.outcome = outcome
  }
}
