// SPDX-License-Identifier: Apache-2.0

import RBAC
import TestSupport
import Testing

/// Objects that name no namespace are all in one, which is not known: an answer is certain where it
/// is the same wherever that is.
struct UnknownNamespaceTests {
  private static let namespaces = ["a", "b"]
  private static let names = ["x", "y"]

  /// Puts what names no namespace into one.
  private static func placed(
    _ roles: [Role], _ bindings: [RoleBinding], in namespace: String
  ) -> Policy {
    Policy(
      roles: roles.map { role in
        var role = role
        if role.isUnplaced { role.metadata.namespace = namespace }
        return role
      },
      bindings: bindings.map { binding in
        var binding = binding
        if binding.isUnplaced { binding.metadata.namespace = namespace }
        return binding
      }, closedWorld: true)
  }

  private static func role(_ random: inout RandomSource) -> Role {
    let isCluster = Int.random(in: 0..<4, using: &random) == 0
    let verbs = ["get", "list"].filter { _ in Bool.random(using: &random) }
    return Role(
      kind: isCluster ? .clusterRole : .role, name: names.randomElement(using: &random) ?? "",
      namespace: isCluster ? "" : (namespaces + [""]).randomElement(using: &random) ?? "",
      rules: [PolicyRule(apiGroups: [""], resources: ["pods"], verbs: verbs)])
  }

  private static func binding(_ random: inout RandomSource) -> RoleBinding {
    let home = (namespaces + ["", ""]).randomElement(using: &random) ?? ""
    let kind = Int.random(in: 0..<3, using: &random) == 0 ? "ClusterRole" : "Role"
    let subject =
      Int.random(in: 0..<4, using: &random) == 0
      ? Subject(kind: "Group", name: "system:serviceaccounts:a")
      : Subject(
        kind: "ServiceAccount", name: "agent",
        namespace: (namespaces + ["", ""]).randomElement(using: &random) ?? "")
    return RoleBinding(
      kind: .roleBinding, name: names.randomElement(using: &random) ?? "", namespace: home,
      roleRef: .init(kind: kind, name: names.randomElement(using: &random) ?? ""),
      subjects: [subject])
  }

  /// Two objects of one name are two objects, so that what names no namespace is in another.
  private static func collide(_ roles: [Role], _ bindings: [RoleBinding], in place: String) -> Bool
  {
    roles.contains { role in
      role.isUnplaced
        && roles.contains { $0.kind == .role && $0.name == role.name && $0.namespace == place }
    }
      || bindings.contains { binding in
        binding.isUnplaced
          && bindings.contains { $0.name == binding.name && $0.namespace == place }
      }
  }

  @Test func anAnswerIsCertainWhereItIsTheSameWhereverTheyAre() throws {
    let seed: UInt64 = 0x5EED_0099
    var random = RandomSource(seed: seed)
    var seen: [String: Int] = [:]
    for number in 0..<4_000 {
      let comment = Comment(rawValue: "seed \(seed), case \(number)")
      var roles: [Role] = []
      for _ in 0..<3 {
        let new = Self.role(&random)
        if !roles.contains(where: { $0.reference == new.reference }) { roles.append(new) }
      }
      var bindings: [RoleBinding] = []
      for _ in 0..<2 {
        let new = Self.binding(&random)
        if !bindings.contains(where: { $0.reference == new.reference }) { bindings.append(new) }
      }
      let account = Self.namespaces.randomElement(using: &random) ?? ""
      let user = User.serviceAccount(namespace: account, name: "agent")
      let request = Request.resource(
        ResourceRequest(
          verb: "get", apiGroup: "", resource: "pods",
          namespace: (Self.namespaces + [""]).randomElement(using: &random) ?? "", name: "p"))
      let places = (Self.namespaces + ["elsewhere"]).filter {
        !Self.collide(roles, bindings, in: $0)
      }
      let answers = Set(
        places.map { Self.placed(roles, bindings, in: $0).decide(request, by: user).allowed })
      let decision = Policy(roles: roles, bindings: bindings, closedWorld: true)
        .decide(request, by: user)
      if decision.allowed {
        try #require(answers == [true], comment)
        seen["yes", default: 0] += 1
      } else if decision.undetermined {
        // Where a name is taken is not looked at: it may be undetermined and yet be certain.
        if places.count == 3 { try #require(answers == [true, false], comment) }
        seen["unknown", default: 0] += 1
      } else {
        try #require(answers == [false], comment)
        seen["no", default: 0] += 1
      }
      let may = Policy(roles: roles, bindings: bindings, closedWorld: true).grantees(of: request)
      if decision.undetermined { #expect(!may.unresolved.isEmpty, comment) }
    }
    #expect(seen.count == 3 && seen.values.allSatisfy { $0 > 50 }, "\(seen)")
  }

  @Test func anAccountWithoutANamespaceIsInThatOfItsBinding() {
    let policy = Policy(
      roles: [
        Role(
          kind: .role, name: "r",
          rules: [PolicyRule(apiGroups: [""], resources: ["pods"], verbs: ["get"])])
      ],
      bindings: [
        RoleBinding(
          kind: .roleBinding, name: "r", roleRef: .init(kind: "Role", name: "r"),
          subjects: [Subject(kind: "ServiceAccount", name: "agent")])
      ])
    func answer(_ account: String, _ place: String) -> Decision {
      policy.decide(
        .resource(
          ResourceRequest(verb: "get", apiGroup: "", resource: "pods", namespace: place)),
        by: .serviceAccount(namespace: account, name: "agent"))
    }
    #expect(answer("shop", "shop").undetermined && !answer("shop", "shop").allowed)
    #expect(!answer("shop", "till").undetermined && !answer("shop", "").undetermined)
    #expect(
      policy.reason(for: answer("shop", "shop"))
        == "RBAC: RoleBinding \"r\" names no namespace: Role \"r\" allows it if that is the "
        + "request's")
  }
}
