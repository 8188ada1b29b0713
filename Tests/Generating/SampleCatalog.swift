// SPDX-License-Identifier: Apache-2.0

import Catalog
import Diagnostics
import KubernetesAPI
import Testing

/// An agent small enough to see all of its rules.
enum SampleCatalog {
  static let text = """
    schemaVersion: 1
    version: 2.1.0
    agent:
      name: keeper
      title: Keeper of things
      newest: 1.4.0
      namespace: keeping
      serviceAccount: keeper
    actions:
      - id: scale:deployment
        title: Scale a deployment
        access: operate
        steps:
          - why: set the number of replicas
            request: {verb: patch, apiGroup: apps, resource: deployments/scale}
      - id: delete:pod
        title: Delete a pod
        access: destructive
        steps:
          - why: delete it
            request: {verb: delete, apiGroup: "", resource: pods}
      - id: cordon:node
        title: Cordon a node
        access: operate
        steps:
          - why: mark it
            request: {verb: patch, apiGroup: "", resource: nodes, scope: cluster}
      - id: change:settings
        title: Change the settings
        access: write
        steps:
          - why: keep them
            request: {verb: update, apiGroup: "", resource: configmaps, scope: own, name: settings}
    capabilities:
      - id: watch:pod
        title: Watch pods
        access: read
        default: true
        steps:
          - why: see them
            request: {verb: list, apiGroup: "", resource: pods}
    dialects:
      - name: keeper
        newest: 3.0.0
        marks: [features]
        switches:
          features.scale: {default: false, actions: [scale:deployment]}
          features.delete: {default: false, actions: [delete:pod]}
          cordon: {default: false, actions: [cordon:node]}
          features.watch: {default: true, actions: [watch:pod]}
    """

  static let source = SourceText(name: "keeper.yaml", text: text)

  static func catalog() throws -> Catalog {
    let (catalog, diagnostics) = Catalog.read(source)
    #expect(diagnostics.map(\.message) == [])
    return try #require(catalog)
  }

  static func context(_ catalog: Catalog, watching namespaces: [String] = []) -> NeedContext {
    NeedContext(
      kubernetes: APITable.newest, agentVersion: catalog.newestAgentVersion,
      watchNamespaces: namespaces, agentNamespace: catalog.agent.namespace)
  }

  /// A set of the actions and capabilities with these ids.
  static func selection(
    _ ids: [String], of catalog: Catalog? = nil, watching namespaces: [String] = []
  ) throws -> Selection {
    let catalog = try catalog ?? Self.catalog()
    let entries = try ids.map { try #require(catalog.action($0), "\($0)") }
    return Selection(
      catalog: catalog, context: context(catalog, watching: namespaces),
      actions: entries.filter { !$0.isCapability },
      capabilities: entries.filter(\.isCapability))
  }
}
