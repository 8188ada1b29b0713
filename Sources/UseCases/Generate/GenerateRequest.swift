// SPDX-License-Identifier: Apache-2.0

import Catalog
package import Diagnostics
package import Generating
import Host
import KubernetesAPI
package import Manifests
import RBAC
import YAMLSyntax

/// Whom generated objects are for, and what they are called.
package struct GenerateArguments: Sendable {
  /// The objects' name; the agent's where `nil`.
  package var name: String?
  package var rolesPer: RolesPer?
  /// The folder of templates to fill instead of the built-in ones.
  package var templates: String?
  /// Whether a set must be named; where it need not, nobody naming one means none.
  package var needsSet: Bool

  package init(
    name: String? = nil, rolesPer: RolesPer? = nil, templates: String? = nil,
    needsSet: Bool = true
  ) {
    self.name = name
    self.rolesPer = rolesPer
    self.templates = templates
    self.needsSet = needsSet
  }
}

/// A set of actions whose roles, values, manifests or commands are generated.
package struct GenerateRequest: Sendable {
  package let resolver: Resolver
  package private(set) var set: SetRequest
  package let account: ManifestSet.ServiceAccountName?
  /// The agent's namespace, as far as somebody named it.
  package let namespace: String?
  package let arguments: GenerateArguments

  var outside: Outside { resolver.outside }

  package init(
    _ options: Options, _ arguments: GenerateArguments, _ outside: Outside
  ) throws(Failure) {
    resolver = Resolver(options, outside)
    var set = try SetRequest(options)
    if !arguments.needsSet, !set.namesActions { set.named = .actions(["none"]) }
    self.set = set
    self.arguments = arguments
    account = try options.get(.serviceAccount)
    namespace = try options.get(.namespace)
    if let account {
      try Self.check(namespace: account.namespace, "--service-account")
      guard NameRules.isSubdomain(account.name) else {
        throw .usage(
          "--service-account: the name '\(account.name)' \(NameRules.subdomainProblem)")
      }
    }
    if let namespace { try Self.check(namespace: namespace, "--namespace") }
  }

  /// The same for another set.
  func naming(_ named: SetRequest.Named) -> GenerateRequest {
    var request = self
    request.set.named = named
    return request
  }

  static func check(namespace: String, _ option: String) throws(Failure) {
    guard !NameRules.isLabel(namespace) else { return }
    throw .usage("\(option): the namespace '\(namespace)' \(NameRules.labelProblem)")
  }

  /// The set, which values must not leave open. What was assumed is shown.
  func resolved(
    agentNamespace: String?, _ catalog: Catalog? = nil
  ) throws(Failure) -> ResolvedSet {
    let catalog = if let catalog { catalog } else { try resolver.catalog() }
    var finder = SetFinder(
      resolver, set, of: catalog, kubernetes: try resolver.kubernetes(),
      agent: try resolver.agentVersion(of: catalog))
    finder.agentNamespace = agentNamespace
    let resolved = try finder.resolved()
    resolved.report(to: outside)
    try resolved.requireDetermined()
    return resolved
  }

  /// The selection for an agent in its namespace.
  func installedSelection() throws(Failure) -> Selection {
    var selection = try resolved(agentNamespace: namespace ?? account?.namespace).selection
    if selection.context.agentNamespace == nil { selection.context.agentNamespace = "default" }
    for namespace in selection.context.watchNamespaces {
      try Self.check(namespace: namespace, "--watch-namespace")
    }
    return selection
  }

  /// The roles of the set and their bindings.
  func roles(_ selection: Selection) throws(Failure) -> RoleManifests {
    let agent = selection.catalog.agent
    let name = arguments.name ?? agent.name
    if let problem = (name.isEmpty ? ["is empty"] : NameRules.pathSegmentProblems(name)).first {
      throw .usage("--name: '\(name)' \(problem)")
    }
    return RoleManifests(
      templates: try readTemplates(),
      provenance: RoleProvenance(
        agent: agent.name, catalog: selection.catalog.title,
        agentVersion: selection.context.agentVersion.description,
        kubernetesVersion: selection.context.kubernetes.description),
      name: name,
      account: account
        ?? ManifestSet.ServiceAccountName(
          namespace: selection.context.agentNamespace ?? "default",
          name: agent.serviceAccount ?? agent.name),
      parts: selection.parts(per: arguments.rolesPer),
      watched: selection.context.watchedNamespaces)
  }

  private func readTemplates() throws(Failure) -> ManifestTemplates {
    guard let folder = arguments.templates else { return .builtIn }
    guard Files.kind(of: folder) == .directory else {
      throw .unjudged(
        "unreadable", "there is no folder of templates here", at: .startOf(file: folder))
    }
    var sources: [(kind: TemplateKind, text: SourceText)] = []
    var missing: [Diagnostic] = []
    for kind in TemplateKind.allCases {
      let path = Paths.join(folder, kind.fileName)
      guard Files.kind(of: path) != nil else {
        missing.append(
          Diagnostic(
            .error, "template-missing", "there is no template of a \(kind.kind)",
            at: .startOf(file: path),
            remedy: "copy it from templates/ of rolefit's repository, and change it there"))
        continue
      }
      sources.append((kind, try SourceText(file: path)))
    }
    let (templates, diagnostics) = ManifestTemplates.read(sources)
    guard let templates, missing.isEmpty else { throw .unjudged(missing + diagnostics) }
    return templates
  }
}
