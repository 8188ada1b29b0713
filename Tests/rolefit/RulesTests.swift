// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

struct RulesTests {
  @Test func printsTheTwoRulesOfTheFirstRelease() throws {
    let outcome = try RolefitBinary.run([
      "rules", "--actions", SampleRole.actions, "--agent-version", "0.1.104",
    ])
    #expect(outcome.status == 0)
    #expect(
      outcome.output == """
        rules:
        - apiGroups:
          - ""
          resources:
          - pods
          verbs:
          - delete
        - apiGroups:
          - apps
          resources:
          - deployments/scale
          - statefulsets/scale
          verbs:
          - patch

        """)
  }

  @Test func printsTheSameRulesAsJSON() throws {
    let json = try RolefitBinary.run(["rules", "--actions", SampleRole.actions, "-o", "json"])
      .json()
    #expect(
      json == [
        "rules": [
          ["apiGroups": [""], "resources": ["pods"], "verbs": ["delete"]],
          [
            "apiGroups": ["apps"], "resources": ["deployments/scale", "statefulsets/scale"],
            "verbs": ["patch"],
          ],
        ]
      ])
  }

  @Test func takesActionsInAnyOrderAndSpelling() throws {
    let plain = try RolefitBinary.run(["rules", "--actions", SampleRole.actions])
    let mixed = try RolefitBinary.run([
      "rules", "--actions", "pod:delete, scale:sts", "--actions", "scale:deploy,delete:pod",
    ])
    #expect(mixed.output == plain.output)
  }

  @Test func saysWhichActionSendsWhichRequest() throws {
    let outcome = try RolefitBinary.run([
      "rules", "--actions", "scale:deployment,delete:pod", "--why",
    ])
    let lines = outcome.output.split(separator: "\n")
    let comments = lines.filter { $0.hasPrefix("#") }
    #expect(comments.count == 2)
    #expect(comments.first?.hasPrefix("# delete:pod: ") ?? false)
    #expect(comments.last?.hasPrefix("# scale:deployment: ") ?? false)
    let plain = try RolefitBinary.run(["rules", "--actions", "scale:deployment,delete:pod"])
    #expect(lines.filter { !$0.hasPrefix("#") } == plain.output.split(separator: "\n"))
  }

  @Test func putsWatchedNamespacesIntoTheRules() throws {
    let json = try RolefitBinary.run([
      "rules", "--actions", "delete:pod", "--watch-namespace", "b", "--watch-namespace", "a",
      "-o", "json",
    ]).json()
    #expect(json["rules"].array.map { $0["namespace"].string } == ["a", "b"])
  }

  @Test func namesTheAgentVersionThatHasAnAction() throws {
    let outcome = try RolefitBinary.run([
      "rules", "--actions", "exec:pod", "--agent-version", "0.1.104",
    ])
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error.contains("'exec:pod' needs agent 0.1.173 or later"))
  }

  @Test func suggestsTheActionThatWasMeant() throws {
    let outcome = try RolefitBinary.run(["rules", "--actions", "scale:deploymnt"])
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error.contains("did you mean 'scale:deployment'?"))
  }

  @Test(arguments: [
    ["rules"], ["rules", "--actions", "delete:pod", "--kube-version", "2.0"],
    ["rules", "--actions", "delete:pod", "--kube-version", "1.99"],
    ["rules", "--actions", "delete:pod", "--agent-version", "newest"],
    ["rules", "--actions", "delete:pod", "--transport", "pigeon"],
    ["rules", "--actions", "delete:pod", "-o", "toml"],
    ["rules", "--actions", "delete:pod", "--capabilities", "delete:pod,nothing"],
    ["generate", "values", "--actions", "delete:pod", "--dialect", "nochart"],
    ["generate", "clusterrole", "--actions", "delete:pod", "--check"],
    ["verify", "--actions", "delete:pod"], ["verify", "-", "--actions", "delete:pod", "-o", "x"],
    ["verify", "-", "--actions", "delete:pod", "--fail-on", "never"],
    ["verify", "-", "--actions", "delete:pod", "--service-account", "agent"],
    ["verify", "-", "-", "--actions", "delete:pod"], ["no-such-command"], ["rules", "--nothing"],
  ])
  func refusesArgumentsWithStatus64(arguments: [String]) throws {
    let outcome = try RolefitBinary.run(arguments, input: SampleRole.complete)
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(!outcome.error.isEmpty)
  }

  @Test func listsOnlyActionsThatCanBeNamed() throws {
    let json = try RolefitBinary.run(["actions", "-o", "json"]).json()
    let ids = json["actions"].array.compactMap { $0["id"].string }
    #expect(ids.count > 20)
    #expect(Set(ids).count == ids.count)
    let all = try RolefitBinary.run([
      "rules", "--actions", ids.joined(separator: ","), "-o", "json",
    ])
    #expect(all.status == 0)
    for action in json["actions"].array {
      for key in ["id", "title", "since", "values", "accessLevel", "rules"] {
        #expect(action[key] != .null, "\(action["id"]) has no \(key)")
      }
    }
  }
}
