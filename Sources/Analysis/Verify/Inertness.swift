// SPDX-License-Identifier: Apache-2.0

package import KubernetesAPI
package import RBAC

/// Says why no API server of one version would ever use a grant.
package struct Inertness {
  private let table: APITable
  private let known = Known()

  /// What was judged before, whatever the names: a rule asks for the same with each of its names.
  private final class Known {
    struct Point: Hashable {
      var group: String
      var resource: String
      var verb: String
    }

    var reasons: [Point: String?] = [:]
    /// Bounds the memory, whatever the input.
    static let most = 1 << 16
  }

  package init(table: APITable) { self.table = table }

  /// The reason as one clause; `nil` for what may be used, and for what the table cannot know.
  package func reason(_ atom: Atom) -> String? {
    guard case .resource(let verb, let apiGroup, let resource, let name) = atom.target else {
      if let namespace = atom.scope.namespace {
        return
          "paths are in no namespace, and this is granted in "
          + "\(Scope.title(ofNamespace: namespace)) only"
      }
      return pathReason(atom)
    }
    if let reason = reason(group: apiGroup, resource: resource, verb: verb) { return reason }
    if let name, !name.isEmpty, let reason = nameReason(verb: verb, resource: resource) {
      return reason
    }
    if let place = atom.scope.place,
      table.isClusterScopedOnly(group: apiGroup, resource: resource) == true,
      resource.split(separator: "/").first != "namespaces"
    {
      return
        "\(resource) is cluster-scoped, and this is granted \(place) only"
    }
    return nil
  }

  private func reason(group: String, resource: String, verb: String) -> String? {
    let point = Known.Point(group: group, resource: resource, verb: verb)
    if let reason = known.reasons[point] { return reason }
    let reason = reason(
      table.judge(group: group, resource: resource, verb: verb), group, resource, verb)
    if known.reasons.count == Known.most { known.reasons.removeAll(keepingCapacity: true) }
    known.reasons[point] = .some(reason)
    return reason
  }

  private func pathReason(_ atom: Atom) -> String? {
    guard case .nonResource(let verb, let url) = atom.target else { return nil }
    if PathRequest.fault(of: url) != nil { return "no request has the path '\(url)'" }
    switch PathRequest.judge(verb: verb) {
    case .unservedVerb: return "paths are asked for with HTTP methods, and \(verb) is none"
    case .unknownVerb(let meant):
      return "there is no verb '\(verb)'" + (meant.map { "; did you mean '\($0)'?" } ?? "")
    default: return nil
    }
  }

  private func nameReason(verb: String, resource: String) -> String? {
    switch NameUse.of(verb: verb, on: resource) {
    case .never: "a \(verb) request on \(resource) has no name, so resourceNames never match"
    default: nil
    }
  }

  private func reason(
    _ judgement: Judgement, _ apiGroup: String, _ resource: String, _ verb: String
  ) -> String? {
    func meant(_ suggestion: String?) -> String {
      suggestion.map { "; did you mean '\($0)'?" } ?? ""
    }
    func groups(_ groups: [String]) -> String {
      groups.map { $0.isEmpty ? "the core group (\"\")" : "'\($0)'" }.joined(separator: ", ")
    }
    switch judgement {
    case .live, .authorizedOnly, .unknownGroup, .customVerb: return nil
    case .impossibleGroup: return "no API group can be named '\(apiGroup)'"
    case .notYetAsked(let since):
      return "\(verb) on \(resource) is asked for since Kubernetes \(since) only"
    case .wrongGroup(let right) where apiGroup == "core" && right.contains(""):
      return "the core group is written \"\", not 'core'"
    case .wrongGroup(let right):
      return "\(resource) is in \(groups(right)), not in \(groups([apiGroup]))"
    case .unknownResource(let suggestion):
      return "there is no resource '\(resource)' in \(groups([apiGroup]))\(meant(suggestion))"
    case .removed(let since, let now):
      let moved = now.isEmpty ? "" : "; it is in \(groups(now)) now"
      return "\(resource) in \(groups([apiGroup])) was removed in Kubernetes \(since)\(moved)"
    case .notYetServed(let since):
      return "\(resource) in \(groups([apiGroup])) is served since Kubernetes \(since) only"
    case .unknownSubresource(let suggestion):
      return "'\(resource)' is a literal that names no subresource\(meant(suggestion))"
    case .unservedVerb(let served):
      return "\(resource) does not serve \(verb), only \(served.joined(separator: ", "))"
    case .unknownVerb(let suggestion):
      return "there is no verb '\(verb)'\(meant(suggestion))"
    }
  }
}
