// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import RBAC

/// Says why a rule that looks as if it allowed a request does not.
///
/// Every reason is one of the literal comparisons in kubernetes/kubernetes,
/// pkg/apis/rbac/v1/evaluation_helpers.go.
package struct NearMiss {
  private let request: ResourceRequest
  private let rule: PolicyRule

  package init(request: ResourceRequest, rule: PolicyRule) {
    self.request = request
    self.rule = rule
  }

  /// The reason, as one clause; `nil` when the rule is about something else, or allows the request.
  package var reason: String? {
    guard rule.nonResourceURLs.isEmpty else { return nil }
    switch (groupMatches, resourceMatches, verbMatches) {
    case (true, true, true): return nameMatches ? nil : nameReason
    case (true, true, false): return verbReason
    case (true, false, true): return resourceReason
    case (false, true, true): return groupReason
    default: return nil
    }
  }

  private var groupMatches: Bool {
    rule.apiGroups.contains { $0 == "*" || $0 == request.apiGroup }
  }

  private var verbMatches: Bool { rule.verbs.contains { $0 == "*" || $0 == request.verb } }

  private var nameMatches: Bool {
    rule.resourceNames.isEmpty || rule.resourceNames.contains(request.name)
  }

  private var resourceMatches: Bool {
    rule.resources.contains { resource in
      resource == "*" || resource == request.combinedResource
        || (!request.subresource.isEmpty && resource == "*/\(request.subresource)")
    }
  }
}

extension NearMiss {
  private var wanted: String { request.combinedResource }

  private var verbReason: String? {
    if let miscased = rule.verbs.first(where: { $0.lowercased() == request.verb }) {
      return "'\(miscased)' is not '\(request.verb)': verbs are compared letter by letter"
    }
    guard rule.verbs.contains(where: isRelated) else { return nil }
    let verbs = rule.verbs.joined(separator: ", ")
    return "\(verbs) on \(wanted) does not include \(request.verb): no verb implies another"
  }

  /// Whether somebody may have taken `verb` for the wanted one: both read, or both write, or both
  /// open a stream.
  private func isRelated(_ verb: String) -> Bool {
    let reading: Set<String> = ["get", "list", "watch"]
    let streams: Set<String> = ["exec", "attach", "portforward", "proxy"]
    return reading.contains(verb) == reading.contains(request.verb)
      || streams.contains(request.subresource)
  }

  private var groupReason: String? {
    let groups = rule.apiGroups.map { "'\($0)'" }.joined(separator: ", ")
    if request.apiGroup.isEmpty, let alias = rule.apiGroups.first(where: { $0 == "core" }) {
      return "apiGroups '\(alias)' is not the core group, which is written \"\""
    }
    let versioned = rule.apiGroups.first { group in
      request.apiGroup.isEmpty ? group == "v1" : group.hasPrefix("\(request.apiGroup)/")
    }
    if let versioned {
      return "apiGroups '\(versioned)' never matches: a rule names the group without its version, "
        + (request.apiGroup.isEmpty ? "here \"\"" : "here '\(request.apiGroup)'")
    }
    let right = request.apiGroup.isEmpty ? "the core group (\"\")" : "'\(request.apiGroup)'"
    return "\(wanted) is in \(right), not in \(groups)"
  }

  private var resourceReason: String? {
    let parent = request.resource
    for resource in rule.resources {
      if resource == "*/*" { return "'*/*' is a literal that matches nothing; all is '*'" }
      if resource == "\(parent)/*" {
        return "'\(resource)' is a literal that matches no subresource and not \(parent) itself; "
          + "name \(wanted)"
      }
    }
    for resource in rule.resources {
      if !request.subresource.isEmpty, resource == parent {
        return "\(parent) does not include its subresource \(wanted)"
      }
      if request.subresource.isEmpty, resource.hasPrefix("\(parent)/") {
        return "the subresource \(resource) does not include \(parent) itself"
      }
      if resource.lowercased() == wanted || Self.isSingular(resource, of: wanted) {
        return "'\(resource)' is not '\(wanted)': resources are plural, lower case and literal"
      }
    }
    return nil
  }

  private static func isSingular(_ word: String, of plural: String) -> Bool {
    let word = word.lowercased()
    return plural == word + "s" || plural == word + "es"
      || (word.hasSuffix("y") && plural == word.dropLast() + "ies")
  }

  private var nameReason: String {
    let names = rule.resourceNames.map { "'\($0)'" }.joined(separator: ", ")
    if request.name.isEmpty {
      return "resourceNames \(names) never match a \(request.verb) request, which has no name"
    }
    if rule.resourceNames.contains(where: { $0.contains("*") }) {
      return "'*' in resourceNames is a letter like any other: \(names) is no pattern; "
        + "leave resourceNames out to allow every name"
    }
    return "it is granted for the names \(names) only"
  }
}
