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
    if !Self.isOneWord(group) { return .impossibleGroup }
    let found = reached(group: group, resource: resource)
    let virtual = judgeVirtual(
      group: group, resource: resource, verb: verb, isServed: !found.isEmpty)
    if let virtual { return virtual }
    if let fault = faultOfForm(resource) { return fault }
    if let known = misspeltVerb(verb) { return .unknownVerb(suggestion: known) }
    if !Self.isOneWord(verb) { return .unknownVerb(suggestion: nil) }
    if found.isEmpty {
      let absent = judgeAbsent(group: group, resource: resource)
      return absent == .unknownGroup
        ? judgeUnknown(group: group, resource: resource, verb: verb) : absent
    }
    if verb == "*" { return .live }
    let served = found.reduce(into: VerbSet()) { $0.formUnion($1.verbs) }
    if let one = VerbSet(verb: verb) {
      return served.contains(one)
        ? .live : unserved(verb, group: group, resource: resource, served: served)
    }
    if AuthorizedOnly.isVirtual(verb: verb) {
      return AuthorizedOnly.isMisplaced(verb: verb, group: group, isKnown: isKnownGroup(group))
        ? unserved(verb, group: group, resource: resource, served: served) : .customVerb
    }
    let slip =
      isKnownGroup(group) ? Suggestion.verb(near: verb) : Suggestion.verb(misspelt: verb)
    if let slip { return .unknownVerb(suggestion: slip) }
    // A group that is not known may have verbs of its own.
    return group == "*" ? .unknownGroup : .customVerb
  }

  /// What can be said where the group is not known: names of custom resources are in lower case
  /// (k8s.io/apiextensions-apiserver, pkg/apis/apiextensions/validation), and a slip of a verb is
  /// one everywhere.
  private func judgeUnknown(group: String, resource: String, verb: String) -> Judgement {
    if resource.contains(where: \.isUppercase) { return .unknownResource(suggestion: nil) }
    if let slip = Suggestion.verb(misspelt: verb) { return .unknownVerb(suggestion: slip) }
    return .unknownGroup
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
  private func judgeVirtual(
    group: String, resource: String, verb: String, isServed: Bool
  ) -> Judgement? {
    let isServedVerb = verb == "*" || VerbSet(verb: verb) != nil
    guard !isServedVerb || !isServed else { return nil }
    let entry = AuthorizedOnly.entry(
      group: group, resource: resource, verb: verb, in: version)
    guard let entry else {
      let later = AuthorizedOnly.first(
        group: group, resource: resource, verb: verb, after: version, isServed: isServed)
      return later.map { .notYetAsked(since: $0) }
    }
    if entry.isAboutAnyResource, !resource.hasPrefix("*") {
      // The object has to be there for anything about it to be asked.
      let suffix = "/finalizers"
      let isFinalizer = resource.hasSuffix(suffix)
      let owner = isFinalizer ? String(resource.dropLast(suffix.count)) : resource
      if reached(group: group, resource: owner).isEmpty {
        let judged = faultOfForm(owner) ?? judgeAbsent(group: group, resource: owner)
        if isFinalizer, case .unknownResource(let suggestion) = judged {
          return .unknownResource(suggestion: suggestion.map { $0 + suffix })
        }
        if judged.isInert { return judged }
        let unknown = judgeUnknown(group: group, resource: owner, verb: verb)
        if unknown.isInert { return unknown }
      }
    }
    return .authorizedOnly(reason: entry.reason)
  }

  /// A resource that no request can have, whatever the group: a star in the wrong place, an empty
  /// part, or several words.
  private func faultOfForm(_ resource: String) -> Judgement? {
    if resource == "*" { return nil }
    if !Self.isOneWord(resource) { return .unknownResource(suggestion: nil) }
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

  /// Whether a text holds neither white space nor a comma: RBAC compares whole entries, so a list
  /// in one of them matches nothing.
  package static func isOneWord(_ text: String) -> Bool {
    if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x2C && $0 != 0x3B }) { return true }
    return !text.contains { $0.isWhitespace || $0 == "," || $0 == ";" }
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
