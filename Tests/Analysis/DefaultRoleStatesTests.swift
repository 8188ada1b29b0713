// SPDX-License-Identifier: Apache-2.0

import Analysis
import KubernetesAPI
import RBAC
import Testing

struct DefaultRoleStatesTests {
  /// A policy in which each of `keys` is bound to a user of its name.
  private static func policy(
    minor: Int, binding keys: some Sequence<RecordedDefaults.Key>
  ) -> Policy {
    let defaults = DefaultObjects(
      version: KubernetesVersion(minor: minor), creditsBindings: false)
    return Policy(roles: defaults.roles(besides: []), bindings: keys.map(binding))
  }

  private static func binding(_ key: RecordedDefaults.Key) -> RoleBinding {
    RoleBinding(
      kind: key.namespace.isEmpty ? .clusterRoleBinding : .roleBinding, name: key.name,
      namespace: key.namespace,
      roleRef: RoleBinding.RoleRef(
        kind: key.namespace.isEmpty ? "ClusterRole" : "Role", name: key.name),
      subjects: [Subject(kind: "User", name: user(of: key).name)])
  }

  private static func user(of key: RecordedDefaults.Key) -> User {
    User(name: "\(key.namespace)/\(key.name)", groups: [])
  }

  /// The recorded rules of a minor, aggregated without the algebra's help.
  private static func policy(recorded: RecordedDefaults, minor: Int) -> Policy {
    let keys = recorded.states[minor, default: [:]].keys
    return Policy(
      roles: keys.map { key in
        Role(
          kind: key.namespace.isEmpty ? .clusterRole : .role, name: key.name,
          namespace: key.namespace, rules: recorded.rules(of: key, in: minor))
      },
      bindings: keys.map(binding))
  }

  /// What upstream's own files say otherwise than the recorded ones: `doubt` in
  /// scripts/kubernetes-api/default-role-changes.tsv.
  private static func isDoubted(
    _ key: RecordedDefaults.Key, _ request: Request, _ minor: Int
  ) -> Bool {
    guard case .resource(let request) = request, minor <= 33 else { return false }
    let writes: Set = ["create", "delete", "deletecollection", "patch", "update"]
    return request.resource == "endpoints" && request.apiGroup.isEmpty
      && request.subresource.isEmpty && writes.contains(request.verb)
      && ["system:aggregate-to-edit", "edit", "admin"].contains(key.name)
  }

  @Test func everyRecordedVersionIsAnsweredExactly() throws {
    let recorded = try RecordedDefaults()
    #expect(recorded.minors == 32...36)
    var asked = 0
    var doubted = 0
    for minor in recorded.minors {
      let keys = try #require(recorded.states[minor]).keys
      let ours = Self.policy(minor: minor, binding: keys)
      let theirs = Self.policy(recorded: recorded, minor: minor)
      let requests = recorded.requests(in: minor)
      for key in keys {
        let user = Self.user(of: key)
        let (our, their) = (ours.requester(for: user), theirs.requester(for: user))
        for request in requests.map({ $0.placed(in: key.namespace) }) {
          asked += 1
          let decision = ours.decide(request, by: our)
          if Self.isDoubted(key, request, minor) {
            doubted += 1
            #expect(decision.undetermined)
          } else if decision.undetermined
            || decision.allowed != theirs.decide(request, by: their).allowed
          {
            Issue.record("1.\(minor) \(key): \(request): \(decision)")
          }
        }
      }
    }
    #expect(asked > 150_000)
    #expect(doubted == 30)
  }

  @Test func betweenKnownStatesOnlyWhatBothHaveIsCertain() throws {
    let recorded = try RecordedDefaults()
    let first = recorded.minors.lowerBound
    let keys = try #require(recorded.states[first]).keys
    let before = Self.policy(minor: 20, binding: keys)
    let after = Self.policy(recorded: recorded, minor: first)
    let requests = recorded.requests(in: first)
    for minor in [21, 26, 31] {
      let between = Self.policy(minor: minor, binding: keys)
      for key in keys {
        let user = Self.user(of: key)
        for request in requests.map({ $0.placed(in: key.namespace) })
        where !Self.isDoubted(key, request, first) {
          let decision = between.decide(request, by: user)
          let had = before.decide(request, by: user)
          let has = after.decide(request, by: user).allowed
          // What a dated change brought or took is certain before the next known state.
          let isSound = decision.allowed ? has : !(had.allowed && has)
          if !isSound { Issue.record("1.\(minor) \(key): \(request): \(decision)") }
        }
      }
    }
  }

  @Test func aRoleThatCameInBetweenGrantsNothingForCertainThere() {
    let key = RecordedDefaults.Key(
      name: "system:controller:ttl-after-finished-controller", namespace: "")
    let request = Request.resource(
      ResourceRequest(verb: "delete", apiGroup: "batch", resource: "jobs", namespace: "a"))
    for (minor, allowed, undetermined) in [
      (20, false, true), (26, false, true), (32, true, false), (36, true, false),
    ] {
      let decision = Self.policy(minor: minor, binding: [key])
        .decide(request, by: Self.user(of: key))
      #expect(decision.allowed == allowed)
      #expect(decision.undetermined == undetermined)
    }
  }

  @Test func aDroppedRuleIsPossibleUntilItsEndIsKnown() {
    let key = RecordedDefaults.Key(name: "system:kubelet-api-admin", namespace: "")
    let spec = Request.resource(
      ResourceRequest(verb: "get", apiGroup: "", resource: "nodes", subresource: "spec"))
    let log = Request.resource(
      ResourceRequest(verb: "get", apiGroup: "", resource: "nodes", subresource: "log"))
    let policies = [20, 28, 36].map { Self.policy(minor: $0, binding: [key]) }
    let user = Self.user(of: key)
    #expect(policies.map { $0.decide(spec, by: user).allowed } == [true, false, false])
    #expect(policies.map { $0.decide(spec, by: user).undetermined } == [false, true, false])
    #expect(policies.allSatisfy { $0.decide(log, by: user).allowed })
  }

  @Test func aVersionBehindTheLastKnownStateIsOpenForTheRolesOfComponents() {
    let controller = RecordedDefaults.Key(
      name: "system:controller:job-controller", namespace: "")
    let view = RecordedDefaults.Key(name: "view", namespace: "")
    let policy = Self.policy(minor: 37, binding: [controller, view])
    let secrets = Request.resource(
      ResourceRequest(verb: "get", apiGroup: "", resource: "secrets", namespace: "a"))
    #expect(policy.decide(secrets, by: Self.user(of: controller)).undetermined)
    #expect(!policy.decide(secrets, by: Self.user(of: view)).undetermined)
  }

  @Test func aPartThatMayHaveARuleLeavesTheWholeUndetermined() {
    let edit = RecordedDefaults.Key(name: "edit", namespace: "")
    let eviction = Request.resource(
      ResourceRequest(
        verb: "create", apiGroup: "", resource: "pods", subresource: "eviction", namespace: "a",
        name: "web-0"))
    for (minor, allowed, undetermined) in [
      (20, false, false), (25, false, true), (34, true, false),
    ] {
      let policy = Self.policy(minor: minor, binding: [edit])
      let decision = policy.decide(eviction, by: Self.user(of: edit))
      #expect(decision.allowed == allowed)
      #expect(decision.undetermined == undetermined)
      #expect(decision.unresolved.isEmpty == !undetermined)
      #expect(policy.grantees(of: eviction).unresolved.isEmpty == !undetermined)
    }
  }
}

extension Request {
  fileprivate func placed(in namespace: String) -> Request {
    guard case .resource(var request) = self else { return self }
    request.namespace = namespace
    return .resource(request)
  }
}
