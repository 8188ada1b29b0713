// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import KubernetesAPI
import Manifests
import RBAC
import TestSupport
import YAMLSyntax

/// Values that the tests of this room start from.
enum Samples {
  /// The catalog of a small agent.
  static let ferry: Catalog = {
    let source = SourceText(name: "ferry.yaml", text: FerryCatalog.text)
    let (catalog, diagnostics) = Catalog.read(source)
    guard let catalog else { fatalError("the sample catalog cannot be read: \(diagnostics)") }
    return catalog
  }()

  static let account = ManifestSet.ServiceAccountName(namespace: "own", name: "agent")

  /// The objects of manifests in one text.
  static func manifests(_ text: String, name: String = "test.yaml") -> ManifestSet {
    var reader = ManifestReader(kubernetesMinor: 33)
    reader.read(SourceText(name: name, text: text))
    return reader.finish(inputs: name)
  }

  /// The objects of a cluster, where what is not there does not exist.
  static func cluster(_ text: String) -> ManifestSet {
    var reader = ManifestReader(kubernetesMinor: 33)
    for document in YAMLStream.read(SourceText(name: "cluster", text: text)).documents {
      reader.read(stored: document)
    }
    return reader.finish(inputs: "cluster")
  }

  /// What the manifests give `own:agent`, or, without an account, somebody who has every role.
  static func access(
    _ set: ManifestSet, of account: ManifestSet.ServiceAccountName? = account,
    closedWorld: Bool = false
  ) -> AgentAccess {
    AgentAccess(of: account, in: set, defaults: DefaultObjects(), closedWorld: closedWorld)
  }

  static func access(
    _ text: String, of account: ManifestSet.ServiceAccountName? = account,
    closedWorld: Bool = false
  ) -> AgentAccess {
    access(manifests(text), of: account, closedWorld: closedWorld)
  }

  /// The account holds the rules cluster-wide, through a role of its own.
  static func bound(_ rules: [String], role: String = "agent") -> String {
    RBACText.role(role, rules) + RBACText.binding(role, role: role)
  }

  static let versions = Verification.Versions(catalog: "ferry@1", kubernetes: "1.33", agent: "3")

  static let table = APITable.builtIn(KubernetesVersion(minor: 33))

  static func context(
    _ minor: Int = 33, agent: String = "3.0.0", watching namespaces: [String] = [],
    own: String? = "own"
  ) -> NeedContext {
    NeedContext(
      kubernetes: KubernetesVersion(minor: minor),
      agentVersion: AgentVersion(agent) ?? ferry.newestAgentVersion,
      watchNamespaces: namespaces, agentNamespace: own)
  }

  /// What actions of the small catalog need.
  static func needs(_ ids: [String], in context: NeedContext = context()) -> [ActionNeeds] {
    ferry.needs(of: actions(ids), in: context)
  }

  static func actions(_ ids: [String]) -> [Action] { ids.compactMap { ferry.action($0) } }

  static func verify(
    _ ids: [String], by access: AgentAccess, in context: NeedContext = context(),
    acceptsAlternatives: Bool = false
  ) -> Verification {
    Verifier(access: access, table: table, acceptsAlternatives: acceptsAlternatives)
      .verify(needs(ids, in: context), agent: "ferry", versions: versions)
  }

  /// `VERB GROUP RESOURCE [NAMESPACE [NAME]]`, with `-` for the core group and for no namespace.
  static func request(_ words: String) -> Request {
    let fields = words.split(separator: " ").map { $0 == "-" ? "" : String($0) }
    if fields.count == 2 {
      return .nonResource(NonResourceRequest(verb: fields[0], path: fields[1]))
    }
    let parts = fields[2].split(separator: "/", maxSplits: 1).map(String.init)
    return .resource(
      ResourceRequest(
        verb: fields[0], apiGroup: fields[1], resource: parts[0],
        subresource: parts.count > 1 ? parts[1] : "",
        namespace: fields.count > 3 ? fields[3] : "", name: fields.count > 4 ? fields[4] : ""))
  }

  /// A rule from the words that `RBACText` takes, with the namespace that it holds in.
  static func rule(_ words: String, in namespace: String? = nil) -> ScopedRule {
    let set = manifests(RBACText.role("sample", [words]))
    return ScopedRule(
      rule: set.roles.first?.rules.first ?? PolicyRule(verbs: []),
      scope: namespace.map(Scope.namespace) ?? .cluster)
  }
}
