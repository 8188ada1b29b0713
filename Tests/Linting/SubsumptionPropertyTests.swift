// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Linting
import RBAC
import TestSupport
import Testing

/// Which rules of a role add nothing, by the definition: one after the other is left out, from the
/// last on, where the others cover it.
@Suite struct SubsumptionPropertyTests {
  @Test(arguments: [0x5EED_0301 as UInt64])
  func rulesThatAddNothingAreThoseThatCanBeLeftOut(seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    func some(_ words: [String]) -> [String] {
      (0..<Int.random(in: 1...2, using: &random)).map { _ in
        words.randomElement(using: &random) ?? ""
      }
    }
    for _ in 0..<150 {
      let rules = (0..<Int.random(in: 2...7, using: &random)).map { _ in
        if Int.random(in: 0..<5, using: &random) == 0 {
          return PolicyRule(verbs: some(["get", "*"]), nonResourceURLs: some(["/a*", "/a", "/b"]))
        }
        return PolicyRule(
          apiGroups: some(["", "apps", "*"]), resources: some(["pods", "pods/log", "*/log", "*"]),
          resourceNames: Bool.random(using: &random) ? some(["x", "y"]) : [],
          verbs: some(["get", "list", "*"]))
      }
      let findings = try Sample.findings(in: text(rules), like: LintExample(""))
      let subsumed = findings.filter { $0.rule == "subsumed-rule" }.flatMap { finding in
        numbers(finding.message.components(separatedBy: " add")[0])
      }
      #expect(subsumed.sorted() == expected(rules), "\(text(rules))")
    }
  }

  private func expected(_ rules: [PolicyRule]) -> [Int] {
    let atoms = rules.map { AtomSet([$0], scope: .cluster) }
    var kept = rules.indices.filter { index in
      !rules[..<index].contains { isSame($0, rules[index]) }
    }
    var subsumed: [Int] = []
    for index in kept.reversed() {
      let others = kept.filter { $0 != index }.map { atoms[$0] }
      guard AtomSet(others.flatMap(\.atoms)).covers(atoms[index]) else { continue }
      subsumed.append(index + 1)
      kept.removeAll { $0 == index }
    }
    return subsumed.sorted()
  }

  private func isSame(_ left: PolicyRule, _ right: PolicyRule) -> Bool {
    [
      \PolicyRule.apiGroups, \.resources, \.resourceNames, \.verbs, \.nonResourceURLs,
    ].allSatisfy { Set(left[keyPath: $0]) == Set(right[keyPath: $0]) }
  }

  /// The numbers in `rules 1 and 3`.
  private func numbers(_ words: String) -> [Int] {
    words.split { !$0.isNumber }.compactMap { Int($0) }
  }

  private func text(_ rules: [PolicyRule]) -> String {
    let list = rules.map { rule in
      func field(_ name: String, _ values: [String]) -> String? {
        values.isEmpty
          ? nil : "\(name): [\(values.map { "\"\($0)\"" }.joined(separator: ", "))]"
      }
      let fields = [
        field("apiGroups", rule.apiGroups), field("resources", rule.resources),
        field("resourceNames", rule.resourceNames), field("verbs", rule.verbs),
        field("nonResourceURLs", rule.nonResourceURLs),
      ]
      return "- {\(fields.compactMap { $0 }.joined(separator: ", "))}\n"
    }
    return """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: example
      rules:
      \(list.joined())
      """
  }
}
