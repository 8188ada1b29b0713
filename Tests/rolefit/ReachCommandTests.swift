// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

struct ReachCommandTests {
  private let folder: TemporaryDirectory
  private let file: String

  init() throws {
    folder = try TemporaryDirectory()
    file = try folder.write(Self.manifests, to: "rbac.yaml")
  }

  private static let manifests =
    RBACText.role("agent", ["create - serviceaccounts/token deployer"])
    + RBACText.binding("agent", role: "agent", ["agents:agent", "User jane"])
    + RBACText.role("node-patcher", ["patch - nodes"])
    + RBACText.binding("node-patcher", role: "node-patcher", ["shop:deployer"])
    + RBACText.role("runner", ["create - pods"])
    + RBACText.binding("runner", in: "shop", role: "runner", ["agents:runner"])
    + RBACText.binding("unknown", in: "shop", role: "unknown", ["agents:unsure"])

  @Test(arguments: [
    ("--service-account agents:agent", 0),
    ("--service-account agents:agent --to patch:/nodes", 1),
    ("--service-account agents:agent --to cluster-admin", 0),
    ("--service-account agents:agent --to cluster-admin,patch:/nodes", 1),
    ("--service-account agents:agent --to cordon:node", 1),
    ("--service-account agents:agent --to account:shop:deployer --certainty decided", 1),
    ("--service-account agents:runner --to patch:/nodes", 1),
    ("--service-account agents:runner --to patch:/nodes --certainty decided", 0),
    ("--service-account agents:unsure --to secrets@shop", 3),
    ("--service-account agents:unsure --to secrets@shop --closed-world", 0),
    ("--service-account agents:unsure --to cluster-admin", 0),
    ("--service-account agents:unsure", 0),
    ("--as jane --to patch:/nodes", 1), ("--as joe --to patch:/nodes", 0),
    ("--as joe --as-group system:masters --to cluster-admin", 1),
    ("--all-accounts", 0), ("--all-accounts --to patch:/nodes", 1),
    ("--all-accounts --to cluster-admin --closed-world", 0),
    ("--service-account agents:agent --to nothing", 64),
    ("--service-account agents:agent --to secrets@", 64),
    ("--as-group system:masters --to cluster-admin", 64),
    ("--as jane --service-account agents:agent", 64), ("--all-accounts --as jane", 64),
    ("--service-account agents:agent --certainty perhaps", 64),
  ])
  func answersByTheExitCode(_ question: String, _ status: Int32) throws {
    let words = question.split(separator: " ").map(String.init)
    let run = try RolefitBinary.run(["reach"] + words + [file])
    #expect(run.status == status, "\(run.error)")
    #expect(run.output.isEmpty == (status == 64))
  }

  /// An object that a server would reject is left out, and may be mended.
  @Test(arguments: ["", "--all-accounts", "--as joe --to patch:/nodes"])
  func whatIsLeftOutLeavesItOpen(_ question: String) throws {
    let wrong = try folder.write(
      Self.manifests + RBACText.role("a/b", ["get - nodes"]), to: "wrong.yaml")
    let words = question.split(separator: " ").map(String.init)
    let asked = words.isEmpty ? ["--service-account", "agents:agent"] : words
    let run = try RolefitBinary.run(["reach"] + asked + [wrong])
    #expect(run.status == 3)
    #expect(run.output.contains("Objects that the API server would reject are left out."))
  }

  @Test func nothingToLookAtIsAWrongCommandLine() throws {
    #expect(try RolefitBinary.run(["reach"]).status == 64)
  }

  @Test func theTextShowsEachStepWithItsLine() throws {
    let run = try RolefitBinary.run(
      ["reach", "--service-account", "agents:agent", "--to", "patch:/nodes", file])
    #expect(run.output.hasPrefix("agents:agent comes to 1 of 1 goal\n"))
    #expect(run.output.contains("patch:/nodes: reachable (decided)\n"))
    #expect(run.output.contains("→ the service account 'shop:deployer' [token-creation]"))
    #expect(run.output.contains("by ClusterRole 'agent' rule 1, ClusterRoleBinding 'agent'"))
    #expect(run.output.contains("rbac.yaml:6:"))
  }

  @Test func theJSONHasTheKeysOfTheContract() throws {
    let run = try RolefitBinary.run(
      ["reach", "--service-account", "agents:agent", "--to", "patch:/nodes", "-o", "json", file])
    #expect(run.status == 1)
    let json = try JSON(parsing: run.output)
    #expect(json["schemaVersion"] == 1 && json["account"] == "agents:agent")
    let goal = json["goals"][0]
    #expect(goal["id"] == "patch:/nodes" && goal["verdict"] == "reachable")
    #expect(goal["certainty"] == "decided" && goal["reasons"] == [])
    let steps = goal["path"].array
    #expect(steps.map { $0["route"].string } == ["token-creation", "direct"])
    for step in steps {
      for key in ["as", "certainty", "yields"] { #expect(step[key].string != nil, "\(key)") }
      #expect(step["requests"][0]["request"]["verb"].string != nil)
      #expect(step["requests"][0]["grant"]["line"] != nil)
    }
    let route = json["routes"][0]
    #expect(route["id"].string != nil && route["status"] == "checked")
    #expect(route["checked"] == true && route["kubernetes"].string != nil)
    #expect(!json["assumptions"].array.isEmpty)
  }

  @Test func allAccountsAreAnsweredEach() throws {
    let run = try RolefitBinary.run(["reach", "--all-accounts", "-o", "json", file])
    let accounts = try JSON(parsing: run.output)["accounts"].array
    let titles = accounts.compactMap { $0["account"].string }
    #expect(Set(titles).isSuperset(of: ["agents:agent", "agents:runner", "shop:deployer"]))
  }

  @Test func theGraphIsOneOfGraphviz() throws {
    let run = try RolefitBinary.run(
      ["reach", "--service-account", "agents:agent", "--to", "patch:/nodes", "-o", "dot", file])
    #expect(run.output.hasPrefix("digraph reach {\n") && run.output.hasSuffix("}\n"))
    #expect(run.output.contains("[label=\"token-creation\", style=solid];"))
  }

  @Test func thePageIsTheOneOfTheRepository() throws {
    let run = try RolefitBinary.run(["reach", "--routes"])
    #expect(run.status == 0)
    let page = try String(contentsOfFile: Repository.path("docs/reach.md"), encoding: .utf8)
    #expect(run.output == page, "run `make generate`")
  }
}
