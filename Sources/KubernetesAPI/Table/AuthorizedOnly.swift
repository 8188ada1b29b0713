// SPDX-License-Identifier: Apache-2.0

/// What is asked of the authorizer, though no API server serves it: virtual verbs and resources.
///
/// Discovery lists none of it, so a grant of it is not inert.
package enum AuthorizedOnly {
  /// One such permission.
  package struct Entry: Hashable, Sendable {
    /// `nil` for any group.
    package var group: String?
    /// The resource's name; `nil` for any.
    package var resource: String?
    /// The subresource; `nil` for none, `*` for any one.
    package var subresource: String?
    /// The verbs asked about; one that ends in `:` stands for all that begin so.
    package var verbs: [String]
    package var since: KubernetesVersion?
    package var until: KubernetesVersion?
    /// Who asks, and what about.
    package var reason: String

    /// Whether the entry asks about this verb.
    package func asks(_ verb: String) -> Bool {
      verbs.contains { $0 == verb || ($0.hasSuffix(":") && verb.hasPrefix($0)) }
    }

    /// Whether it is about whatever resource there is, rather than one of its own.
    package var isAboutAnyResource: Bool { resource == nil && group == nil }

    /// Whether a server of this version asks at all.
    package func holds(in version: KubernetesVersion) -> Bool {
      if let since, version < since { return false }
      if let until, version > until { return false }
      return true
    }

    /// Whether a rule's group and resource, wildcards included, reach the entry.
    func isReached(group ruleGroup: String, resource rule: String) -> Bool {
      if let group, ruleGroup != "*", ruleGroup != group { return false }
      if rule == "*" { return true }
      guard let slash = rule.utf8.firstIndex(of: UInt8(ascii: "/")) else {
        return subresource == nil && !rule.contains("*") && (resource ?? rule) == rule
      }
      let name = String(rule[..<slash])
      let sub = String(rule[rule.index(after: slash)...])
      guard let subresource, !sub.isEmpty, !sub.contains("*") else { return false }
      return (name == "*" || (resource ?? name) == name)
        && (subresource == "*" || subresource == sub)
    }
  }

  /// The entries that a rule's group and resource reach in a version, whatever its verb.
  package static func entries(
    group: String, resource: String, in version: KubernetesVersion
  ) -> [Entry] {
    all.filter { $0.holds(in: version) && $0.isReached(group: group, resource: resource) }
  }

  /// The first entry that a rule's point reaches; `*` as a verb reaches every verb.
  package static func entry(
    group: String, resource: String, verb: String, in version: KubernetesVersion
  ) -> Entry? {
    entries(group: group, resource: resource, in: version).first { verb == "*" || $0.asks(verb) }
  }

  /// Whether any entry of any version asks about this verb.
  package static func isVirtual(verb: String) -> Bool {
    all.contains { $0.asks(verb) } && VerbSet(verb: verb) == nil
  }

  /// The first version after this one in which the authorizer is asked about a point.
  ///
  /// - Parameter isServed: whether the version has the resource, about which anything may be asked.
  static func first(
    group: String, resource: String, verb: String, after version: KubernetesVersion, isServed: Bool
  ) -> KubernetesVersion? {
    all.filter { entry in
      entry.asks(verb) && (isServed || entry.resource != nil)
        && entry.isReached(group: group, resource: resource)
    }
    .compactMap(\.since).filter { $0 > version }.min()
  }

  /// Whether a verb that servers ask about is granted in the group of its own resources, but on
  /// another. Elsewhere an operator may have given it a meaning of its own, as they do to `bind`
  /// and `use`.
  static func isMisplaced(verb: String, group: String, isKnown: Bool) -> Bool {
    if group == "*" { return true }
    if isKnown, verb.hasPrefix("impersonate") { return true }
    return isKnown && all.contains { $0.asks(verb) && ($0.group == group || $0.isAboutAnyResource) }
  }

  /// The groups in which entries of the version have this resource.
  package static func groups(named combined: String, in version: KubernetesVersion) -> [String] {
    let found = all.filter { entry in
      entry.resource != nil && entry.holds(in: version)
        && entry.isReached(group: "*", resource: combined)
    }
    return Set(found.compactMap(\.group)).sorted()
  }
}
