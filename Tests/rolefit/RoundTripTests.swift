// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// What the program generates, it verifies clean, and anything less it does not.
struct RoundTripTests {
  private static func boundedActions() throws -> [String] {
    try RolefitBinary.run(["actions", "-o", "json"]).json()["actions"].array
      .filter { $0["bounded"].bool == true }
      .compactMap { $0["id"].string }
  }

  /// Generates a role for each set, and verifies all in one run, each as a target of its own.
  private func expectClean(_ sets: [[String]], _ comment: Comment) throws {
    let folder = try TemporaryDirectory()
    var configuration = "fail-on: [missing, excess, inert]\ntargets:\n"
    for (index, set) in sets.enumerated() {
      let actions = set.joined(separator: ",")
      let role = try RolefitBinary.run(["generate", "clusterrole", "--actions", actions])
      try #require(role.status == 0, "\(actions): \(role.error)")
      try folder.write(role.output, to: "\(index).yaml")
      configuration += "- {name: '\(actions)', files: \(index).yaml, actions: '\(actions)'}\n"
    }
    try folder.write(configuration, to: ".rolefit.yaml")
    let outcome = try RolefitBinary.run(["verify"], directory: folder.path)
    let lastLine = outcome.error.split(separator: "\n").last ?? ""
    #expect(outcome.status == 0, "\(comment): \(lastLine)")
    #expect(lastLine == "rolefit: all \(sets.count) targets pass", comment)
  }

  @Test func everySingleActionVerifiesClean() throws {
    try expectClean(try Self.boundedActions().map { [$0] }, "single actions")
  }

  @Test func randomSetsVerifyClean() throws {
    let seed: UInt64 = 20_220_720
    var random = RandomSource(seed: seed)
    let actions = try Self.boundedActions()
    let sets = (0..<40).map { _ in
      Array(actions.shuffled(using: &random).prefix(Int.random(in: 2...12, using: &random)))
    }
    try expectClean(sets, "seed \(seed)")
  }

  @Test func everyAtomThatIsTakenAwayIsMissed() throws {
    let set = "scale:service,delete:pod,rollback:deployment,drain:node"
    let role = try RolefitBinary.run([
      "generate", "clusterrole", "--actions", set, "-o", "json",
    ]).json()
    let atoms = role["rules"].array.flatMap(Self.atoms)
    #expect(atoms.count > 5)
    for atom in atoms {
      var smaller = role.object
      smaller["rules"] = .array(atoms.filter { $0 != atom })
      let outcome = try RolefitBinary.run(
        ["verify", "-", "--actions", set, "-o", "json"], input: JSON.object(smaller).text)
      #expect(outcome.status == 1, "\(atom)")
      let report = try outcome.json()
      #expect(report["missingRules"] == [atom])
      let request: JSON = [
        "verb": atom["verbs"][0], "apiGroup": atom["apiGroups"][0],
        "resource": atom["resources"][0],
      ]
      let missing = report["actions"].array.filter { $0["verdict"] == "missing" }
      #expect(!missing.isEmpty, "\(atom)")
      #expect(missing.allSatisfy { $0["missing"] == [request] }, "\(atom)")
    }
  }

  private static func atoms(of rule: JSON) -> [JSON] {
    rule["apiGroups"].array.flatMap { group in
      rule["resources"].array.flatMap { resource in
        rule["verbs"].array.map { verb -> JSON in
          ["apiGroups": [group], "resources": [resource], "verbs": [verb]]
        }
      }
    }
  }
}
