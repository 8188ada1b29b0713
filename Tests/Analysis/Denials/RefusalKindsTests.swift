// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import KubernetesAPI
import Manifests
import RBAC
import Testing
import YAMLSyntax

struct RefusalKindsTests {
  private static func role(_ kind: String, _ name: String, labels: String = "") -> String {
    """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: \(kind)
    metadata: {name: "\(name)", \(kind == "Role" ? "namespace: shop, " : "")labels: {\(labels)}}
    rules: [{apiGroups: [""], resources: [services], verbs: [get]}]
    ---

    """
  }

  private static func binding(_ role: String, _ name: String, to subjects: String...) -> String {
    """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: {name: "\(name)-\(subjects.count)", namespace: shop}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: \(role), name: "\(name)"}
    subjects: [\(subjects.joined(separator: ", "))]
    ---

    """
  }

  private static let app = "{kind: ServiceAccount, name: app, namespace: shop}"
  private static let everybody =
    "{kind: Group, name: \"system:serviceaccounts:shop\", apiGroup: rbac.authorization.k8s.io}"
  private static let other = "{kind: ServiceAccount, name: other, namespace: shop}"

  private static func notes(
    _ manifests: String, refused: String = "get resource \"pods\" in API group \"\""
  ) throws -> String {
    let version = KubernetesVersion(minor: 30)
    var reader = ManifestReader(kubernetesMinor: version.minor)
    reader.read(SourceText(name: "roles.yaml", text: manifests))
    let explainer = DenialExplainer(
      catalog: Catalog.builtIn, manifests: reader.finish(inputs: "roles.yaml"),
      table: APITable.builtIn(version),
      defaults: DefaultObjects(version: version, creditsBindings: false))
    let text =
      "User \"system:serviceaccount:shop:app\" cannot \(refused) in the namespace \"shop\""
    let denial = try #require(DenialScanner().denials(in: text).first)
    return explainer.explain(denial).notes.map(\.message).joined(separator: "\n")
  }

  @Test func aRoleOfTheAccountAloneIsTheOneToChange() throws {
    let notes = try Self.notes(
      Self.role("Role", "app") + Self.role("Role", "shared")
        + Self.binding("Role", "app", to: Self.app)
        + Self.binding("Role", "shared", to: Self.app, Self.other))
    #expect(notes == "add the rule to Role 'shop/app'")
  }

  @Test(arguments: [
    role("Role", "shared") + binding("Role", "shared", to: app, other),
    role("Role", "shared") + binding("Role", "shared", to: everybody),
    role("Role", "shared") + binding("Role", "shared", to: app)
      + binding("Role", "shared", to: other, everybody),
    role("ClusterRole", "system:shared") + binding("ClusterRole", "system:shared", to: app),
    role("ClusterRole", "shared", labels: "kubernetes.io/bootstrapping: rbac-defaults")
      + binding("ClusterRole", "shared", to: app),
    role("ClusterRole", "view") + binding("ClusterRole", "view", to: app),
    role("ClusterRole", "shared", labels: "rbac.authorization.k8s.io/aggregate-to-view: \"true\"")
      + binding("ClusterRole", "shared", to: app),
  ])
  func aRoleThatIsNotTheAccountsAloneIsNeverTheOne(_ manifests: String) throws {
    let notes = try Self.notes(manifests)
    #expect(notes.contains("create a Role in the namespace 'shop'"))
    #expect(!notes.contains("shared") && !notes.contains("view"))
  }

  @Test func ofAnAggregatedRoleThePartIsTheOneToChange() throws {
    let whole = """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: whole}
      aggregationRule: {clusterRoleSelectors: [{matchLabels: {for: app}}]}
      rules: []
      ---

      """
    let notes = try Self.notes(
      whole + Self.role("ClusterRole", "part", labels: "for: app")
        + Self.binding("ClusterRole", "whole", to: Self.app))
    #expect(notes == "add the rule to ClusterRole 'part'")
  }
}
