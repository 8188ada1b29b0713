// SPDX-License-Identifier: Apache-2.0

import Catalog
import KubernetesAPI
import RBAC
import YAMLSyntax

/// A catalog's text while it is made, with the line of each request.
struct CatalogDraft {
  private var lines: [String] = []
  /// Which atom the request in a line, counted from 1, was made from.
  private(set) var atoms: [Int: Atom] = [:]
  private var ids: [String] = []
  private let starter: CatalogStarter
  private let refused: [Atom: String]
  private let table = APITable.builtIn(APITable.newest)

  var text: String { lines.joined(separator: "\n") + "\n" }

  /// - Parameter refused: what is left out, and why.
  init(_ starter: CatalogStarter, without refused: [Atom: String]) {
    self.starter = starter
    self.refused = refused
    writeHead()
    writeDeclarations()
    lines += ["", "actions:"]
    let start = lines.count - 1
    for entry in starter.entries { write(entry) }
    if ids.isEmpty { lines[start] = "actions: []" }
    writeTail()
  }

  private struct ResourceName: Hashable {
    var group: String
    var name: String
  }

  private mutating func writeHead() {
    lines += [
      "# What the agent does, as requests to the API server. To finish it: rename each action",
      "# (`verb:kind`), say in its title what it is to the user and under `why` what each request",
      "# is for, and join or split actions until each is something that can be switched on alone.",
      "# `rolefit catalog validate` checks the result.",
      "schemaVersion: 1", "version: 0.1.0", "", "agent:", "  name: \(scalar(starter.agent))",
      "  newest: 0.1.0  # the agent's newest version",
    ]
    if let namespace = starter.namespace { lines.append("  namespace: \(scalar(namespace))") }
    if let account = starter.serviceAccount {
      lines.append("  serviceAccount: \(scalar(account))")
    }
  }

  /// Resources of groups that Kubernetes does not have, with what is asked of them.
  private mutating func writeDeclarations() {
    var asked: [ResourceName: Set<String>] = [:]
    for atom in starter.entries.flatMap(\.rule.atoms) where reason(against: atom) == nil {
      guard case .resource(let verb, let group, let resource, _) = atom.target,
        !Self.knownGroups.contains(group)
      else { continue }
      let parent = String(resource.prefix { $0 != "/" })
      asked[ResourceName(group: group, name: parent), default: []].formUnion(
        parent == resource ? [verb] : [])
      if parent != resource {
        asked[ResourceName(group: group, name: resource), default: []].insert(verb)
      }
    }
    guard !asked.isEmpty else { return }
    lines += [
      "", "# Custom resources; `namespaced: false` where they are not. Without `verbs`, what every",
      "# custom resource serves.", "crds:",
    ]
    let keys = asked.keys.sorted { ($0.group, $0.name) < ($1.group, $1.name) }
    for key in keys {
      let verbs = asked[key, default: []]
      let usual = DeclaredResource.customResourceVerbs
      var fields = "group: \(scalar(key.group)), resource: \(scalar(key.name))"
      if key.name.contains("/") {
        fields += ", verbs: \(list(verbs.sorted()))"
      } else if !verbs.isSubset(of: usual) {
        fields += ", verbs: \(list(usual + verbs.subtracting(usual).sorted()))"
      }
      lines.append("  - {\(fields)}")
    }
  }

  private mutating func write(_ entry: CatalogStarter.Entry) {
    let all = AtomSet([entry.rule]).atoms
    let kept = all.filter { reason(against: $0) == nil }
    lines += ["", "  # \(comment(entry.origin)): \(comment(AccessPhrase(entry.rule).grant))"]
    if let place = entry.rule.scope.namespace, place != starter.namespace {
      lines.append("  # Only in the namespace \(comment(place)): use --watch-namespace.")
    }
    for atom in all {
      guard let reason = reason(against: atom) else { continue }
      lines.append("  # left out: \(comment(Self.title(of: atom))): \(comment(reason))")
    }
    guard !kept.isEmpty else { return }
    let name = CatalogNaming(of: kept)
    let id = name.id(besides: ids)
    ids.append(id)
    lines += [
      "  - id: \(scalar(id))", "    title: \(scalar(entry.origin))",
      "    access: \(name.access.rawValue)", "    steps:",
    ]
    for atom in kept {
      lines += [
        "      - why: \(scalar(Self.title(of: atom)))", "        request: {\(request(atom))}",
      ]
      atoms[lines.count] = atom
    }
  }

  private func request(_ atom: Atom) -> String {
    switch atom.target {
    case .nonResource(let verb, let url):
      return "verb: \(scalar(verb)), nonResourceURL: \(scalar(url))"
    case .resource(let verb, let group, let resource, let name):
      var fields =
        "verb: \(scalar(verb)), apiGroup: \(scalar(group)), resource: \(scalar(resource))"
      let parent = String(resource.prefix { $0 != "/" })
      if let namespace = atom.scope.namespace {
        fields += namespace == starter.namespace ? ", scope: own" : ", scope: watched"
      } else if table.resource(group: group, parent)?.isNamespaced == false {
        fields += ", scope: cluster"
      }
      if let name { fields += ", name: \(scalar(name))" }
      return fields
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

  private mutating func writeTail() {
    lines += [
      "", "# Which Helm value switches which actions on:", "#", "# dialects:",
      "#   - name: my-chart", "#     newest: 1.0.0", "#     switches:",
      "#       feature.enabled: {default: false, actions: [\(comment(ids.first ?? "do:something"))]}",
    ]
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

  /// Groups that some supported Kubernetes version has.
  private static let knownGroups: Set<String> = {
    let versions = APITable.supportedVersions
    return (versions.lowerBound.minor...versions.upperBound.minor).reduce(into: [""]) {
      $0.formUnion(APITable.builtIn(KubernetesVersion(minor: $1)).knownGroups)
    }
  }()
}

// MARK: - Scalars

extension CatalogDraft {
  /// A text as a scalar that is safe inside of `{}`: plain where nobody could mistake it.
  fileprivate func scalar(_ text: String) -> String {
    let plain = text.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || [0x2D, 0x2E, 0x2F].contains($0)
    }
    let isWord = text.utf8.first.map { (0x61...0x7A).contains($0) } ?? false
    if plain, isWord, !["null", "true", "false", "yes", "no", "on", "off", "y", "n"].contains(text)
    {
      return text
    }
    return JSONEmitter.text(.string(text), pretty: false)
  }

  fileprivate func list(_ texts: [String]) -> String {
    "[\(texts.map(scalar).joined(separator: ", "))]"
  }

  /// A text inside of a comment, which ends with the line.
  fileprivate func comment(_ text: String) -> String {
    let breaks: Set<Unicode.Scalar> = ["\u{85}", "\u{2028}", "\u{2029}", "\u{7F}", "\u{FEFF}"]
    let isSafe = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !breaks.contains($0) }
    return isSafe ? text : JSONEmitter.text(.string(text), pretty: false)
  }
}
