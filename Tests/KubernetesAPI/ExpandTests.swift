// SPDX-License-Identifier: Apache-2.0

import KubernetesAPI
import TestSupport
import Testing

struct ExpandTests {
  static let table = APITableTests.table(29)

  @Test func aPlainPointIsOnePair() {
    let pairs = Self.table.expand(group: "", resource: "pods", verb: "list")
    #expect(pairs.map { "\($0.resource.name) \($0.verb)" } == ["pods list"])
  }

  @Test func anInertPointIsNone() {
    #expect(Self.table.expand(group: "", resource: "deployments", verb: "list").isEmpty)
    #expect(Self.table.expand(group: "", resource: "pods/log", verb: "list").isEmpty)
    #expect(Self.table.expand(group: "*", resource: "*/*", verb: "*").isEmpty)
    #expect(Self.table.expand(group: "", resource: "pods", verb: "GET").isEmpty)
  }

  @Test func aSubresourceWildcardReachesEveryGroup() {
    let pairs = Self.table.expand(group: "*", resource: "*/scale", verb: "patch")
    #expect(
      pairs.map { "\($0.resource.group)/\($0.resource.name)" } == [
        "/replicationcontrollers", "apps/deployments", "apps/replicasets", "apps/statefulsets",
      ])
  }

  @Test func everythingIsTheSumOfWhatIsServed() {
    let on = Self.table.all.filter { !$0.isOffByDefault }.map(\.verbs.count).reduce(0, +)
    let all = Self.table.all.map(\.verbs.count).reduce(0, +)
    #expect(Self.table.expand(group: "*", resource: "*", verb: "*").count == on)
    #expect(
      Self.table.expand(group: "*", resource: "*", verb: "*", includingOffByDefault: true).count
        == all)
    #expect(on < all)
  }

  @Test func whatExpandsIsLiveAndWhatIsServedAndLiveExpands() {
    let seed: UInt64 = 0x5EED_0A91
    var random = RandomSource(seed: seed)
    let groups = Self.table.knownGroups + ["*", "core", "example.com", "extensions"]
    let resources =
      Array(Set(Self.table.all.map(\.combinedName))).sorted()
      + ["*", "*/scale", "*/status", "*/*", "pods/*", "unicorns"]
    let verbs = VerbSet.names + ["*", "GET", "bind"]
    for _ in 0..<500 {
      let group = groups.randomElement(using: &random) ?? ""
      let resource = resources.randomElement(using: &random) ?? ""
      let verb = verbs.randomElement(using: &random) ?? ""
      let pairs = Self.table.expand(
        group: group, resource: resource, verb: verb, includingOffByDefault: true)
      let judged = Self.table.judge(group: group, resource: resource, verb: verb)
      #expect(
        pairs.isEmpty == (judged != .live), "seed \(seed): \(group)/\(resource) \(verb): \(judged)")
    }
  }

  @Test(
    arguments: [
      ("get", "pods", NameUse.always), ("create", "pods/exec", .always),
      ("create", "pods", .onlyCreatingByPatchOrUpdate), ("list", "pods", .withFieldSelector),
      ("watch", "pods", .withFieldSelector), ("deletecollection", "pods", .never),
      ("create", "subjectaccessreviews", .never), ("bind", "clusterroles", .always),
    ])
  func namesAreOnRequestsSo(_ verb: String, _ resource: String, _ use: NameUse) {
    #expect(NameUse.of(verb: verb, on: resource) == use)
  }

  @Test(
    arguments: [
      ("", "nodes", true), ("", "pods", false), ("", "namespaces", false), ("", "*", false),
      ("storage.k8s.io", "storageclasses", true), ("", "nodes/proxy", true),
      ("", "unicorns", nil), ("example.com", "widgets", nil),
    ] as [(String, String, Bool?)])
  func onlyClusterScopedResourcesAreBeyondARole(
    _ group: String, _ resource: String, _ isBeyond: Bool?
  ) {
    #expect(Self.table.isClusterScopedOnly(group: group, resource: resource) == isBeyond)
  }
}
