// SPDX-License-Identifier: Apache-2.0

import Linting
import Manifests
import RBAC

/// The RBAC objects that were read, in words that can be compared.
enum ObjectFacts {
  static func of(_ set: ManifestSet, withPlaces: Bool = true) -> [String] {
    func place(_ origin: Origin?) -> String {
      withPlaces ? TextFacts.place(origin.flatMap { set.origins[$0] }?.range) : ""
    }
    let roles = set.roles.map { role in
      "\(role.reference) \(labels(role.labels)) \(role.rules.map(rule)) "
        + "\(role.aggregationRule.map { $0.map(selector) } ?? ["none"]) \(place(role.origin)) "
        + "\(role.ruleOrigins.map { place($0) })"
    }
    let bindings = set.bindings.map { binding in
      "\(binding.reference) \(binding.roleRef) \(binding.subjects) \(place(binding.origin))"
    }
    return roles + bindings
      + ["\(set.rejectedObjects) rejected, \(set.repetitions.count) again"]
  }

  static func rule(_ rule: PolicyRule) -> String {
    "\(rule.apiGroups) \(rule.resources) \(rule.resourceNames) \(rule.verbs) "
      + "\(rule.nonResourceURLs)"
  }

  private static func labels(_ labels: [String: String]) -> String {
    labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.description
  }

  private static func selector(_ selector: LabelSelector) -> String {
    labels(selector.matchLabels)
      + selector.matchExpressions.map { "\($0.key) \($0.operator) \($0.values)" }.description
  }

  static func of(_ suppressions: [Suppression]) -> [String] {
    suppressions.map {
      "\($0.rule) \($0.reason) \($0.until ?? "") \($0.target) \(TextFacts.place($0.range))"
    }
  }
}
