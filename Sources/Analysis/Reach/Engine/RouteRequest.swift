// SPDX-License-Identifier: Apache-2.0

import RBAC

/// A request that a route needs, for some object in some place: any of the verbs will do.
package struct RouteRequest: Hashable, Sendable {
  package let verbs: [String]
  package let apiGroup: String
  package let resource: String
  package let subresource: String
  /// Whether its objects are in namespaces; where not, only a cluster-wide grant allows it.
  package let isNamespaced: Bool
  /// What rules that allow it must be about.
  let outline: RuleOutline
  /// Whether names can't be told to the authorizer: a plain create has none.
  let isPlainCreate: Bool

  package init(
    _ verbs: [String], _ apiGroup: String, _ resource: String, _ subresource: String = "",
    isNamespaced: Bool
  ) {
    self.verbs = verbs
    self.apiGroup = apiGroup
    self.resource = resource
    self.subresource = subresource
    self.isNamespaced = isNamespaced
    let whole = subresource.isEmpty ? resource : "\(resource)/\(subresource)"
    outline = RuleOutline(PolicyRule(apiGroups: [apiGroup], resources: [whole], verbs: verbs))
    isPlainCreate = verbs == ["create"] && subresource.isEmpty
  }

  /// The first of the verbs for which a rule allows the request, for a name that it allows.
  func verb(allowedBy rule: PolicyRule) -> String? {
    var request = ResourceRequest(
      verb: "", apiGroup: apiGroup, resource: resource, subresource: subresource,
      name: rule.resourceNames.first ?? "")
    let name = request.name
    return verbs.first { verb in
      request.verb = verb
      // A request for a collection tells no name, not even that of a field selector.
      request.name = verb == "deletecollection" ? "" : name
      return rule.allows(.resource(request))
    }
  }

  /// One of the requests, as an API server would be asked.
  func request(verb: String, in scope: Scope, name: String = "") -> ResourceRequest {
    ResourceRequest(
      verb: verb, apiGroup: apiGroup, resource: resource, subresource: subresource,
      namespace: isNamespaced ? scope.namespace ?? "" : "", name: name)
  }

  /// `create serviceaccounts/token`, `get, list or watch secrets`.
  package var title: String {
    let last = verbs.last ?? ""
    let list =
      verbs.count < 2 ? last : "\(verbs.dropLast().joined(separator: ", ")) or \(last)"
    let whole = subresource.isEmpty ? resource : "\(resource)/\(subresource)"
    return "\(list) \(whole)" + (apiGroup.isEmpty ? "" : " (\(apiGroup))")
  }
}

/// A rule that allows a route's request.
struct RouteMatch: NamedAccess {
  var held: HeldRule
  var request: RouteRequest
  /// The verb that is allowed.
  var verb: String
  /// The names that the rule is limited to; `nil` for any.
  var names: [String]?

  var scope: Scope { held.scope }

  init(_ held: HeldRule, _ request: RouteRequest, verb: String) {
    self.held = held
    self.request = request
    self.verb = verb
    names = held.rule.resourceNames.isEmpty ? nil : held.rule.resourceNames
  }

  /// The same for a request that tells no name, where the rule allows that.
  var withoutNames: RouteMatch {
    var match = self
    match.names = nil
    return match
  }

  /// The request in the words of a path.
  func asked(name: String? = nil, in place: Scope? = nil) -> ReachRequest {
    ReachRequest(
      request: request.request(
        verb: verb, in: place ?? scope, name: name ?? names?.first ?? ""),
      held: held, isForAnyNamespace: request.isNamespaced && (place ?? scope) == .cluster)
  }
}
