// SPDX-License-Identifier: Apache-2.0

import RBAC

extension APITable {
  /// Says whether servers of this version would ever use one point of a rule.
  ///
  /// A wildcard is live if it reaches at least one served thing. What may belong to a group that
  /// the table does not know is `unknownGroup`, never an error.
  ///
  /// - Parameters:
  ///   - group: as a rule has it; `*` for any.
  ///   - resource: as a rule has it: `pods`, `pods/log`, `*/scale` or `*`.
  ///   - verb: as a rule has it; `*` for any.
  package func judge(group: String, resource: String, verb: String) -> Judgement {
    if let virtual = judgeVirtual(group: group, resource: resource, verb: verb) { return virtual }
    if let fault = faultOfForm(resource) { return fault }
    if let known = misspeltVerb(verb) { return .unknownVerb(suggestion: known) }
    let found = reached(group: group, resource: resource)
    if found.isEmpty { return judgeAbsent(group: group, resource: resource) }
    if verb == "*" { return .live }
    let served = found.reduce(into: VerbSet()) { $0.formUnion($1.verbs) }
    if let one = VerbSet(verb: verb) {
      return served.contains(one)
        ? .live : unserved(verb, group: group, resource: resource, served: served)
    }
    if AuthorizedOnly.isVirtual(verb: verb) {
      return unserved(verb, group: group, resource: resource, served: served)
    }
    // A group that is not known may have verbs of its own.
    return group == "*" ? .unknownGroup : .unknownVerb(suggestion: Suggestion.verb(near: verb))
  }

  /// The served resources that a rule's group and resource reach.
  func reached(group: String, resource: String) -> [APIResource] {
    if group != "*", resource != "*", !resource.hasPrefix("*/") {
      return self.resource(group: group, resource).map { [$0] } ?? []
    }
    let subresource = resource.hasPrefix("*/") ? String(resource.dropFirst(2)) : nil
    return all.filter { candidate in
      guard group == "*" || candidate.group == group else { return false }
      if resource == "*" { return true }
      if let subresource { return candidate.subresource == subresource }
      return candidate.combinedName == resource
    }
  }

  /// What is asked of the authorizer without being served, if that is all there is to the point.
  private func judgeVirtual(group: String, resource: String, verb: String) -> Judgement? {
    let isServedVerb = verb == "*" || VerbSet(verb: verb) != nil
    guard
      let entry = AuthorizedOnly.entry(
        group: group, resource: resource, verb: verb, in: version),
      !isServedVerb || reached(group: group, resource: resource).isEmpty
    else { return nil }
    if resource.hasSuffix("/finalizers"), !resource.hasPrefix("*") {
      // The owner has to be there for its finalizers to be asked about.
      let owner = String(resource.dropLast("/finalizers".count))
      let judged = judge(group: group, resource: owner, verb: "*")
      if case .unknownResource(let suggestion) = judged {
        return .unknownResource(suggestion: suggestion.map { "\($0)/finalizers" })
      }
      if judged.isInert { return judged }
    }
    return .authorizedOnly(reason: entry.reason)
  }

  /// A resource that no request can have, whatever the group: a star in the wrong place, or an
  /// empty part.
  private func faultOfForm(_ resource: String) -> Judgement? {
    if resource == "*" { return nil }
    let parts = resource.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count > 2 { return .unknownSubresource(suggestion: nil) }
    if parts.count == 2, parts[1].isEmpty || parts[1].contains("*") {
      return .unknownSubresource(suggestion: nil)
    }
    let isAny = parts.count == 2 && parts[0] == "*"
    if !isAny, parts[0].isEmpty || parts[0].contains("*") {
      return .unknownResource(suggestion: nil)
    }
    return nil
  }

  /// The right spelling of a verb that differs in case or white space only.
  private func misspeltVerb(_ verb: String) -> String? {
    let plain = verb.lowercased().filter { !$0.isWhitespace }
    return plain != verb && VerbSet(verb: plain) != nil ? plain : nil
  }

  private func unserved(
    _ verb: String, group: String, resource: String, served: VerbSet
  ) -> Judgement {
    let virtual = AuthorizedOnly.entries(group: group, resource: resource, in: version)
      .filter { $0.resource != nil }.flatMap(\.verbs)
    return .unservedVerb(served: served.verbs + virtual.filter { VerbSet(verb: $0) == nil })
  }
}
