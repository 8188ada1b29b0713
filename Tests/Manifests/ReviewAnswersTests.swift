// SPDX-License-Identifier: Apache-2.0

import Manifests
import RBAC
import Testing
import YAMLSyntax

/// Answers are copied from what was written before: they say what was decided.
struct ReviewAnswersTests {
  private func policy() -> Policy {
    func rules(_ count: Int) -> [PolicyRule] {
      (0..<count).map {
        PolicyRule(apiGroups: ["g\($0)"], resources: ["pods"], verbs: ["get"])
      }
    }
    func binding(_ name: String, _ role: String, _ subjects: [Subject]) -> RoleBinding {
      RoleBinding(
        kind: .clusterRoleBinding, name: name, roleRef: .init(kind: "ClusterRole", name: role),
        subjects: subjects)
    }
    return Policy(
      roles: [
        Role(
          kind: .clusterRole, name: "plain", labels: ["part": "yes"], rules: rules(12)),
        Role(
          kind: .clusterRole, name: "whole", rules: [],
          aggregationRule: [LabelSelector(matchLabels: ["part": "yes"])]),
      ],
      bindings: [
        binding(
          "a", "plain",
          [
            Subject(kind: "User", name: "ja\"ne\\\u{1}"),
            Subject(kind: "Group", name: "d\u{e9}vs\n"),
          ]),
        binding("b", "whole", [Subject(kind: "User", name: "joe")]),
        binding("c", "gone", [Subject(kind: "User", name: "ann")]),
      ])
  }

  private func expected(_ decision: Decision, _ policy: Policy) -> String {
    JSONEmitter.text(
      .object([
        ("allowed", .bool(decision.allowed)), ("undetermined", .bool(decision.undetermined)),
        ("reason", .string(policy.reason(for: decision))),
      ]), pretty: false) + "\n"
  }

  @Test func everyDecisionIsWrittenAsItsWords() {
    let policy = policy()
    var answers = ReviewAnswers(policy)
    let users = [
      User(name: "ja\"ne\\\u{1}"), User(name: "x", groups: ["d\u{e9}vs\n"]), User(name: "joe"),
      User(name: "ann"), User(name: "root", groups: ["system:masters"]), User(name: "nobody"),
    ]
    var granted = 0
    // The second time, all are known.
    for _ in 0..<2 {
      for user in users {
        for group in 0..<13 {
          let decision = policy.decide(
            .resource(ResourceRequest(verb: "get", apiGroup: "g\(group)", resource: "pods")),
            by: user)
          var output = Array("before\n".utf8)
          answers.append(decision, to: &output)
          let text = String(decoding: output, as: UTF8.self)
          #expect(text == "before\n" + expected(decision, policy))
          guard let grant = decision.grant else { continue }
          granted += 1
          var direct: [UInt8] = []
          answers.append(grant, to: &direct)
          #expect(direct == Array(output.dropFirst(7)))
        }
      }
    }
    #expect(granted == 2 * 3 * 12)
  }

  @Test func aRefusalIsWrittenAsItsWords() {
    let policy = policy()
    var output: [UInt8] = []
    ReviewAnswers.appendRefusal(to: &output)
    let request = Request.nonResource(NonResourceRequest(verb: "get", path: "/"))
    let decision = policy.decide(request, by: User(name: "nobody"))
    #expect(String(decoding: output, as: UTF8.self) == expected(decision, policy))
  }
}
