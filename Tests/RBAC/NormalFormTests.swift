// SPDX-License-Identifier: Apache-2.0

import RBAC
import Testing

@Suite struct NormalFormTests {
  @Test(arguments: [
    // Verbs in their usual order, the rest after them.
    (
      [rule([""], ["pods"], ["use", "patch", "watch", "approve", "list", "get", "delete"])],
      [rule([""], ["pods"], ["get", "list", "watch", "patch", "delete", "approve", "use"])]
    ),
    // One group a rule, core first; resources with the same verbs together.
    (
      [rule(["apps", ""], ["statefulsets/scale", "deployments/scale"], ["patch"])],
      [
        rule([""], ["deployments/scale", "statefulsets/scale"], ["patch"]),
        rule(["apps"], ["deployments/scale", "statefulsets/scale"], ["patch"]),
      ]
    ),
    // A resource stands in one rule, so verbs that others lack keep it apart.
    (
      [rule([""], ["pods", "services"], ["get"]), rule([""], ["pods"], ["list"])],
      [rule([""], ["pods"], ["get", "list"]), rule([""], ["services"], ["get"])]
    ),
    // Named and unnamed never merge; what is held unnamed is not said again.
    (
      [
        rule([""], ["pods"], ["get", "patch"], names: ["b", "a"]), rule([""], ["pods"], ["get"]),
        rule([""], ["pods"], ["patch"], names: ["c"]),
      ],
      [
        rule([""], ["pods"], ["get"]), rule([""], ["pods"], ["patch"], names: ["a", "b", "c"]),
      ]
    ),
    // Names that lie across resources stay exact.
    (
      [
        rule([""], ["pods", "services"], ["get"], names: ["a"]),
        rule([""], ["services"], ["get"], names: ["b"]),
      ],
      [
        rule([""], ["pods"], ["get"], names: ["a"]),
        rule([""], ["services"], ["get"], names: ["a", "b"]),
      ]
    ),
    // URLs last, with the same verbs together.
    (
      [
        rule(urls: ["/b", "/a", "/a/*", "/a/c"], ["get"]), rule(urls: ["/b"], ["post"]),
        rule(["z"], ["x"], ["get"]),
      ],
      [
        rule(["z"], ["x"], ["get"]), rule(urls: ["/a", "/a/*"], ["get"]),
        rule(urls: ["/b"], ["get", "post"]),
      ]
    ),
    ([rule([""], ["pods"], [])], []),
  ])
  func rulesAreWrittenOneWay(rules: [PolicyRule], expected: [PolicyRule]) {
    #expect(AtomSet(rules, scope: .cluster).normalForm().map(\.rule) == expected)
  }

  @Test func scopesStayApartUnlessTheClusterCoversThem() {
    let rule = rule([""], ["pods"], ["get"])
    let local = ["y", "x"].map { ScopedRule(rule: rule, scope: .namespace($0)) }
    #expect(AtomSet(local).normalForm() == local.reversed())
    let global = ScopedRule(rule: rule, scope: .cluster)
    #expect(AtomSet(local + [global]).normalForm() == [global])
  }

  @Test func combinationsAreCountedWithoutMakingThem() {
    let rules = [
      rule([""], ["pods", "jobs"], ["get", "list"], names: ["a", "b", "c"]),
      rule([""], [], ["get"]),
      rule(urls: ["/a", "/b"], ["get", "post"]), rule([""], ["pods"], ["get", "get"]),
    ]
    for rule in rules {
      #expect(rule.atomCount == ScopedRule(rule: rule, scope: .cluster).atoms.count)
    }
    let many = Array(repeating: "x", count: 1 << 17)
    #expect(rule(many, many, many, names: many).atomCount == .max)
  }
}
