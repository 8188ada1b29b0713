// SPDX-License-Identifier: Apache-2.0

import Catalog
import Diagnostics
import KubernetesAPI
import RBAC
import YAMLSyntax

/// The catalog that a starter's entries make, without what is refused.
struct CatalogDraft {
  /// The catalog, as YAML.
  let text: String
  /// The requests of each action in the text, in its order.
  private let requests: [[Atom]]

  /// - Parameter refused: what is left out, and why.
  init(_ starter: CatalogStarter, without refused: [Atom: String]) {
    var writer = CatalogDraftWriter(starter: starter, refused: refused)
    text = writer.catalog().text
    requests = writer.requests
  }

  /// The requests that the diagnostics of a reading of the text are about, with what they say.
  func requests(refusedBy diagnostics: [Diagnostic]) -> [Atom: String] {
    let root = YAMLStream.read(SourceText(name: "catalog", text: text)).documents.first
    var atoms: [Int: Atom] = [:]
    for (action, own) in zip(root?["actions"].map { Array($0.elements) } ?? [], requests) {
      for (step, atom) in zip(action["steps"].map { Array($0.elements) } ?? [], own) {
        guard let request = step["request"] else { continue }
        atoms[request.range.start.line] = atom
      }
    }
    return diagnostics.reduce(into: [:]) { refused, diagnostic in
      guard diagnostic.severity == .error, let line = diagnostic.range?.start.line,
        let atom = atoms[line]
      else { return }
      refused[atom] = diagnostic.message
    }
  }
}

/// Writes a draft, and keeps which requests its actions have.
private struct CatalogDraftWriter {
  typealias Part = CommentedYAML.Part

  let starter: CatalogStarter
  let refused: [Atom: String]
  /// The requests of each action that was written.
  var requests: [[Atom]] = []
  private var ids: [String] = []
  private let table = APITable.builtIn(APITable.newest)

  init(starter: CatalogStarter, refused: [Atom: String]) {
    self.starter = starter
    self.refused = refused
  }

  mutating func catalog() -> CommentedYAML {
    let actions = starter.entries.flatMap { self.action(of: $0) }
    return .mapping(
      head + declarations + [.blankLine, .entry("actions", .sequence(actions))] + tail)
  }

  private var head: [Part] {
    var agent: [Part] = [
      .entry("name", .line(.string(starter.agent))),
      .entry("newest", .block(.string("0.1.0")), remark: "the agent's newest version"),
    ]
    if let namespace = starter.namespace {
      agent.append(.entry("namespace", .line(.string(namespace))))
    }
    if let account = starter.serviceAccount {
      agent.append(.entry("serviceAccount", .line(.string(account))))
    }
    return Part.comments(
      """
      What the agent does, as requests to the API server. To finish it: rename each action
      (`verb:kind`), say in its title what it is to the user and under `why` what each request
      is for, and join or split actions until each is something that can be switched on alone.
      `rolefit catalog validate` checks the result.
      """) + [
        .entry("schemaVersion", .block(.integer(1))), .entry("version", .block(.string("0.1.0"))),
        .blankLine, .entry("agent", .mapping(agent)),
      ]
  }

  private struct ResourceName: Hashable {
    var group: String
    var name: String
  }

  /// Resources of groups that Kubernetes does not have, with what is asked of them.
  private var declarations: [Part] {
    var asked: [ResourceName: Set<String>] = [:]
    for atom in starter.entries.flatMap(\.rule.atoms) where reason(against: atom) == nil {
      guard case .resource(let verb, let group, let resource, _) = atom.target,
        !LearnedResources.knownGroups.contains(group)
      else { continue }
      let parent = String(resource.prefix { $0 != "/" })
      asked[ResourceName(group: group, name: parent), default: []].formUnion(
        parent == resource ? [verb] : [])
      if parent != resource {
        asked[ResourceName(group: group, name: resource), default: []].insert(verb)
      }
    }
    guard !asked.isEmpty else { return [] }
    let keys = asked.keys.sorted { ($0.group, $0.name) < ($1.group, $1.name) }
    let declared = keys.map { Part.element(.line(declaration(of: $0, asked[$0, default: []]))) }
    return [.blankLine]
      + Part.comments(
        """
        Custom resources; `namespaced: false` where they are not. Without `verbs`, what every
        custom resource serves.
        """) + [.entry("crds", .sequence(declared))]
  }

  private func declaration(of resource: ResourceName, _ verbs: Set<String>) -> YAMLValue {
    let usual = DeclaredResource.customResourceVerbs
    var fields: [(String, YAMLValue)] = [
      ("group", .string(resource.group)), ("resource", .string(resource.name)),
    ]
    if resource.name.contains("/") {
      fields.append(("verbs", .strings(verbs.sorted())))
    } else if !verbs.isSubset(of: usual) {
      fields.append(("verbs", .strings(usual + verbs.subtracting(usual).sorted())))
    }
    return .object(fields)
  }

  private mutating func action(of entry: CatalogStarter.Entry) -> [Part] {
    let all = AtomSet([entry.rule]).atoms
    let kept = all.filter { reason(against: $0) == nil }
    var parts: [Part] = [
      .blankLine, .comment("\(entry.origin): \(AccessPhrase(entry.rule).grant)"),
    ]
    if let place = entry.rule.scope.namespace, place != starter.namespace {
      parts.append(.comment("Only in the namespace \(place): use --watch-namespace."))
    }
    for atom in all {
      guard let reason = reason(against: atom) else { continue }
      parts.append(.comment("left out: \(Self.title(of: atom)): \(reason)"))
    }
    guard !kept.isEmpty else { return parts }
    let name = CatalogNaming(of: kept)
    let id = name.id(besides: ids)
    ids.append(id)
    requests.append(kept)
    let steps = kept.map { atom in
      Part.element(
        .mapping([
          .entry("why", .line(.string(Self.title(of: atom)))),
          .entry("request", .line(request(atom))),
        ]))
    }
    parts.append(
      .element(
        .mapping([
          .entry("id", .line(.string(id))), .entry("title", .line(.string(entry.origin))),
          .entry("access", .line(.string(name.access.rawValue))),
          .entry("steps", .sequence(steps)),
        ])))
    return parts
  }

  private func request(_ atom: Atom) -> YAMLValue {
    switch atom.target {
    case .nonResource(let verb, let url):
      return .object([("verb", .string(verb)), ("nonResourceURL", .string(url))])
    case .resource(let verb, let group, let resource, let name):
      var fields: [(String, YAMLValue)] = [
        ("verb", .string(verb)), ("apiGroup", .string(group)), ("resource", .string(resource)),
      ]
      let parent = String(resource.prefix { $0 != "/" })
      if let namespace = atom.scope.namespace {
        fields.append(("scope", .string(namespace == starter.namespace ? "own" : "watched")))
      } else if table.resource(group: group, parent)?.isNamespaced == false {
        fields.append(("scope", .string("cluster")))
      }
      if let name { fields.append(("name", .string(name))) }
      return .object(fields)
    }
  }

  /// Why an atom can't be a request of the catalog; `nil` when it can.
  private func reason(against atom: Atom) -> String? {
    if let reason = refused[atom] { return reason }
    let wildcard = "a wildcard is no request: write what the agent asks for"
    switch atom.target {
    case .nonResource(let verb, _): return verb == "*" ? wildcard : nil
    case .resource(let verb, let group, let resource, let name):
      if verb == "*" || group == "*" || resource.contains("*") { return wildcard }
      guard let name, name == "none" || name == "any" || name.contains("{") else { return nil }
      return "in a catalog, the name '\(name)' means something else"
    }
  }

  /// What only the author can add, as an example in comments.
  private var tail: [Part] {
    [.blankLine]
      + Part.comments(
        """
        Which Helm value switches which actions on:

        dialects:
          - name: my-chart
            newest: 1.0.0
            switches:
              feature.enabled: {default: false, actions: [\(ids.first ?? "do:something")]}
        """)
  }

  private static func title(of atom: Atom) -> String {
    switch atom.target {
    case .nonResource(let verb, let url): RequestTemplate(verb, .url(url)).description
    case .resource(let verb, let group, let resource, let name):
      RequestTemplate(
        verb, .resource(apiGroup: group, resource: resource, scope: .watched, name: .any)
      ).description + (name.map { " named \($0)" } ?? "")
    }
  }
}
