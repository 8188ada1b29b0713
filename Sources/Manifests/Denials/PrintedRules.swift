// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Reads rules as the API server prints those that the writer of a role does not hold.
///
/// Source: kubernetes/kubernetes, `CompactString` in pkg/apis/rbac/v1/helpers.go; up to 1.12 Go's
/// own `%v` of a PolicyRule, whose fields are verbs, groups, resources, names and URLs.
enum PrintedRules {
  static let everything = [
    PolicyRule(apiGroups: ["*"], resources: ["*"], verbs: ["*"]),
    PolicyRule(verbs: ["*"], nonResourceURLs: ["*"]),
  ]

  /// The rules in braces in `text`, up to what the older message says of the writer.
  static func rules(in text: String) -> [PolicyRule] {
    let end = text.firstRange(of: " user=")?.lowerBound ?? text.endIndex
    return text[..<end].split(separator: "{").dropFirst().compactMap { part in
      guard let close = part.firstIndex(of: "}") else { return nil }
      return rule(String(part[..<close]))
    }
  }

  private static func rule(_ text: String) -> PolicyRule? {
    if text.hasPrefix("[") {
      let lists = text.split(separator: "[").map { list(String($0.prefix { $0 != "]" })) }
      guard lists.count == 5, !lists[0].isEmpty else { return nil }
      let isResource = !lists[2].isEmpty
      // The core group is printed as nothing.
      return PolicyRule(
        apiGroups: isResource && lists[1].isEmpty ? [""] : lists[1], resources: lists[2],
        resourceNames: lists[3], verbs: lists[0], nonResourceURLs: lists[4])
    }
    func field(_ name: String) -> [String] {
      guard let start = text.firstRange(of: "\(name):[")?.upperBound else { return [] }
      return list(String(text[start...].prefix { $0 != "]" }))
    }
    let verbs = field("Verbs")
    guard !verbs.isEmpty else { return nil }
    return PolicyRule(
      apiGroups: field("APIGroups"), resources: field("Resources"),
      resourceNames: field("ResourceNames"), verbs: verbs,
      nonResourceURLs: field("NonResourceURLs"))
  }

  /// `"a" "b"`, `"a", "b"` or `a b`.
  private static func list(_ text: String) -> [String] {
    text.split(whereSeparator: { $0 == " " || $0 == "," }).map { $0.filter { $0 != "\"" } }
  }
}
