// SPDX-License-Identifier: Apache-2.0

/// A choice of objects by their labels; an empty one chooses all.
package struct LabelSelector: Hashable, Sendable {
  package struct Requirement: Hashable, Sendable {
    package var key: String
    /// `In`, `NotIn`, `Exists` or `DoesNotExist`; as written, so that a wrong one can be reported.
    package var `operator`: String
    package var values: [String]

    package init(key: String, operator: String, values: [String] = []) {
      self.key = key
      self.operator = `operator`
      self.values = values
    }

    /// A label that is absent is not in any list, so `NotIn` holds. Source: k8s.io/apimachinery,
    /// `Requirement.Matches` in pkg/labels/selector.go.
    package func matches(_ labels: [String: String]) -> Bool {
      switch `operator` {
      case "In": labels[key].map(values.contains) ?? false
      case "NotIn": labels[key].map { !values.contains($0) } ?? true
      case "Exists": labels[key] != nil
      case "DoesNotExist": labels[key] == nil
      default: false
      }
    }
  }

  package var matchLabels: [String: String]
  package var matchExpressions: [Requirement]

  package init(matchLabels: [String: String] = [:], matchExpressions: [Requirement] = []) {
    self.matchLabels = matchLabels
    self.matchExpressions = matchExpressions
  }

  package func matches(_ labels: [String: String]) -> Bool {
    matchLabels.allSatisfy { labels[$0.key] == $0.value }
      && matchExpressions.allSatisfy { $0.matches(labels) }
  }
}
