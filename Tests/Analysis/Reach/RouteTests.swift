// SPDX-License-Identifier: Apache-2.0

import Foundation
import KubernetesAPI
import Manifests
import RBAC
import TestSupport
import Testing

@testable import Analysis

/// Every route's examples are its tests.
struct RouteTests {
  private static let ids = RouteRegistry.all.map { $0.id }
  private static let agent = "agents:agent"

  private static func route(_ id: String) throws -> any Route.Type {
    try #require(RouteRegistry.all.first { $0.id == id })
  }

  private static func world(_ example: RouteExample) -> ReachWorld {
    ReachWorld(
      RouteExample.shared + "---\n" + example.manifests, kubernetes: example.kubernetes)
  }

  /// Whether the example's goal, or else any influence, is come to.
  private static func isReached(_ world: ReachWorld, _ example: RouteExample) -> Bool {
    guard let goal = example.goal else {
      return !world.reach(from: agent).counts.influences.isEmpty
    }
    return world.result(to: goal, from: agent).verdict == .reachable
  }

  @Test func everyFileOfTheFolderIsARouteSorted() throws {
    let files = try FileManager.default.subpathsOfDirectory(
      atPath: Repository.path("Sources/Analysis/Reach/Routes")
    ).map { ($0 as NSString).lastPathComponent }.filter { $0.hasSuffix("Route.swift") }.map {
      String($0.dropLast(6))
    }
    let names = RouteRegistry.all.map { String(describing: $0) }
    #expect(Set(names) == Set(files) && names.count == files.count)
    #expect(names.map { $0.lowercased() } == names.map { $0.lowercased() }.sorted())
    #expect(Set(Self.ids).count == Self.ids.count)
  }

  @Test(arguments: ids)
  func routesExplainThemselves(id: String) throws {
    let route = try Self.route(id)
    #expect(!route.sources.isEmpty && route.requests.isEmpty == (id == AnonymousRoute.id))
    #expect(!route.flagged.isEmpty && !route.nearMisses.isEmpty)
    #expect(route.why.hasSuffix(".") && !route.summary.hasSuffix("."))
  }

  @Test(arguments: ids)
  func examplesAreValidManifests(id: String) throws {
    let route = try Self.route(id)
    for example in route.flagged + route.nearMisses {
      let manifests = Self.world(example).manifests
      #expect(
        manifests.diagnostics.isEmpty && manifests.rejections.isEmpty,
        "\(manifests.diagnostics) in\n\(example.manifests)")
    }
  }

  @Test(arguments: ids)
  func flaggedExamplesLeadThereByTheRoute(id: String) throws {
    let route = try Self.route(id)
    for example in route.flagged {
      let world = Self.world(example)
      guard let goal = example.goal else {
        #expect(world.reach(from: Self.agent).counts.influences.count == 1)
        continue
      }
      let result = world.result(to: goal, from: Self.agent)
      #expect(result.verdict == .reachable, "\(goal) in\n\(example.manifests)")
      #expect(result.certainty == route.certainty, "\(goal) in\n\(example.manifests)")
      #expect(
        result.path.contains { $0.route == id && $0.certainty == route.certainty },
        "\(result.path.map(\.route)) in\n\(example.manifests)")
      if route.certainty == .modelled {
        #expect(
          world.result(to: goal, from: Self.agent, includesModelled: false).verdict
            == .unreachable)
      }
    }
  }

  @Test(arguments: ids)
  func nearMissesDoNot(id: String) throws {
    for example in try Self.route(id).nearMisses {
      let world = Self.world(example)
      guard let goal = example.goal else {
        #expect(world.reach(from: Self.agent).counts.influences.isEmpty)
        continue
      }
      let result = world.result(to: goal, from: Self.agent)
      #expect(
        result.verdict == .unreachable,
        "\(result.path.map(\.route)) \(result.reasons) in\n\(example.manifests)")
    }
  }

  /// An example has one path, and each of its rules is a part of it; where none is needed, none is
  /// there.
  @Test(arguments: ids.filter { $0 != AnonymousRoute.id })
  func flaggedExamplesHaveOnePath(id: String) throws {
    for example in try Self.route(id).flagged {
      let world = Self.world(example)
      var tried = 0
      for (place, role) in world.manifests.roles.enumerated() where role.name == "agent" {
        for (number, rule) in role.rules.enumerated() {
          for verb in rule.verbs.indices {
            var less = world
            less.manifests.roles[place].rules[number].verbs.remove(at: verb)
            #expect(
              !Self.isReached(less, example),
              "without \(rule.verbs[verb]) of rule \(number + 1) in\n\(example.manifests)")
            tried += 1
          }
        }
      }
      #expect(tried > 0, "nothing is taken away in\n\(example.manifests)")
    }
  }

  @Test(arguments: [("1.22", 22), ("1.34", 34), ("1.36", 36)])
  func versionsSayWhichRoutesThereAre(name: String, minor: Int) {
    let version = KubernetesVersion(minor: minor)
    let missing = RouteRegistry.all.filter { !$0.exists(in: version) }.map { $0.id }
    let expected: [Int: [String]] = [
      22: ["constrained-impersonation", "ephemeral-containers", "mutating-policy"],
      34: ["constrained-impersonation", "mutating-policy", "old-token-secret"],
      36: ["old-token-secret"],
    ]
    #expect(missing.sorted() == expected[minor], "\(name)")
  }
}
