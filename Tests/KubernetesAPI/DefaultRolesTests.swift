// SPDX-License-Identifier: Apache-2.0

import Foundation
import KubernetesAPI
import RBAC
import Testing

struct DefaultRolesTests {
  struct Recorded: Decodable {
    struct Rule: Decodable {
      var apiGroups: [String]?
      var resources: [String]?
      var resourceNames: [String]?
      var verbs: [String]
      var nonResourceURLs: [String]?
    }
    struct Metadata: Decodable {
      var name: String
      var namespace: String?
      var labels: [String: String]?
    }
    struct Role: Decodable {
      struct Aggregation: Decodable {}
      var metadata: Metadata
      var rules: [Rule]?
      var aggregationRule: Aggregation?
    }
    struct Binding: Decodable {
      struct Subject: Decodable {
        var kind: String
        var name: String
        var namespace: String?
      }
      struct Reference: Decodable {
        var kind: String
        var name: String
      }
      var metadata: Metadata
      var roleRef: Reference
      var subjects: [Subject]?
    }
    var clusterRoles: [Role]
    var roles: [Role]
    var clusterRoleBindings: [Binding]
    var roleBindings: [Binding]
  }

  static func recorded() throws -> Recorded {
    try JSONDecoder().decode(Recorded.self, from: Fixture.data("default-roles-1.20.json"))
  }

  static let twenty = KubernetesVersion(minor: 20)

  static func can(
    _ verb: String, _ group: String, _ resource: String, _ rules: [PolicyRule]
  ) -> Bool {
    rules.contains {
      $0.verbs.contains(verb) && $0.apiGroups.contains(group) && $0.resources.contains(resource)
    }
  }

  @Test func rolesOf120AreThoseOfTheRealServer() throws {
    let recorded = try Self.recorded()
    let items = recorded.clusterRoles + recorded.roles
    let roles = DefaultRoles.roles(in: Self.twenty)
    #expect(
      roles.map { [$0.name, $0.namespace] }
        == items.map { [$0.metadata.name, $0.metadata.namespace] })
    for (role, item) in zip(roles, items) {
      #expect(role.labels == item.metadata.labels ?? [:])
      #expect(role.knownIn == Self.twenty)
      #expect(role.possibleRules.isEmpty)
      #expect(role.aggregationSelectors.isEmpty == (item.aggregationRule == nil))
      let rules = (item.rules ?? []).map {
        PolicyRule(
          apiGroups: $0.apiGroups ?? [], resources: $0.resources ?? [],
          resourceNames: $0.resourceNames ?? [], verbs: $0.verbs,
          nonResourceURLs: $0.nonResourceURLs ?? [])
      }
      #expect(role.rules == rules, "\(role.name)")
    }
  }

  @Test func bindingsOf120AreThoseOfTheRealServer() throws {
    let recorded = try Self.recorded()
    let items = recorded.clusterRoleBindings + recorded.roleBindings
    let bindings = DefaultRoles.bindings(in: Self.twenty)
    #expect(bindings.map(\.name) == items.map(\.metadata.name))
    for (binding, item) in zip(bindings, items) {
      #expect(binding.namespace == item.metadata.namespace)
      #expect([binding.roleKind, binding.roleName] == [item.roleRef.kind, item.roleRef.name])
      #expect(
        binding.subjects.map { [$0.kind, $0.name, $0.namespace] }
          == (item.subjects ?? []).map { [$0.kind, $0.name, $0.namespace ?? ""] })
    }
  }

  @Test func clusterAdminMayDoAnythingInEveryVersion() {
    for minor in APITableTests.everyMinor {
      let version = KubernetesVersion(minor: minor)
      let role = DefaultRoles.role(named: "cluster-admin", in: version)
      #expect(role?.knownIn == version)
      #expect(
        role?.rules == [
          PolicyRule(apiGroups: ["*"], resources: ["*"], verbs: ["*"]),
          PolicyRule(verbs: ["*"], nonResourceURLs: ["*"]),
        ])
    }
  }

  @Test func endpointsAreWrittenByEditUntil122() throws {
    for minor in APITableTests.everyMinor {
      let version = KubernetesVersion(minor: minor)
      let edit = try #require(DefaultRoles.role(named: "system:aggregate-to-edit", in: version))
      #expect(Self.can("update", "", "endpoints", edit.rules) == (minor < 22))
      #expect(Self.can("update", "", "configmaps", edit.rules))
      #expect(Self.can("create", "", "events", edit.rules) == (minor >= 22))
      #expect(Self.can("create", "", "pods/exec", edit.rules))
    }
  }

  @Test func aRuleOfUncertainDateIsPossibleInBetween() throws {
    func edit(_ minor: Int) throws -> DefaultRole {
      try #require(
        DefaultRoles.role(
          named: "system:aggregate-to-edit", in: KubernetesVersion(minor: minor)))
    }
    for (minor, certain, possible) in [(20, false, false), (25, false, true), (34, true, false)] {
      let role = try edit(minor)
      #expect(Self.can("create", "", "pods/eviction", role.rules) == certain)
      #expect(Self.can("create", "", "pods/eviction", role.possibleRules) == possible)
    }
  }

  @Test func aStateThatIsNotKnownSaysWhichOneItIs() {
    let newest = DefaultRoles.role(named: "system:aggregate-to-view", in: APITable.newest)
    #expect(newest?.knownIn == KubernetesVersion(minor: 36))
    #expect(newest?.possibleRules.isEmpty == true)
    let controller = DefaultRoles.role(
      named: "system:controller:job-controller", in: KubernetesVersion(minor: 19))
    #expect(controller?.knownIn == Self.twenty)
    #expect(controller?.possibleRules.isEmpty == false)
    #expect(DefaultRoles.role(named: "no-such-role", in: Self.twenty) == nil)
  }

  @Test func whatEverybodyMayDoIsBoundToEverybody() {
    let everybody = DefaultRoles.bindings(in: APITable.newest).filter { binding in
      binding.subjects.contains { $0.kind == "Group" && $0.name == "system:authenticated" }
    }
    #expect(
      everybody.map(\.roleName) == [
        "system:basic-user", "system:discovery", "system:public-info-viewer",
      ])
  }
}
