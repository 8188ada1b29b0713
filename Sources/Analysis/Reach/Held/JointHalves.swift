// SPDX-License-Identifier: Apache-2.0

import RBAC

/// What of a request that is checked twice a rule allows: handlers that ask for two rights ask them
/// of one identity, so that rights of several identities matter together only where one can be
/// given to the other.
package struct JointHalves: OptionSet, Hashable, Sendable {
  package let rawValue: UInt16

  static let impersonatedUser = JointHalves(rawValue: 1 << 0)
  static let impersonatedGroup = JointHalves(rawValue: 1 << 1)
  static let constrainedIdentity = JointHalves(rawValue: 1 << 2)
  static let constrainedTarget = JointHalves(rawValue: 1 << 3)
  static let bindingWritten = JointHalves(rawValue: 1 << 4)
  static let bind = JointHalves(rawValue: 1 << 5)
  static let roleWritten = JointHalves(rawValue: 1 << 6)
  static let escalate = JointHalves(rawValue: 1 << 7)
  static let approvalWritten = JointHalves(rawValue: 1 << 8)
  static let approve = JointHalves(rawValue: 1 << 9)
  /// A create that is limited to names, which a patch or an update must ask for, of what routes
  /// make.
  static let namedCreate = JointHalves(rawValue: 1 << 10)
  static let namedWrite = JointHalves(rawValue: 1 << 11)
  static let certificateRequested = JointHalves(rawValue: 1 << 12)
  static let nodeClient = JointHalves(rawValue: 1 << 13)

  /// The right to give others what one has.
  static let writing: JointHalves = [.bindingWritten, .roleWritten]
  /// What makes somebody's name and groups together.
  static let identities: JointHalves = [
    .impersonatedUser, .impersonatedGroup, .constrainedIdentity, .constrainedTarget,
  ]

  /// What makes an object of a name.
  static let creation: JointHalves = [.namedCreate, .namedWrite]

  private static let pairs: [(JointHalves, JointHalves)] = [
    (.impersonatedUser, .impersonatedGroup), (.constrainedIdentity, .constrainedTarget),
    (.bindingWritten, .bind), (.roleWritten, .escalate), (.approvalWritten, .approve),
    (.namedCreate, .namedWrite), (.certificateRequested, .nodeClient),
  ]

  /// What is asked for in one request, or beside one.
  private static let families = Set(RouteRegistry.all.map { $0.joint })

  package init(rawValue: UInt16) { self.rawValue = rawValue }

  init(of rule: PolicyRule) {
    self = []
    let group = BindingWritingRoute.group
    func allows(_ verbs: [String], _ group: String, _ resource: String, _ part: String = "") -> Bool
    {
      RouteRequest(verbs, group, resource, part, isNamespaced: true).verb(allowedBy: rule) != nil
    }
    func add(_ half: JointHalves, _ verbs: [String], _ group: String, _ resources: [String]) {
      if resources.contains(where: { allows(verbs, group, $0) }) { insert(half) }
    }
    let writes = ["create", "patch", "update"]
    add(.impersonatedUser, ["impersonate"], "", ["users", "serviceaccounts"])
    add(.impersonatedGroup, ["impersonate"], "", ["groups"])
    if ConstrainedImpersonationRoute.requests.contains(where: { $0.verb(allowedBy: rule) != nil }) {
      insert(.constrainedIdentity)
    }
    if rule.verbs.contains(where: { $0 == "*" || $0.hasPrefix("impersonate-on:") }) {
      insert(.constrainedTarget)
    }
    add(.bindingWritten, writes, group, ["clusterrolebindings", "rolebindings"])
    add(.bind, ["bind"], group, ["clusterroles", "roles"])
    add(.roleWritten, writes, group, ["clusterroles", "roles"])
    add(.escalate, ["escalate"], group, ["clusterroles", "roles"])
    if CertificateRoute.approval.verb(allowedBy: rule) != nil { insert(.approvalWritten) }
    if CertificateRoute.approve.verb(allowedBy: rule) != nil { insert(.approve) }
    if CertificateRoute.nodeClient.verb(allowedBy: rule) != nil { insert(.nodeClient) }
    let requested = CertificateRoute.request
    if [requested.create, requested.write].contains(where: { $0.verb(allowedBy: rule) != nil }) {
      insert(.certificateRequested)
    }
    if !rule.resourceNames.isEmpty,
      RouteRegistry.creations.contains(where: { $0.verb(allowedBy: rule) != nil })
    {
      insert(.namedCreate)
    }
    if RouteRegistry.namedWrites.contains(where: { $0.verb(allowedBy: rule) != nil }) {
      insert(.namedWrite)
    }
  }

  /// All halves that may matter together with some of these.
  var related: JointHalves {
    Self.families.reduce(into: self) { found, family in
      if !family.isDisjoint(with: self) { found.formUnion(family) }
    }
  }

  /// Those whose other half is among others, and these others: what comes of both together.
  func joined(with others: JointHalves) -> JointHalves {
    Self.pairs.reduce(into: []) { found, pair in
      if contains(pair.0) && others.contains(pair.1) || contains(pair.1) && others.contains(pair.0)
      {
        found.formUnion([pair.0, pair.1])
      }
    }
  }

  /// Those halves whose other half is among them too.
  var complete: JointHalves { joined(with: self) }
}
