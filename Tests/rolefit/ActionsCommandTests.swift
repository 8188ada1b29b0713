// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// `actions`: which are listed, and what they come to.
struct ActionsCommandTests {
  private func actions(_ words: String) throws -> RolefitBinary.Outcome {
    try RolefitBinary.run(["actions"] + words.split(separator: " ").map(String.init))
  }

  private func ids(_ words: String, _ key: String = "actions") throws -> [String] {
    try actions("-o json \(words)").json()[key].array.compactMap { $0["id"].string }
  }

  @Test func listsByAccessLevel() throws {
    let privileged = try ids("--access privileged")
    #expect(privileged.contains("exec:pod") && !privileged.contains("delete:pod"))
    let both = try ids("--access privileged,destructive")
    #expect(both.contains("exec:pod") && both.contains("delete:pod"))
    #expect(try ids("--access privileged --access destructive") == both)
    #expect(try ids("--access read", "capabilities").contains("watch:pod"))
    #expect(try ids("--access read").isEmpty)
  }

  @Test func listsWhatCameSince() throws {
    let late = try ids("--since 0.2.60")
    #expect(late.contains("edit:horizontalpodautoscaler") && late.contains("impersonate:user"))
    #expect(!late.contains("scale:deployment"))
    #expect(try ids("--since 0.1.104").contains("scale:deployment"))
  }

  @Test func listsWhatAnAgentHas() throws {
    #expect(
      try ids("--agent-version 0.1.104") == ["scale:deployment", "scale:statefulset", "delete:pod"])
    #expect(try ids("--agent-version 0.1.102").isEmpty)
    let said = try actions("--agent-version 0.1.104").error
    #expect(said.contains("left out: ") && said.contains("k8s-watcher 0.1.104 does not have"))
    #expect(try actions("").error == "" && ids("").count == ids("--agent-version 0.2.221").count)
  }

  @Test func listsByResource() throws {
    let deployments = try ids("--for deploy")
    #expect(deployments.contains("restart:deployment") && deployments.contains("scale:deployment"))
    #expect(!deployments.contains("restart:daemonset"))
    #expect(deployments.contains("edit:any"))
    let scales = try ids("--for deployments.apps/scale")
    #expect(scales.contains("scale:deployment") && !scales.contains("restart:deployment"))
    #expect(try ids("--for deploy,ds").contains("restart:daemonset"))
    #expect(
      try ids("--for deploy --access operate --since 0.1.108").contains("rollback:deployment"))
    let unknown = try actions("--for gadgets")
    #expect(unknown.status == 0 && unknown.error.contains("serves 'gadgets'"))
  }

  @Test func everyActionSaysWhatItComesTo() throws {
    let list = try actions("-o json").json()
    let all = list["actions"].array + list["capabilities"].array
    #expect(all.count > 80)
    #expect(all.allSatisfy { $0["risk"].string?.isEmpty == false })
    let byID = Dictionary(all.map { ($0["id"].string ?? "", $0) }) { first, _ in first }
    let restart = try #require(byID["restart:deployment"])
    #expect(
      restart["risk"].string?.hasPrefix(
        "comes to the service accounts in its namespace and "
          + "what Secrets hold in its namespace (by workload-writing)") == true)
    #expect(restart["comesTo"]["level"] == "escalation")
    #expect(byID["scale:deployment"]?["comesTo"]["level"] == "none")
    #expect(byID["scale:deployment"]?["risk"] == "zero replicas stop the service")
    #expect(byID["delete:configmap"]?["comesTo"]["yields"] == [])
    #expect(byID["manage:rbac"]?["comesTo"]["level"] == "cluster-admin")
    let table = try actions("").output.split(separator: "\n").map {
      $0.split(separator: " ").map(String.init)
    }
    #expect(table.first { $0[0] == "exec:pod" }?[3] == "escalation")
  }

  @Test(arguments: ["--access none", "--since yesterday"])
  func refusesWhatItDoesNotKnow(words: String) throws {
    #expect(try actions(words).status == 64)
  }
}
