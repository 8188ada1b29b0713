// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// What is generated for a set, whole or in parts, confined or not, grants the set and no more.
struct GeneratedRolesTests {
  private struct Case {
    var actions: String
    var capabilities: String
    var agent: String
    var kubernetes: String
    var namespaces: [String]
    var division: String?

    var arguments: [String] {
      [
        "--actions", actions, "--capabilities", capabilities, "--agent-version", agent,
        "--kube-version", kubernetes,
      ] + namespaces.flatMap { ["--watch-namespace", $0] }
        + (division.map { ["--roles-per", $0] } ?? [])
    }

    func target(_ name: String) -> String {
      let watched =
        namespaces.isEmpty ? "" : ", watch-namespace: [\(namespaces.joined(separator: ", "))]"
      return "- {name: '\(name)', files: \(name).yaml, actions: '\(actions)', "
        + "capabilities: '\(capabilities)', agent-version: \(agent), "
        + "kube-version: '\(kubernetes)', service-account: 'komodor:k8s-watcher'\(watched)}\n"
    }
  }

  private static func cases(_ random: inout RandomSource) throws -> [Case] {
    let listing = try RolefitBinary.run(["actions", "-o", "json"]).json()
    func ids(_ key: String) -> [(id: String, since: String)] {
      listing[key].array.filter { $0["bounded"].bool != false }
        .compactMap { entry in
          entry["id"].string.map { ($0, entry["since"].string ?? "0.0.0") }
        }
    }
    let actions = ids("actions")
    let capabilities = ids("capabilities")
    return (0..<60).map { number in
      let agent = ["0.1.104", "0.1.173", "0.2.221"].randomElement(using: &random) ?? "0.2.221"
      func pick(_ all: [(id: String, since: String)], _ most: Int) -> String {
        let able = all.filter { $0.since.compare(agent, options: .numeric) != .orderedDescending }
        let some = able.shuffled(using: &random)
          .prefix(Int.random(in: 0...most, using: &random)).map(\.id)
        return some.isEmpty ? "none" : some.joined(separator: ",")
      }
      return Case(
        actions: pick(actions, 10), capabilities: pick(capabilities, 5), agent: agent,
        kubernetes: ["1.20", "1.24", "1.31"].randomElement(using: &random) ?? "1.31",
        namespaces: [[], [], ["shop"], ["shop", "till"], ["komodor"]]
          .randomElement(using: &random) ?? [],
        division: [nil, "access", "action"][number % 3])
    }
  }

  @Test func theyGrantTheSetWithoutExcess() throws {
    let seed: UInt64 = 20_260_105
    var random = RandomSource(seed: seed)
    let folder = try TemporaryDirectory()
    var configuration = "fail-on: [missing, excess, inert]\ntargets:\n"
    for (number, each) in try Self.cases(&random).enumerated() {
      let outcome = try RolefitBinary.run(
        ["generate", "manifests", "--cluster-name", "c"] + each.arguments)
      try #require(outcome.status == 0, "seed \(seed): \(each): \(outcome.error)")
      try folder.write(outcome.output, to: "\(number).yaml")
      configuration += each.target("\(number)")
    }
    try folder.write(configuration, to: ".rolefit.yaml")
    let outcome = try RolefitBinary.run(["verify"], directory: folder.path)
    #expect(outcome.status == 0, "seed \(seed): \(outcome.error)\(outcome.output)")
  }

  /// Each rule as its single combinations, with the place where it holds.
  private static func atoms(_ objects: [JSON]) -> Set<String> {
    var atoms: Set<String> = []
    for object in objects {
      let place = object["metadata"]["namespace"].string ?? ""
      for rule in object["rules"].array {
        for verb in rule["verbs"].array {
          for group in rule["apiGroups"].array {
            for resource in rule["resources"].array {
              for name in rule["resourceNames"].array.isEmpty ? [""] : rule["resourceNames"].array {
                atoms.insert("\(place) \(verb) \(group) \(resource) \(name)")
              }
            }
          }
          for url in rule["nonResourceURLs"].array { atoms.insert("\(verb) \(url)") }
        }
      }
    }
    return atoms
  }

  @Test(arguments: ["access", "action"], ["clusterrole", "role"])
  func partsTogetherGrantWhatOneRoleDoes(division: String, command: String) throws {
    let arguments = [
      "generate", command, "--actions", "basic,cordon:node,exec:pod,edit:configmap",
      "--capabilities", "watch:pod,logs:pod,collect:metrics", "--watch-namespace", "shop",
      "-o", "json",
    ]
    let whole = try RolefitBinary.run(arguments).json()
    let parts = try RolefitBinary.run(arguments + ["--roles-per", division]).json()
    #expect(parts["kind"] == "List")
    #expect(parts["items"].array.count > 1)
    #expect(Self.atoms(parts["items"].array) == Self.atoms([whole]))
    let names = parts["items"].array.compactMap { $0["metadata"]["name"].string }
    #expect(Set(names).count == names.count)
  }

  @Test func partsAreNamedAfterWhatTheyAreFor() throws {
    let set = ["--actions", "scale:deployment,exec:pod"]
    func names(_ division: String) throws -> [String] {
      try RolefitBinary.run(
        ["generate", "clusterrole", "--roles-per", division, "-o", "json"] + set
      ).json()["items"].array.compactMap { $0["metadata"]["name"].string }
    }
    #expect(try names("access") == ["k8s-watcher-operate", "k8s-watcher-privileged"])
    #expect(
      try names("action") == ["k8s-watcher-scale-deployment", "k8s-watcher-exec-pod"])
  }

  @Test func everyRoleHasItsBinding() throws {
    let options = [
      "--actions", "basic,drain:node", "--watch-namespace", "shop", "--roles-per", "access",
      "--service-account", "agents:robot", "-o", "json",
    ]
    let bindings = try RolefitBinary.run(["generate", "binding"] + options).json()["items"].array
    for kind in ["clusterrole", "role"] {
      let roles = try RolefitBinary.run(["generate", kind] + options).json()
      for role in roles["items"].array.isEmpty ? [roles] : roles["items"].array
      where !role["rules"].array.isEmpty {
        let binding = bindings.first {
          $0["roleRef"]["kind"] == role["kind"]
            && $0["roleRef"]["name"] == role["metadata"]["name"]
            && $0["metadata"]["namespace"] == role["metadata"]["namespace"]
        }
        #expect(
          binding?["subjects"] == [
            ["kind": "ServiceAccount", "name": "robot", "namespace": "agents"]
          ])
      }
    }
  }

  @Test func aBindingCanBeHadWithoutASet() throws {
    let outcome = try RolefitBinary.run([
      "generate", "binding", "--watch-namespace", "b", "--watch-namespace", "a", "-o", "json",
    ])
    #expect(outcome.status == 0)
    let bindings = try outcome.json()["items"].array
    #expect(bindings.map { $0["kind"] } == ["RoleBinding", "RoleBinding"])
    #expect(bindings.map { $0["metadata"]["namespace"] } == ["a", "b"])
  }

  @Test func aRoleNeedsANamespace() throws {
    let outcome = try RolefitBinary.run(["generate", "role", "--actions", "delete:pod"])
    #expect(outcome.status == 64)
    #expect(outcome.error.contains("--watch-namespace"))
  }

  @Test func aClusterRoleOfNothingIsRefusedToAConfinedAgent() throws {
    let outcome = try RolefitBinary.run([
      "generate", "clusterrole", "--actions", "delete:pod", "--watch-namespace", "shop",
    ])
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error.contains("nothing of this set needs a ClusterRole"))
  }

  /// The lease is asked for in the operator's own namespace, and nowhere else.
  @Test func whatIsNeededInTheAgentsOwnNamespaceIsGrantedThere() throws {
    let set = [
      "--catalog", "docs/catalogs/external-secrets.yaml", "--actions", "all", "--capabilities",
      "default",
    ]
    for watched in [[], ["--watch-namespace", "team"]] {
      let manifests = try RolefitBinary.run(
        ["generate", "manifests", "--namespace", "secrets-system"] + set + watched)
      try #require(manifests.status == 0, "\(manifests.error)")
      #expect(manifests.output.contains("kind: Role\n"))
      #expect(manifests.output.contains("  namespace: secrets-system\n"))
      let verdict = try RolefitBinary.run(
        [
          "verify", "-", "--service-account", "secrets-system:external-secrets", "--fail-on",
          "missing,excess,inert",
        ] + set + watched, input: manifests.output)
      #expect(verdict.status == 0, "\(verdict.output)")
    }
  }
}
