// SPDX-License-Identifier: Apache-2.0

internal import Diagnostics
internal import YAMLSyntax

extension CatalogReader {
  /// The catalog that a document writes; `nil` when what is wrong leaves none.
  mutating func catalog(_ root: YAMLNode) -> Catalog? {
    guard check(root, is: CatalogFormat.catalog) else { return nil }
    if let place = root["schemaVersion"],
      place.scalar != .integer(Int64(CatalogFormat.schemaVersion))
    {
      error(
        "catalog-schema-version",
        "this format is not known: 'schemaVersion' must be \(CatalogFormat.schemaVersion)",
        at: place)
      return nil
    }
    var agent: Agent?
    if let node = root["agent"] { agent = readAgent(node) }
    readKinds(root)
    var names = NameIndex()
    for (canonical, _, node) in entries("verbs", of: root) {
      for spelling in node.elements { names.verbs[spelling.text?.lowercased() ?? ""] = canonical }
    }
    for kind in kinds.values {
      for spelling in [kind.name, kind.resource] + kind.shortNames {
        names.kinds[spelling] = kind.name
      }
      if !kind.apiGroup.isEmpty { names.kinds["\(kind.resource).\(kind.apiGroup)"] = kind.name }
    }
    names.kinds["*"] = "any"
    let actions = expandedActions("actions", of: root, isCapability: false)
    let capabilities = expandedActions("capabilities", of: root, isCapability: true)
    let all = actions.entries + capabilities.entries
    index(all, into: &names)
    checkRequires(all)
    let sets = sets(root, names: &names)
    var dialects: [Dialect] = []
    for node in list("dialects", of: root) {
      if let dialect = dialect(node, names, sets) { dialects.append(dialect) }
    }
    let declared = list("crds", of: root).compactMap { declaredResource($0) }
    guard let agent, let version = text("version", of: root) else { return nil }
    return Catalog(
      agent: agent, version: version, actions: actions.entries.map(\.action),
      capabilities: capabilities.entries.map(\.action), sets: sets.sorted { $0.name < $1.name },
      dialects: dialects, kinds: kinds.values.sorted { $0.name < $1.name },
      declaredResources: declared,
      names: names,
      templates: actions.templates.merging(capabilities.templates) { first, _ in first })
  }

  private mutating func readAgent(_ node: YAMLNode) -> Agent? {
    guard check(node, is: CatalogFormat.agent), let name = text("name", of: node),
      let newest = parsed("newest", of: node, as: "an agent version", AgentVersion.init)
    else { return nil }
    return Agent(
      name: name, title: text("title", of: node) ?? name, newest: newest,
      namespace: text("namespace", of: node), serviceAccount: text("serviceAccount", of: node),
      documentation: text("documentation", of: node), images: images(node))
  }

  private mutating func readKinds(_ root: YAMLNode) {
    for (name, _, node) in entries("kinds", of: root) where check(node, is: CatalogFormat.kind) {
      kinds[name] = ResourceKind(
        name: name, apiGroup: text("group", of: node) ?? "",
        resource: text("resource", of: node) ?? "",
        scope: word(
          "scope", of: node, code: "catalog-unknown-scope", RequestTemplate.RequestScope.self)
          ?? .watched, shortNames: texts("short", of: node))
    }
  }

  private mutating func declaredResource(_ node: YAMLNode) -> DeclaredResource? {
    guard check(node, is: CatalogFormat.declaredResource), let group = text("group", of: node),
      let resource = text("resource", of: node)
    else { return nil }
    return DeclaredResource(
      apiGroup: group, resource: resource, isNamespaced: bool("namespaced", of: node) ?? true,
      version: text("version", of: node),
      verbs: node["verbs"] == nil ? nil : texts("verbs", of: node))
  }
}
