// SPDX-License-Identifier: Apache-2.0

internal import Diagnostics
internal import RBAC
internal import YAMLSyntax

extension CatalogReader {
  /// The verbs that the API server or one of its authorization checks asks about.
  static let verbs = [
    "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection", "proxy",
    "use", "bind", "escalate", "impersonate", "approve", "sign", "attest", "*",
  ]

  mutating func request(_ node: YAMLNode, _ filler: Filler) -> RequestTemplate? {
    guard check(node, is: CatalogFormat.request), let verb = text("verb", of: node) else {
      return nil
    }
    if !Self.verbs.contains(verb), !verb.hasPrefix("impersonate:"),
      !verb.hasPrefix("impersonate-on:"), let place = node["verb"]
    {
      error(
        "catalog-unknown-verb", "no API server knows the verb '\(verb)'", at: place,
        remedy: Suggestion.nearest(to: verb, among: Self.verbs, within: .misreading).map {
          "write '\($0)'"
        })
      return nil
    }
    let url = text("nonResourceURL", of: node)
    let resource = text("resource", of: node).map(filler.fill)
    switch (url, resource) {
    case (let url?, nil):
      guard url.first == "/" || url == "*" else {
        error(
          "catalog-bad-url", "'\(url)' must start with a slash", at: node["nonResourceURL"] ?? node)
        return nil
      }
      return RequestTemplate(verb, .url(url))
    case (nil, let resource?):
      let group = filler.fill(text("apiGroup", of: node) ?? "")
      return resourceRequest(verb, group, resource, node, filler)
    case (nil, nil), (_?, _?):
      error(
        "catalog-missing-key", "a request needs either 'resource' or 'nonResourceURL'", at: node)
      return nil
    }
  }

  private mutating func resourceRequest(
    _ verb: String, _ group: String, _ resource: String, _ node: YAMLNode, _ filler: Filler
  ) -> RequestTemplate? {
    if group == "core" || group.contains("/"), let place = node["apiGroup"] {
      error(
        "catalog-unserved-request", "'\(group)' is no API group", at: place,
        remedy: group == "core" ? "write \"\"" : "write the group without its version")
      return nil
    }
    let scope =
      word("scope", of: node, code: "catalog-unknown-scope", RequestTemplate.RequestScope.self)
      ?? defaultScope(of: resource, in: group, filler)
    return RequestTemplate(
      verb,
      .resource(
        apiGroup: group, resource: resource, scope: scope,
        name: name(in: node, verb: verb, resource: resource)))
  }

  /// Where the resource lives, as far as the catalog's kinds say.
  private func defaultScope(
    of resource: String, in group: String, _ filler: Filler
  ) -> RequestTemplate.RequestScope {
    let parent = resource.prefix { $0 != "/" }
    let kind =
      filler.kind.flatMap { $0.resource == parent && $0.apiGroup == group ? $0 : nil }
      ?? kinds.values.first { $0.resource == parent && $0.apiGroup == group }
    return kind?.scope ?? .watched
  }

  /// What the request names; left out, whether the verb names something.
  private mutating func name(
    in node: YAMLNode, verb: String, resource: String
  ) -> RequestTemplate.ObjectName {
    guard let text = text("name", of: node) else {
      return switch verb {
      case "list", "watch", "deletecollection", "*": .none
      case "create": resource.contains("/") ? .any : .none
      default: .any
      }
    }
    if verb == "deletecollection", text != "none", let place = node["name"] {
      error("catalog-unserved-request", "deletecollection names no object", at: place)
    }
    return switch text {
    case "none": .none
    case "any": .any
    default: text.contains("{") ? .template(text) : .literal(text)
    }
  }
}
