// SPDX-License-Identifier: Apache-2.0

import Catalog
import Diagnostics
import Generating
import KubernetesAPI
import Manifests
import RBAC
import Testing
import YAMLSyntax

struct CatalogStarterTests {
  private static func starter(_ manifests: String) throws -> (CatalogStarter, ManifestSet) {
    var reader = ManifestReader(kubernetesMinor: APITable.newest.minor)
    reader.read(SourceText(name: "role.yaml", text: manifests))
    let set = reader.finish(inputs: "role.yaml")
    #expect(set.diagnostics.map(\.message) == [])
    return (try #require(CatalogStarter(set)), set)
  }

  private static func catalog(_ text: String) throws -> Catalog {
    let (catalog, diagnostics) = Catalog.read(SourceText(name: "new.yaml", text: text))
    #expect(diagnostics.map { "\($0.range?.description ?? ""): \($0.message)" } == [])
    return try #require(catalog)
  }

  /// The rules of all of a catalog's actions.
  private static func rules(of catalog: Catalog) throws -> [ScopedRule] {
    catalog.rules(
      for: try catalog.select(["all"]),
      in: NeedContext(
        kubernetes: APITable.newest, agentVersion: catalog.newestAgentVersion,
        agentNamespace: catalog.agent.namespace))
  }

  private static func clusterRole(_ rules: String) -> String {
    """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata: {name: "agent: #1"}
    rules:
    \(rules)
    """
  }

  private static let roles = [
    """
    - {apiGroups: [""], resources: [pods, events], verbs: [get, list, watch]}
    - {apiGroups: [apps], resources: [deployments, deployments/scale], verbs: [get, patch]}
    - {apiGroups: [""], resources: [pods, pods/log], verbs: [get]}
    - {apiGroups: [apps], resources: [replicasets], verbs: [delete, get]}
    - {nonResourceURLs: [/metrics, "/healthz/*"], verbs: [get]}
    """,
    """
    - {apiGroups: [""], resources: [nodes, namespaces], verbs: [get, list, watch, patch]}
    - {apiGroups: [""], resources: [pods/eviction], verbs: [create]}
    - {apiGroups: [""], resources: [configmaps], resourceNames: [a, "true", "1.5", "x: y"], verbs: [get, update]}
    - {apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: [bind, escalate]}
    - {apiGroups: [""], resources: [users, serviceaccounts], verbs: [impersonate]}
    """,
    """
    - {apiGroups: [example.com], resources: [widgets, widgets/status], verbs: [get, list, watch, patch]}
    - {apiGroups: [example.com], resources: [widgets/finalizers], verbs: [update]}
    - {apiGroups: [coordination.k8s.io], resources: [leases], verbs: [create]}
    - {apiGroups: [coordination.k8s.io], resources: [leases], resourceNames: [widget-leader], verbs: [get, update]}
    """,
  ]

  @Test(arguments: roles) func theCatalogOfARoleHasItsRules(rules: String) throws {
    let (starter, set) = try Self.starter(Self.clusterRole(rules))
    let catalog = try Self.catalog(starter.text)
    let expected = AtomSet(set.roles.flatMap(\.rules), scope: .cluster).normalForm()
    #expect(try Self.rules(of: catalog) == expected)
    #expect(catalog.actions.count == set.roles[0].rules.count)
    #expect(!starter.text.contains("left out"))
  }

  @Test func aRoleIsAboutTheAgentsOwnNamespace() throws {
    let (starter, set) = try Self.starter(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: agent, namespace: tools}
      rules:
      - {apiGroups: [""], resources: [configmaps], verbs: [get, update]}
      """)
    let catalog = try Self.catalog(starter.text)
    #expect(catalog.agent.namespace == "tools")
    let expected = AtomSet(set.roles.flatMap(\.rules), scope: .namespace("tools")).normalForm()
    #expect(try Self.rules(of: catalog) == expected)
  }

  @Test func theAgentIsTheAccountThatIsBound() throws {
    let (starter, _) = try Self.starter(
      Self.clusterRole(Self.roles[0]) + """

        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: agent}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "agent: #1"}
        subjects:
        - {kind: ServiceAccount, name: robot, namespace: tools}
        """)
    let agent = try Self.catalog(starter.text).agent
    #expect([agent.name, agent.namespace, agent.serviceAccount] == ["robot", "tools", "robot"])
  }

  @Test(arguments: [
    (#"{apiGroups: [""], resources: [pods], verbs: ["*", get]}"#, "wildcard", 1),
    (#"{apiGroups: [apps], resources: ["*"], verbs: [get]}"#, "wildcard", 0),
    ("{apiGroups: [apps], resources: [jobs], verbs: [get]}", "another API group", 0),
    (#"{apiGroups: [""], resources: [pods], verbs: [gett, list]}"#, "verb", 1),
    (#"{apiGroups: [""], resources: [pods], resourceNames: [any, x], verbs: [get]}"#, "'any'", 1),
  ])
  func whatNoCatalogMaySayIsLeftOut(rule: String, reason: String, actions: Int) throws {
    let (starter, _) = try Self.starter(Self.clusterRole("- \(rule)"))
    #expect(try Self.catalog(starter.text).actions.count == actions)
    let comment = starter.text.split(separator: "\n").first { $0.contains("# left out: ") }
    #expect(comment?.contains(reason) == true, "\(comment ?? "no comment")")
  }

  @Test func aHostileNameStaysOneLineAndOneString() throws {
    let (starter, _) = try Self.starter(
      Self.clusterRole("- {apiGroups: [apps], resources: [deployments], verbs: [get]}")
        .replacing(##""agent: #1""##, with: ##""a\nb: c\u2028d""##))
    let catalog = try Self.catalog(starter.text)
    #expect(catalog.agent.name == "a\nb: c\u{2028}d")
    #expect(catalog.actions.map(\.title) == ["rule 1 of ClusterRole a\nb: c\u{2028}d"])
  }

  @Test func theDraftIsWrittenForPeopleToGoOn() {
    #expect(
      CatalogStarter.example.text.hasSuffix(
        """

        actions:

          # an example: get, patch on deployments (apps)
          - id: "change:deployments"
            title: "an example"
            access: write
            steps:
              - why: "get deployments.apps"
                request: {verb: get, apiGroup: apps, resource: deployments}
              - why: "patch deployments.apps"
                request: {verb: patch, apiGroup: apps, resource: deployments}

          # an example: get, update on leases (coordination.k8s.io) named 'my-agent-leader' in namespace my-agent
          - id: "change:leases"
            title: "an example"
            access: write
            steps:
              - why: "get leases.coordination.k8s.io named my-agent-leader"
                request: {verb: get, apiGroup: coordination.k8s.io, resource: leases, scope: own, name: my-agent-leader}
              - why: "update leases.coordination.k8s.io named my-agent-leader"
                request: {verb: update, apiGroup: coordination.k8s.io, resource: leases, scope: own, name: my-agent-leader}

        # Which Helm value switches which actions on:
        #
        # dialects:
        #   - name: my-chart
        #     newest: 1.0.0
        #     switches:
        #       feature.enabled: {default: false, actions: [change:deployments]}

        """))
  }

  @Test func theExampleIsACatalog() throws {
    let catalog = try Self.catalog(CatalogStarter.example.text)
    #expect(catalog.actions.map(\.id) == ["change:deployments", "change:leases"])
  }

  @Test func moreRequestsThanAnyoneCouldReadAreRefused() throws {
    let many = (0..<200).map { "r\($0)" }.joined(separator: ", ")
    var reader = ManifestReader(kubernetesMinor: APITable.newest.minor)
    reader.read(
      SourceText(
        name: "role.yaml",
        text: Self.clusterRole("- {apiGroups: [a], resources: [\(many)], verbs: [\(many)]}")))
    #expect(CatalogStarter(reader.finish(inputs: "role.yaml")) == nil)
  }
}
