// SPDX-License-Identifier: Apache-2.0

import RBAC
import Testing

@testable import Analysis

/// Which requests are left where two rules must allow them.
struct RequestFilterTests {
  private static func both(_ left: String, _ right: String) -> PolicyRule? {
    let one = Samples.rule(left).rule
    let other = Samples.rule(right).rule
    return one.intersection(with: other)
  }

  @Test(arguments: [
    ("get,list - pods", "list,watch - pods,nodes", "list - pods"),
    ("* * *", "get apps deployments", "get apps deployments"),
    ("get apps deployments", "* * *", "get apps deployments"),
    ("get - *", "get - pods/log", "get - pods/log"),
    ("get - */log", "get - pods/log,pods", "get - pods/log"),
    ("get - pods/log,pods", "get - */log", "get - pods/log"),
    ("get - pods a,b", "get - pods", "get - pods a,b"),
    ("get - pods", "get - pods a,b", "get - pods a,b"),
    ("get - pods a,b", "get - pods b,c", "get - pods b"),
    ("get - */log", "get - *", "get - */log"),
  ])
  func whatBothAllowIsLeft(left: String, right: String, expected: String) {
    #expect(Self.both(left, right) == Samples.rule(expected).rule)
  }

  @Test(arguments: [
    ("get - pods", "list - pods"), ("get - pods", "get apps pods"),
    ("get - pods", "get - nodes"), ("get - pods", "get - pods/log"),
    ("get - pods a", "get - pods b"), ("get - */log", "get - pods"),
    ("get - */log", "get - */exec"), ("get /metrics", "get - pods"),
  ])
  func whatOnlyOneAllowsIsNot(left: String, right: String) {
    #expect(Self.both(left, right) == nil)
    #expect(Self.both(right, left) == nil)
  }

  /// Whatever the rules, each request is allowed by the intersection just where both allow it.
  @Test func theIntersectionAllowsWhatBothAllow() throws {
    let verbs = ["get", "*", "get,list"]
    let groups = ["-", "*", "apps"]
    let resources = ["pods", "*", "*/log", "pods/log", "pods,pods/log", "*/log,pods"]
    let names = ["", " a", " a,b"]
    var rules: [PolicyRule] = []
    for verb in verbs {
      for group in groups {
        for resource in resources {
          rules += names.map { Samples.rule("\(verb) \(group) \(resource)\($0)").rule }
        }
      }
    }
    let requests = ["get", "list"].flatMap { verb in
      ["-", "apps"].flatMap { group in
        ["pods", "pods/log", "nodes", "nodes/log"].flatMap { resource in
          ["", " - a", " - b"].map { Samples.request("\(verb) \(group) \(resource)\($0)") }
        }
      }
    }
    for (place, left) in rules.enumerated() where place.isMultiple(of: 3) {
      for right in rules {
        let both = left.intersection(with: right)
        for request in requests {
          let isAllowed = left.allows(request) && right.allows(request)
          #expect(both?.allows(request) ?? false == isAllowed, "\(left) \(right) \(request)")
        }
      }
    }
  }

  private static func filter(_ rules: [String]) -> RequestFilter {
    RequestFilter(
      mode: "user-info", holder: 0,
      of: rules.map { HeldRule(rule: Samples.rule($0).rule, scope: .cluster, source: .step(0)) })
  }

  @Test(arguments: [
    ("impersonate-on:user-info:get - pods", ["get"]), ("* - pods", ["*"]),
    ("impersonate-on:user-info:get,get - pods", ["get"]),
    ("impersonate-on:serviceaccount:get - pods", nil), ("get - pods", nil),
    ("impersonate-on:user-info:* - pods", nil),
  ])
  func onlyVerbsOfTheModeCount(rule: String, verbs: [String]?) {
    #expect(Self.filter([rule]).rules.first?.rule.verbs == verbs)
  }

  @Test func theNarrowerPlaceHolds() {
    let filter = Self.filter(["impersonate-on:user-info:get - pods"])
    let own = HeldRule(
      rule: Samples.rule("* - *").rule, scope: .namespace("shop"), source: .step(1))
    let left = filter.apply(to: [own])
    #expect(left.map(\.scope) == [.namespace("shop")])
    #expect(left.map(\.rule) == [Samples.rule("get - pods").rule])
    #expect(left.map(\.source) == [.step(1)])
  }
}
