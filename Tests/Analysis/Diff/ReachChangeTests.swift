// SPDX-License-Identifier: Apache-2.0

import KubernetesAPI
import Manifests
import TestSupport
import Testing
import YAMLSyntax

@testable import Analysis

/// What a change of manifests opens or closes to somebody.
struct ReachChangeTests {
  private static let version = KubernetesVersion(minor: 36)

  private static func set(_ text: String) -> ManifestSet {
    var reader = ManifestReader(kubernetesMinor: version.minor)
    reader.read(SourceText(name: "test.yaml", text: text))
    return reader.finish(inputs: "test.yaml")
  }

  /// An account that has rules, cluster-wide or in one namespace.
  private static func bound(_ rules: [String], in namespace: String? = nil) -> ManifestSet {
    set(
      RBACText.role("agent", rules)
        + RBACText.binding(
          "agent", in: namespace, role: "agent", ["own:agent"]))
  }

  private static func change(_ old: ManifestSet, _ new: ManifestSet) -> ReachChange {
    ReachChange(
      from: old, to: new, defaults: DefaultObjects(version: version, creditsBindings: true),
      table: APITable.builtIn(version))
  }

  private static func opened(_ old: ManifestSet, _ new: ManifestSet) -> [String] {
    change(old, new).opened.map { $0.result.goal.id }
  }

  @Test func secretsAndCommandsOfANamespaceAreOpened() {
    let harmless = Self.bound(["get - pods"], in: "shop")
    let much = Self.bound(["get - pods,secrets", "create - pods/exec"], in: "shop")
    #expect(Self.opened(harmless, much) == ["secrets@shop", "exec@shop"])
    #expect(Self.change(harmless, much).opened[0].subject == "ServiceAccount own:agent")
    #expect(
      Self.change(much, harmless).closed.map { $0.result.goal.id } == [
        "secrets@shop", "exec@shop",
      ])
    #expect(Self.opened(much, much).isEmpty)
  }

  @Test func anotherNamespaceIsAnotherWay() {
    let shop = Self.bound(["get - secrets"], in: "shop")
    let bank = Self.bound(["get - secrets"], in: "bank")
    #expect(Self.opened(shop, bank) == ["secrets@bank"])
    #expect(Self.change(shop, bank).closed.map { $0.result.goal.id } == ["secrets@shop"])
  }

  @Test func everyNamespaceIncludesEach() {
    let shop = Self.bound(["get - secrets"], in: "shop")
    let all = Self.bound(["get - secrets"])
    #expect(Self.opened(shop, all) == ["secrets"])
    // What was there in one namespace is there still.
    #expect(Self.change(shop, all).closed.isEmpty)
  }

  @Test func clusterAdminIncludesEverything() {
    let harmless = Self.bound(["get - pods"])
    let everything = Self.bound(["* * *"])
    #expect(Self.opened(harmless, everything) == ["cluster-admin"])
    let secrets = Self.bound(["get - secrets"], in: "shop")
    #expect(Self.opened(secrets, everything) == ["cluster-admin"])
    #expect(Self.opened(everything, secrets).isEmpty)
    #expect(
      Self.change(everything, secrets).closed.map { $0.result.goal.id } == ["cluster-admin"])
  }

  @Test func whatIsReachedByARouteIsOpenedToo() {
    let change = Self.change(
      Self.bound(["get apps deployments"], in: "shop"),
      Self.bound(["get,patch apps deployments"], in: "shop"))
    #expect(change.opened.map { $0.result.goal.id } == ["secrets@shop"])
    #expect(
      change.opened[0].result.sentence == "comes to secrets@shop, by workload-writing (modelled)")
  }

  /// The roles of both sides have the same places, and not the same rules.
  @Test func eachSideIsAskedByItsOwnRoles() {
    let long = RBACText.role("agent", ["get - pods", "get - nodes", "create - pods/exec"])
    let short = RBACText.role("agent", ["get - secrets"])
    let binding = RBACText.binding("agent", in: "shop", role: "agent")
    let before = Self.set(long + binding)
    let after = Self.set(short + binding)
    #expect(Self.opened(before, after) == ["secrets@shop"])
    #expect(Self.opened(after, before) == ["exec@shop"])
  }

  @Test func rolesWithoutBindingsAreComparedAsIfBound() {
    let before = Self.set(RBACText.role("first", ["get - pods", "patch apps deployments"]))
    let after = Self.set(RBACText.role("second", ["get - secrets"]))
    let change = Self.change(before, after)
    #expect(change.opened.allSatisfy { $0.subject == nil })
    #expect(!change.closed.isEmpty)
  }
}
