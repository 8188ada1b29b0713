// SPDX-License-Identifier: Apache-2.0

package import RBAC

extension RequestTemplate {
  /// What a role must hold for this request: one atom for each place.
  package func atoms(in context: NeedContext) -> [Atom] {
    switch target {
    case .url(let path):
      [Atom(.nonResource(verb: verb, url: path), scope: .cluster)]
    case .resource(let apiGroup, let resource, let scope, let name):
      context.scopes(of: scope).map { place in
        Atom(
          .resource(
            verb: verb, apiGroup: apiGroup, resource: resource,
            resourceName: name.resolved(in: context)),
          scope: place)
      }
    }
  }

  /// The requests as the API server would see them, one for each place. Where the name is not known
  /// beforehand, `anyName` is used for it; a request that names nothing has an empty name.
  package func requests(in context: NeedContext, anyName: String) -> [Request] {
    switch target {
    case .url(let path):
      return [.nonResource(NonResourceRequest(verb: verb, path: path))]
    case .resource(let apiGroup, let resource, let scope, let name):
      let parts = resource.split(separator: "/", maxSplits: 1)
      let named = name == .none ? "" : name.resolved(in: context) ?? anyName
      return context.scopes(of: scope).map { place in
        .resource(
          ResourceRequest(
            verb: verb, apiGroup: apiGroup, resource: parts.first.map(String.init) ?? "",
            subresource: parts.count == 2 ? String(parts[1]) : "",
            namespace: place.namespace ?? "", name: named))
      }
    }
  }

  /// Whether a request that was seen can be this one, wherever it was sent.
  package func isConsistent(with request: Request) -> Bool {
    switch (target, request) {
    case (.url(let path), .nonResource(let seen)):
      return verb == seen.verb && path == seen.path
    case (.resource(let apiGroup, let resource, _, let name), .resource(let seen)):
      guard verb == "*" || verb == seen.verb, apiGroup == "*" || apiGroup == seen.apiGroup,
        resource == "*" || resource == seen.combinedResource
      else { return false }
      // An audit event names the object that a plain create made, which its request did not.
      guard case .literal(let literal) = name else { return true }
      return literal == seen.name
    default: return false
    }
  }
}

extension RequestTemplate.ObjectName {
  /// The name to ask for; `nil` when any name, or none, may come.
  fileprivate func resolved(in context: NeedContext) -> String? {
    switch self {
    case .none, .any: return nil
    case .literal(let name): return name
    case .template(let template):
      var text = Substring(template)
      var name = ""
      while let open = text.firstIndex(of: "{"), let close = text[open...].firstIndex(of: "}") {
        let variable = text[text.index(after: open)..<close]
        guard let value = context.value(of: variable) else { return nil }
        name += text[..<open] + value
        text = text[text.index(after: close)...]
      }
      return name + text
    }
  }
}
