// SPDX-License-Identifier: Apache-2.0

/// One point of a rule, and where it holds. Any field may hold a wildcard that RBAC knows, so one
/// atom may cover others.
package struct Atom: Hashable, Comparable, Sendable {
  package enum Target: Hashable, Sendable {
    /// `resource` is combined with its subresource, as a rule spells it: `pods/log`, `*/scale`,
    /// `*`. `resourceName` is `nil` for any object; the empty string is a literal that matches
    /// unnamed requests.
    case resource(verb: String, apiGroup: String, resource: String, resourceName: String?)
    /// `url` may end in `*`.
    case nonResource(verb: String, url: String)
  }

  package var target: Target
  package var scope: Scope

  package init(_ target: Target, scope: Scope = .cluster) {
    self.target = target
    self.scope = scope
  }

  package var verb: String {
    switch target {
    case .resource(let verb, _, _, _), .nonResource(let verb, _): verb
    }
  }

  /// Whether it is about every resource of a group, or of all of them.
  package var namesAnyResource: Bool {
    if case .resource(_, _, "*", _) = target { true } else { false }
  }

  /// The rule that allows this atom and nothing else.
  package var rule: PolicyRule {
    switch target {
    case .resource(let verb, let apiGroup, let resource, let resourceName):
      PolicyRule(
        apiGroups: [apiGroup], resources: [resource],
        resourceNames: resourceName.map { [$0] } ?? [],
        verbs: [verb])
    case .nonResource(let verb, let url):
      PolicyRule(verbs: [verb], nonResourceURLs: [url])
    }
  }

  /// Whether holding this atom is holding `other`, by the rules of the API server's escalation
  /// check: a wildcard covers what it matches, and nothing but a wildcard covers a wildcard.
  ///
  /// Source: k8s.io/component-helpers, `ruleCovers` in auth/rbac/validation/policy_comparator.go.
  package func covers(_ other: Atom) -> Bool {
    guard scope.covers(other.scope) else { return false }
    switch (target, other.target) {
    case (
      .resource(let verb, let apiGroup, let resource, let name),
      .resource(let otherVerb, let otherGroup, let otherResource, let otherName)
    ):
      guard verb == "*" || verb.hasSameBytes(as: otherVerb),
        apiGroup == "*" || apiGroup.hasSameBytes(as: otherGroup),
        resource == "*" || resource.hasSameBytes(as: otherResource)
          || Self.anyParent(of: otherResource).map(resource.hasSameBytes) ?? false
      else { return false }
      guard let name else { return true }
      return otherName.map(name.hasSameBytes) ?? false
    case (.nonResource(let verb, let url), .nonResource(let otherVerb, let otherURL)):
      return (verb == "*" || verb.hasSameBytes(as: otherVerb))
        && NonResourcePattern.matches(url, path: otherURL)
    case (.resource, .nonResource), (.nonResource, .resource):
      return false
    }
  }

  /// Whether it is a URL that ends in more than one star.
  var hasSeveralTrailingStars: Bool {
    guard case .nonResource(_, let url) = target else { return false }
    return url.utf8.suffix(2).elementsEqual("**".utf8)
  }

  /// `/a*` for `/a**`.
  var withOneTrailingStar: Atom {
    guard case .nonResource(let verb, let url) = target,
      let prefix = NonResourcePattern.prefix(of: url)
    else { return self }
    return Atom(.nonResource(verb: verb, url: prefix + "*"), scope: scope)
  }

  /// `*/log` for `pods/log`: what follows the first slash, under any resource.
  static func anyParent(of resource: String) -> String? {
    resource.withBytes { bytes in
      guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")) else { return nil }
      return "*" + String(decoding: bytes[slash...], as: UTF8.self)
    }
  }

  package static func == (left: Atom, right: Atom) -> Bool {
    left.target == right.target && left.scope == right.scope
  }
}

extension Atom.Target {
  package static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (
      .resource(let verb, let group, let resource, let name), .resource(let v, let g, let r, let n)
    ):
      let sameName =
        switch (name, n) {
        case (nil, nil): true
        case (let name?, let n?): name.hasSameBytes(as: n)
        default: false
        }
      return sameName && resource.hasSameBytes(as: r) && verb.hasSameBytes(as: v)
        && group.hasSameBytes(as: g)
    case (.nonResource(let verb, let url), .nonResource(let v, let u)):
      return verb.hasSameBytes(as: v) && url.hasSameBytes(as: u)
    default:
      return false
    }
  }
}
