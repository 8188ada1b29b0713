// SPDX-License-Identifier: Apache-2.0

/// How messages and reports name a request, or a rule that allows requests: one wording for each
/// kind of sentence that it is part of.
package struct AccessPhrase: Hashable, Sendable {
  private let rule: PolicyRule
  /// The only namespace it is about; `nil` for all of them and for what is in none.
  private let namespace: String?

  package init(_ rule: ScopedRule) {
    self.rule = rule.rule
    namespace = rule.scope.namespace
  }

  package init(_ atom: Atom) {
    rule = atom.rule
    namespace = atom.scope.namespace
  }

  package init(_ request: Request) {
    switch request {
    case .nonResource(let request):
      rule = PolicyRule(verbs: [request.verb], nonResourceURLs: [request.path])
      namespace = nil
    case .resource(let request):
      let isNamed = !request.name.isEmpty && request.name != Atom.anyName
      rule = PolicyRule(
        apiGroups: [request.apiGroup], resources: [request.combinedResource],
        resourceNames: isNamed ? [request.name] : [], verbs: [request.verb])
      namespace = request.namespace.isEmpty ? nil : request.namespace
    }
  }

  /// What somebody may do or is allowed to do: `get secrets (core) named 'x' in the namespace 'y'`,
  /// `get the path /metrics`.
  package var question: String {
    guard rule.nonResourceURLs.isEmpty else { return "\(verbs) the path \(paths)" }
    return "\(verbs) \(resources)\(names)\(place)"
  }

  /// What an action needs: `get on secrets (core) named 'x' in the namespace 'y'`, `get /metrics`.
  package var need: String {
    guard rule.nonResourceURLs.isEmpty else { return "\(verbs) \(paths)" }
    return "\(verbs) on \(resources)\(names)\(place)"
  }

  /// What a rule grants, in one line: `get, list on secrets (core) named 'x' in namespace y`,
  /// `get on /metrics`.
  package var grant: String {
    guard rule.nonResourceURLs.isEmpty else { return "\(verbs) on \(paths)" }
    return "\(verbs) on \(resources)\(names)"
      + (namespace.map { " in \($0.isEmpty ? Scope.unknownNamespace : "namespace \($0)")" } ?? "")
  }

  /// As kubectl spells resources, whatever the object's name:
  /// `patch deployments.apps/scale in the namespace 'y'`, `get /metrics`.
  package var brief: String {
    guard rule.nonResourceURLs.isEmpty else { return "\(verbs) \(paths)" }
    let resources = rule.resources.flatMap { resource in
      rule.apiGroups.map { Self.qualified(resource, in: $0) }
    }
    return "\(verbs) \(resources.joined(separator: ", "))\(place)"
  }

  /// `deployments.apps/scale` for `deployments/scale` in `apps`.
  package static func qualified(_ resource: String, in group: String) -> String {
    guard !group.isEmpty else { return resource }
    guard let slash = resource.firstIndex(of: "/") else { return "\(resource).\(group)" }
    return "\(resource[..<slash]).\(group)\(resource[slash...])"
  }

  private var verbs: String { rule.verbs.joined(separator: ", ") }
  private var paths: String { rule.nonResourceURLs.joined(separator: ", ") }

  /// `deployments, deployments/scale (apps)`; the core group has a name here.
  private var resources: String {
    let groups = rule.apiGroups.map { $0.isEmpty ? "core" : $0 }.joined(separator: ", ")
    return "\(rule.resources.joined(separator: ", ")) (\(groups))"
  }

  private var names: String {
    guard !rule.resourceNames.isEmpty else { return "" }
    return " named " + rule.resourceNames.map { "'\($0)'" }.joined(separator: ", ")
  }

  private var place: String { namespace.map { " \(Scope.namespace($0).place ?? "")" } ?? "" }
}

extension PolicyRule {
  /// Each of its resources in each of its groups, as kubectl spells it: `deployments.apps/scale`.
  package var qualifiedResources: [String] {
    apiGroups.flatMap { group in resources.map { AccessPhrase.qualified($0, in: group) } }
  }
}
