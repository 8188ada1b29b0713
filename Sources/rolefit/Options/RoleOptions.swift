// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Catalog
import Diagnostics
import Host
import KubernetesAPI
import Manifests
import RBAC
import YAMLSyntax

/// What separate roles are made for.
enum RolesPer: String, ExpressibleByArgument, CaseIterable {
  case access, action
}

/// Whom generated roles are for, and what the objects are called.
struct RoleOptions: ParsableArguments {
  @Option(help: "The objects' name (default: the agent's)")
  var name: String?

  @Option(
    help: ArgumentHelp(
      "The agent's account (default: the catalog's)", valueName: "namespace:name"))
  var serviceAccount: String?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The agent's namespace", valueName: "namespace"))
  var namespace: String?

  @Option(help: "Separate roles, one for each access level or for each action")
  var rolesPer: RolesPer?

  @Option(
    help: ArgumentHelp(
      "Fill the templates in this folder instead of the built-in ones", valueName: "dir"))
  var templates: String?

  private func account(_ settings: Settings) throws(Failure)
    -> ManifestSet.ServiceAccountName?
  {
    guard let account = try settings.account(serviceAccount) else { return nil }
    try Self.check(namespace: account.namespace, "--service-account")
    guard NameRules.isSubdomain(account.name) else {
      throw .usage("--service-account: the name '\(account.name)' \(NameRules.subdomainProblem)")
    }
    return account
  }

  static func check(namespace: String, _ option: String) throws(Failure) {
    guard !NameRules.isLabel(namespace) else { return }
    throw .usage("\(option): the namespace '\(namespace)' \(NameRules.labelProblem)")
  }

  /// Where the agent runs, as far as somebody said.
  private func agentNamespace(_ settings: Settings) throws(Failure) -> String? {
    let named = namespace ?? settings.value("namespace")
    if let named { try Self.check(namespace: named, "--namespace") }
    if let named { return named }
    return try account(settings)?.namespace
  }

  /// The set of actions that the options name, for the agent in its namespace. What is odd about it
  /// is told; one that values leave open is refused.
  func resolve(
    _ selection: SelectionOptions, _ settings: Settings
  ) throws(Failure) -> Selection {
    var selected = try selection.resolve(
      settings, agentNamespace: try agentNamespace(settings))
    if selected.context.agentNamespace == nil { selected.context.agentNamespace = "default" }
    for namespace in selected.context.watchNamespaces {
      try Self.check(namespace: namespace, "--watch-namespace")
    }
    selected.report()
    try selected.requireDetermined()
    return selected
  }

  /// The roles of the set and their bindings.
  func roles(_ selected: Selection, _ settings: Settings) throws(Failure) -> RoleManifests {
    let agent = selected.catalog.agent
    let name = name ?? agent.name
    if let problem = (name.isEmpty ? ["is empty"] : NameRules.pathSegmentProblems(name)).first {
      throw .usage("--name: '\(name)' \(problem)")
    }
    let account = try account(settings)
    return RoleManifests(
      templates: try readTemplates(),
      provenance: RoleProvenance(
        agent: agent.name, catalog: selected.catalogName,
        agentVersion: selected.context.agentVersion.description,
        kubernetesVersion: selected.context.kubernetes.description),
      name: name,
      account: account
        ?? ManifestSet.ServiceAccountName(
          namespace: selected.context.agentNamespace ?? "default",
          name: agent.serviceAccount ?? agent.name),
      parts: selected.parts(per: rolesPer),
      watched: Set(selected.context.watchNamespaces).sorted())
  }

  private func readTemplates() throws(Failure) -> ManifestTemplates {
    guard let folder = templates else { return .builtIn }
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
