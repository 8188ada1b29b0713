// SPDX-License-Identifier: Apache-2.0

import RBAC

/// What of a request that is checked twice a rule allows: handlers that ask for two rights ask them
/// of one identity, so that rights of several identities matter together only where one can be
/// given to the other.
package struct JointHalves: OptionSet, Hashable, Sendable {
  package let rawValue: UInt32

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
  /// make that the API server alone decides.
  static let namedCreate = JointHalves(rawValue: 1 << 10)
  static let namedWrite = JointHalves(rawValue: 1 << 11)
  static let certificateRequested = JointHalves(rawValue: 1 << 12)
  static let nodeClient = JointHalves(rawValue: 1 << 13)
  /// The same as the two for what other routes make.
  static let modelledCreate = JointHalves(rawValue: 1 << 14)
  static let modelledWrite = JointHalves(rawValue: 1 << 15)

  /// The right to give others what one has.
  static let writing: JointHalves = [.bindingWritten, .roleWritten]
  /// What makes somebody's name and groups together.
  static let identities: JointHalves = [
    .impersonatedUser, .impersonatedGroup, .constrainedIdentity, .constrainedTarget,
  ]

  /// What makes an object of a name.
  static let creation: JointHalves = [
    .namedCreate, .namedWrite, .modelledCreate, .modelledWrite,
  ]
  /// Requests whose handlers ask for more of who sends them.
  private static let checkedWrites: JointHalves = [
    .bindingWritten, .roleWritten, .approvalWritten, .certificateRequested,
  ]
  /// What is asked for in no namespace.
  private static let clusterScoped: JointHalves = [
    .impersonatedGroup, .approvalWritten, .approve, .certificateRequested, .nodeClient,
  ]

  private static let pairs: [(JointHalves, JointHalves)] = [
    (.impersonatedUser, .impersonatedGroup), (.constrainedIdentity, .constrainedTarget),
    (.bindingWritten, .bind), (.roleWritten, .escalate), (.approvalWritten, .approve),
    (.namedCreate, .namedWrite), (.modelledCreate, .modelledWrite),
    (.certificateRequested, .nodeClient),
  ]

  /// What is asked for in one request, or beside one.
  private static let families = Set(RouteRegistry.all.map { $0.joint })

  package init(rawValue: UInt32) { self.rawValue = rawValue }

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
    func isAny(_ requests: [RouteRequest]?) -> Bool {
      requests?.contains { $0.verb(allowedBy: rule) != nil } ?? false
    }
    // Whoever has every verb sends those requests already: somebody else's name matters only to
    // handlers that ask for more.
    if rule.verbs.contains(where: { $0.hasPrefix("impersonate-on:") })
      || rule.verbs.contains("*") && !isDisjoint(with: Self.checkedWrites)
    {
      insert(.constrainedTarget)
    }
    if !rule.resourceNames.isEmpty {
      if isAny(RouteRegistry.creations[.decided]) { insert(.namedCreate) }
      if isAny(RouteRegistry.creations[.modelled]) { insert(.modelledCreate) }
    }
    if isAny(RouteRegistry.namedWrites[.decided]) { insert(.namedWrite) }
    if isAny(RouteRegistry.namedWrites[.modelled]) { insert(.modelledWrite) }
  }

  /// Those of a rule's halves that count in a namespace.
  ///
  /// - Parameter isEverything: whether the rule allows every request there: whoever has it needs
  ///   nothing of others in that namespace, but for groups beside an account of it.
  func inNamespace(isEverything: Bool) -> JointHalves {
    isEverything ? intersection(.impersonatedUser) : subtracting(Self.clusterScoped)
  }

  /// Those that a route asks for which a search may take.
  static func asked(in mode: ReachSearch.Mode) -> JointHalves {
    RouteRegistry.all.reduce(into: []) { found, route in
      if mode.takes(route) { found.formUnion(route.joint) }
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
