// SPDX-License-Identifier: Apache-2.0

import Catalog
import Diagnostics
import Foundation
import KubernetesAPI
import RBAC
import TestSupport
import Testing
import YAMLSyntax

/// `docs/catalogs/external-secrets.yaml`: a catalog of one's own, used like the built-in one.
struct ExampleCatalogTests {
  private let catalog: Catalog

  init() throws {
    let path = "docs/catalogs/external-secrets.yaml"
    let data = try Data(contentsOf: Repository.root.appending(path: path))
    let (catalog, diagnostics) = Catalog.read(SourceText(name: path, bytes: Array(data)))
    #expect(diagnostics.map { "\($0.range?.description ?? ""): \($0.message)" } == [])
    self.catalog = try #require(catalog)
  }

  private var context: NeedContext {
    NeedContext(
      kubernetes: APITable.newest, agentVersion: catalog.newestAgentVersion,
      watchNamespaces: ["team"], agentNamespace: "external-secrets")
  }

  @Test func itsLeaseIsInItsOwnNamespace() throws {
    let rules = catalog.rules(for: try catalog.select(["elect:leader"]), in: context)
    #expect(Set(rules.map(\.scope)) == [.namespace("external-secrets")])
    #expect(
      rules.map(\.rule).map(FactsTests.short).sorted() == [
        "coordination.k8s.io/leases:create",
        "coordination.k8s.io/leases[external-secrets-controller]:get,update",
      ])
  }

  @Test func itsSecretsAreWhereItWatches() throws {
    let rules = catalog.rules(for: try catalog.select(["push:secret"]), in: context)
    #expect(Set(rules.map(\.scope)) == [.namespace("team")])
  }

  @Test func allIsWhatIsBounded() throws {
    let ids = try catalog.select(["all"]).map(\.id)
    #expect(ids.count == 9)
    #expect(!ids.contains("issue:token") && !ids.contains("write:configmap"))
  }

  @Test(arguments: [
    ("", "leaderElect", false), ("leaderElect: true", "elect:leader", true),
    ("processPushSecret: false", "push:secret", false), ("", "push:secret", true),
    ("genericTargets: {enabled: true}", "write:configmap", true),
    ("processClusterStore: true", "sync:externalsecret", true),
  ])
  func itsValuesSwitchItsActions(values: String, id: String, isOn: Bool) throws {
    let root = YAMLStream.read(SourceText(name: "values.yaml", text: values)).documents.first
    let result = try catalog.dialect("external-secrets@2.0.0")
      .actions(switchedOnBy: root, in: catalog)
    #expect(result.on.contains(id) == isOn)
    #expect(result.undetermined == [] && result.diagnostics == [])
  }

  @Test func valuesOfAnotherChartAreRefused() throws {
    let root = YAMLStream.read(
      SourceText(name: "values.yaml", text: "watcher: {actions: {basic: true}}")
    ).documents.first
    let result = try catalog.dialect("external-secrets").actions(switchedOnBy: root, in: catalog)
    #expect(result.diagnostics.map(\.code.rawValue) == ["values-of-another-chart"])
  }
}
