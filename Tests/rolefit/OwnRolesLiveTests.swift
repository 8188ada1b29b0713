// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `generate role --for rolefit-…`: rolefit's own commands on a real server, as an account that has
/// that role and nothing else.
@Suite(.enabled(if: KubectlProgram.isAvailable, KubectlProgram.whySkipped), .serialized)
struct OwnRolesLiveTests {
  /// Somebody who runs rolefit, and the agent that is asked about.
  private struct Runner {
    let agent: LiveAgent
    let folder: TemporaryDirectory
    let kubeconfig: String
    private let roles: AccountRoles

    init(_ name: String) async throws {
      let server = try await APIServer.shared
      agent = LiveAgent(server: server, name: name)
      try agent.install(configuration: "{actions: {basic: true, podExec: true}}")
      try agent.applyRole("basic,exec:pod")
      folder = try TemporaryDirectory()
      let token = try await server.createServiceAccount("runner", in: name)
      let data = try Data(contentsOf: URL(fileURLWithPath: server.kubeconfig))
      var config = try JSON(parsing: data).object
      config["users"] = [["name": "admin", "user": ["token": .string(token)]]]
      kubeconfig = try folder.write(JSON.object(config).text, to: "kubeconfig")
      roles = AccountRoles(account: "runner", in: name, on: server)
    }

    /// The rules that rolefit writes, one verb and resource each.
    func atoms(of use: String, _ more: [String] = []) throws -> [DeployerTrial.Atom] {
      let outcome = try RolefitBinary.run(
        [
          "generate", "role", "--for", use, "--service-account", "\(agent.name):\(agent.name)",
          "-o", "json",
        ] + more)
      try #require(outcome.status == 0, "\(outcome.error)")
      return try outcome.json()["items"].array.flatMap { role in
        DeployerTrial.atoms(
          .array(
            role["rules"].array.map { rule in
              var rule = rule.object
              rule["namespace"] = role["metadata"]["namespace"]
              return .object(rule)
            }))
      }
    }

    func give(_ atoms: [DeployerTrial.Atom]) async throws {
      try await roles.give(atoms, of: try self.atoms(of: "rolefit", ["--read-release"]))
    }

    func run(_ words: [String]) throws -> RolefitBinary.Outcome {
      try RolefitBinary.run(words + ["--kubeconfig", kubeconfig])
    }

    var place: [String] {
      ["-n", agent.name, "--service-account", "\(agent.name):\(agent.name)"]
    }
  }

  @Test func allCommandsWorkUnderTheirRole() async throws {
    let runner = try await Runner("own-whole")
    try await runner.give(try runner.atoms(of: "rolefit-live"))
    let commands: [[String]] = [
      ["verify"] + runner.place, ["ready", "--to-kube", "1.30"] + runner.place,
      ["roles"], ["who-can", "delete", "pods", "-n", runner.agent.name],
      ["can-i", "delete", "pods"] + runner.place,
      ["reach"] + runner.place,
    ]
    for command in commands {
      let outcome = try runner.run(command)
      #expect([0, 1].contains(outcome.status), "\(command) \(outcome.error)")
      let text = outcome.output + outcome.error
      #expect(!text.contains("could not be read"), "\(command)\n\(text.prefix(2_000))")
    }
    try await runner.give(try runner.atoms(of: "rolefit-report"))
    let report = try runner.run(["report"] + runner.place)
    #expect([0, 1].contains(report.status), "\(report.error)")
    #expect(!(report.output + report.error).contains("could not be read"))
    try await runner.give(try runner.atoms(of: "rolefit-prove"))
    let proof = try runner.run(["prove"] + runner.place)
    #expect(proof.status == 0, "\(proof.output)\(proof.error)")
  }

  @Test(arguments: [("rolefit-live", "verify"), ("rolefit-prove", "prove")])
  func withoutAnyAtomTheyTellWhatIsLacking(use: String, command: String) async throws {
    let runner = try await Runner("own-\(command)")
    let atoms = try runner.atoms(of: use)
    #expect(atoms.count >= 4)
    for place in atoms.indices {
      var less = atoms
      let atom = less.remove(at: place)
      try await runner.give(less)
      let outcome = try runner.run([command] + runner.place)
      let text = outcome.output + outcome.error
      #expect(
        text.contains("may not") || text.contains("undetermined"), "without \(atom)\n\(text)")
      #expect(outcome.status != 0 || text.contains("may not"), "without \(atom)")
    }
  }

  @Test func theRoleIsNoAgents() throws {
    let wrong = try RolefitBinary.run([
      "generate", "role", "--for", "rolefit", "--actions", "basic",
    ])
    #expect(wrong.status == 64)
    #expect(wrong.error.contains("that role is none of an agent's"))
    let plain = try RolefitBinary.run(["generate", "role", "--for", "rolefit"])
    #expect(plain.status == 0)
    #expect(!plain.output.contains("secrets"))
    #expect(plain.error.contains("the agent's account is taken for komodor:"))
    let release = try RolefitBinary.run(["generate", "role", "--for", "rolefit", "--read-release"])
    #expect(release.output.contains("  - secrets\n"))
  }
}
