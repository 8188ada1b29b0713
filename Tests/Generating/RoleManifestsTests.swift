// SPDX-License-Identifier: Apache-2.0

import Catalog
import Generating
import Manifests
import RBAC
import Testing
import YAMLSyntax

/// The objects that `RoleManifests` and `InstallManifests` make, as the values they are.
struct RoleManifestsTests {
  static func roles(
    _ ids: [String], watching namespaces: [String] = [], per division: RolesPer? = nil
  ) throws -> RoleManifests {
    let selection = try SampleCatalog.selection(ids, watching: namespaces)
    return RoleManifests(
      templates: .builtIn,
      provenance: RoleProvenance(
        agent: "keeper", catalog: selection.catalog.title, agentVersion: "1.4.0",
        kubernetesVersion: "1.30"),
      name: "keeper",
      account: ManifestSet.ServiceAccountName(namespace: "keeping", name: "keeper"),
      parts: selection.parts(per: division), watched: namespaces)
  }

  private static func name(_ manifest: Manifest) -> String {
    let namespace = manifest.value.value(at: "metadata.namespace")
    let name = manifest.value.value(at: "metadata.name")
    return [namespace, name].map { value in
      guard case .string(let text)? = value else { return "" }
      return text
    }.joined(separator: "/")
  }

  private static func rules(_ manifest: Manifest) -> [YAMLValue] {
    guard case .sequence(let rules)? = manifest.value.value(at: "rules") else { return [] }
    return rules
  }

  private static let all = [
    "scale:deployment", "delete:pod", "cordon:node", "change:settings", "watch:pod",
  ]
  private static let pods = PolicyRule(
    apiGroups: [""], resources: ["pods"], verbs: ["list", "delete"])
  private static let scale = PolicyRule(
    apiGroups: ["apps"], resources: ["deployments/scale"], verbs: ["patch"])
  private static let nodes = PolicyRule(apiGroups: [""], resources: ["nodes"], verbs: ["patch"])
  private static let settings = PolicyRule(
    apiGroups: [""], resources: ["configmaps"], resourceNames: ["settings"], verbs: ["update"])

  @Test func anAgentOfTheWholeClusterHasOneClusterRole() throws {
    let manifests = try Self.roles(Self.all)
    #expect(manifests.clusterRoles.map(Self.name) == ["/keeper"])
    #expect(
      Self.rules(try #require(manifests.clusterRoles.first))
        == [Self.nodes, Self.pods, Self.scale].map(\.yaml))
    #expect(manifests.clusterRoleBindings.map(Self.name) == ["/keeper"])
    #expect(manifests.roles.map(Self.name) == ["keeping/keeper"])
    #expect(Self.rules(try #require(manifests.roles.first)) == [Self.settings.yaml])
  }

  @Test func aConfinedAgentHasInEachNamespaceWhatItNeedsThere() throws {
    let manifests = try Self.roles(Self.all, watching: ["shop", "till"])
    #expect(manifests.clusterRoles.map(Self.rules) == [[Self.nodes.yaml]])
    #expect(
      manifests.roles.map(Self.name) == ["keeping/keeper", "shop/keeper", "till/keeper"])
    let watched = [Self.pods, Self.scale].map(\.yaml)
    #expect(manifests.roles.map(Self.rules) == [[Self.settings.yaml], watched, watched])
    #expect(manifests.roleBindings.map(Self.name) == manifests.roles.map(Self.name))
  }

  @Test func aWatchedNamespaceGetsARoleEvenForNothing() throws {
    let manifests = try Self.roles(["cordon:node"], watching: ["shop"])
    #expect(manifests.roles.map(Self.name) == ["shop/keeper"])
    #expect(manifests.roles.map(Self.rules) == [[]])
    #expect(try Self.roles([]).clusterRoles.map(Self.rules) == [[]])
    #expect(try Self.roles([], watching: ["shop"]).clusterRoles.isEmpty)
  }

  @Test func eachAccessLevelHasItsOwnRole() throws {
    let manifests = try Self.roles(Self.all, per: .access)
    #expect(
      manifests.clusterRoles.map(Self.name)
        == ["/keeper-read", "/keeper-operate", "/keeper-destructive"])
    #expect(manifests.roles.map(Self.name) == ["keeping/keeper-write"])
  }

  @Test func eachActionHasItsOwnRoleAndFile() throws {
    let manifests = try Self.roles(["delete:pod", "cordon:node"], watching: ["shop"], per: .action)
    #expect(manifests.clusterRoles.map(\.fileName) == ["clusterrole.cordon-node.yaml"])
    #expect(manifests.roles.map(\.fileName) == ["role.shop.delete-pod.yaml"])
    #expect(
      manifests.roles[0].value.value(at: "metadata.annotations")
        == .object([
          ("rolefit.io/catalog", .string("keeper@2.1.0")),
          ("rolefit.io/agent-version", .string("1.4.0")),
          ("rolefit.io/kubernetes-version", .string("1.30")),
          ("rolefit.io/actions", .string("delete:pod")),
          ("rolefit.io/watch-namespaces", .string("shop")),
        ]))
  }

  @Test func actionsWhoseNamesLookAlikeGetRolesOfTheirOwn() throws {
    let catalog = Catalog.builtIn
    let ids = ["edit:configmap", "edit:ConfigMap"]
    var selection = try SampleCatalog.selection([ids[0], ids[0]], of: catalog)
    selection.actions[1].id = ids[1]
    #expect(selection.parts(per: .action).map(\.suffix) == ["edit-configmap", "edit-configmap-2"])
  }

  @Test func theRulesOfAClusterRoleForgetTheirNamespaces() throws {
    let selection = try SampleCatalog.selection(Self.all, watching: ["shop", "till"])
    let part = try #require(selection.parts(per: nil).first)
    #expect(part.clusterRules == [Self.settings, Self.nodes, Self.pods, Self.scale])
    #expect(part.namespaces == ["keeping", "shop", "till"])
  }

  @Test func anInstallationIsInTheOrderToApplyIt() throws {
    let roles = try Self.roles(Self.all, watching: ["shop"])
    let workload = AgentWorkload(
      image: "registry.example/keeper:1.4.0", command: [], configMap: "settings",
      apiKeySecret: "key", clusterName: nil, configuration: .object([("watch", .string("all"))]))
    let install = InstallManifests(roles: roles, namespace: "keeping", workload: workload)
    let stems = [
      "namespace", "serviceaccount", "clusterrole", "clusterrolebinding", "role.keeping",
      "role.shop",
      "rolebinding.keeping", "rolebinding.shop",
    ]
    #expect(install.manifests.map(\.fileStem) == stems + ["configmap", "deployment"])
    #expect(
      install.kustomization.value.value(at: "resources")
        == .strings(install.manifests.map(\.fileName)))
    let bare = InstallManifests(roles: roles, namespace: "keeping", workload: nil)
    #expect(bare.manifests.map(\.fileStem) == stems)
  }

  @Test func theConfigurationChangesThePod() throws {
    func checksum(_ watch: String, _ cluster: String?) throws -> YAMLValue? {
      let install = InstallManifests(
        roles: try Self.roles([]), namespace: "keeping",
        workload: AgentWorkload(
          image: "keeper:1", command: ["keep"], configMap: "settings", apiKeySecret: "key",
          clusterName: cluster, configuration: .object([("watch", .string(watch))])))
      let pod = install.manifests.last?.value.value(at: "spec.template.metadata.annotations")
      #expect(pod != nil)
      return pod
    }
    let first = try checksum("all", "a")
    #expect(try checksum("all", "a") == first)
    #expect(try checksum("shop", "a") != first)
    #expect(try checksum("all", "b") != first)
  }

  @Test func whatDoesNotFitIntoNamespacesIsSaid() throws {
    let selection = try SampleCatalog.selection(Self.all, watching: ["shop"])
    #expect(
      ConfinementNotes(selection).lines == [
        "cordon:node cannot be confined to namespaces: it needs patch nodes, which only a "
          + "ClusterRole grants"
      ])
    #expect(ConfinementNotes(try SampleCatalog.selection(Self.all)).lines.isEmpty)
  }
}
