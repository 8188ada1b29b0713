// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import KubernetesAPI
import Manifests
import RBAC
import TestSupport
import Testing
import YAMLSyntax

@testable import Analysis

/// All that one user may do, in a namespace and everywhere.
struct AccessListTests {
  private static let agent = User.serviceAccount(namespace: "own", name: "agent")

  private static func set(_ text: String, in namespace: String? = nil) -> ManifestSet {
    var reader = ManifestReader(defaultNamespace: namespace, kubernetesMinor: 36)
    reader.read(SourceText(name: "test.yaml", text: text))
    return reader.finish(inputs: "test.yaml")
  }

  private static func list(
    _ set: ManifestSet, in place: AccessList.Place, withSources: Bool = false
  ) -> AccessList {
    AccessList(
      of: agent, in: place, Policy(roles: set.roles, bindings: set.bindings, closedWorld: true),
      manifests: set, withSources: withSources)
  }

  /// Roles and bindings of a few words, so that they often meet.
  private static func random(_ seed: UInt64) -> ManifestSet {
    var random = RandomSource(seed: seed)
    func pick(_ words: [String]) -> String { words.randomElement(using: &random) ?? "" }
    var text = ""
    for number in 0..<6 {
      let rules = (0..<3).map { _ -> String in
        if Int.random(in: 0..<5, using: &random) == 0 { return "get /\(pick(["a", "b*"]))" }
        return "\(pick(["get", "list,get", "*", "delete"])) \(pick(["-", "apps", "*"])) "
          + "\(pick(["pods", "pods,nodes", "*", "*/log", "pods/log"])) \(pick(["", "x", "x,y"]))"
      }
      let place = pick(["", "shop", "bank"])
      text += RBACText.role("role\(number)", rules.map { $0.trimmed })
      text += RBACText.binding(
        "binding\(number)", in: place.isEmpty ? nil : place,
        role: "role\(Int.random(in: 0...number, using: &random))",
        [pick(["own:agent", "Group system:authenticated", "User jane"])])
    }
    return set(text)
  }

  @Test(arguments: UInt64(0)..<60)
  func everywhereIsEachNamespaceTogether(seed: UInt64) {
    let set = Self.random(seed)
    let everywhere = Self.list(set, in: .everywhere).rows.map(\.rule)
    for namespace in ["shop", "bank", "other"] {
      let there = everywhere.filter { $0.scope.covers(.namespace(namespace)) }
        .map { ScopedRule(rule: $0.rule, scope: .cluster) }
      let alone = Self.list(set, in: .namespace(namespace)).rows.map(\.rule)
      #expect(AtomSet(there).normalForm() == alone, "seed \(seed), \(namespace)")
    }
  }

  @Test(arguments: UInt64(0)..<60)
  func sourcesAddUpToTheSameAndEachGivesTheWhole(seed: UInt64) {
    let set = Self.random(seed)
    for place in [AccessList.Place.everywhere, .namespace("shop")] {
      let plain = Self.list(set, in: place)
      let explained = Self.list(set, in: place, withSources: true)
      #expect(
        AtomSet(explained.rows.map(\.rule)) == AtomSet(plain.rows.map(\.rule)), "seed \(seed)")
      for row in explained.rows {
        #expect(!row.sources.isEmpty)
        for source in row.sources {
          let role = set.roles.first { $0.reference == source.role }
          let line = source.rulePlace?.start.line
          let rule = role?.rules.indices.first {
            role?.origin(ofRule: $0).flatMap { set.origins[$0]?.range?.start.line } == line
          }
          let given = rule.flatMap { role?.rules[$0] }
          #expect(
            AtomSet([given].compactMap(\.self), scope: .cluster)
              .covers(AtomSet([row.rule.rule], scope: .cluster)), "seed \(seed)")
        }
      }
    }
  }

  @Test func aGrantThatTwoBindingsGiveHasBothSources() {
    let set = Self.set(
      RBACText.role("a", ["get - pods"]) + RBACText.role("b", ["get,list - pods"])
        + RBACText.binding("a", role: "a") + RBACText.binding("b", in: "shop", role: "b"))
    let rows = Self.list(set, in: .namespace("shop"), withSources: true).rows
    #expect(rows.map(\.rule.rule.verbs) == [["get"], ["list"]])
    #expect(rows[0].sources.map(\.binding.name) == ["a", "b"])
    #expect(rows[1].sources.map(\.binding.name) == ["b"])
    // Everywhere, what one gives in the whole cluster the other need not give.
    let all = Self.list(set, in: .everywhere, withSources: true).rows
    #expect(all.map(\.rule.scope) == [.cluster, .namespace("shop")])
    #expect(all[0].sources.map(\.binding.name) == ["a"])
  }

  @Test func whatNamesNoNamespaceMayHoldAnywhere() {
    let text = """
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: nameless}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: a}
      subjects: [{kind: ServiceAccount, name: agent}]

      """
    let unplaced = Self.set(RBACText.role("a", ["get - pods"]) + text)
    let there = Self.list(unplaced, in: .namespace("own"))
    #expect(there.rows.isEmpty)
    #expect(
      there.undetermined == [
        "RoleBinding 'nameless' names no namespace: what it gives may hold in any"
      ])
    // An account of the same unknown namespace is the agent in its own namespace alone.
    #expect(Self.list(unplaced, in: .namespace("shop")).undetermined.isEmpty)
    #expect(Self.list(unplaced, in: .everywhere).undetermined.count == 1)
    let placed = Self.set(RBACText.role("a", ["get - pods"]) + text, in: "own")
    #expect(Self.list(placed, in: .namespace("own")).rows.count == 1)
  }
}

extension String {
  fileprivate var trimmed: String { split(separator: " ").joined(separator: " ") }
}
