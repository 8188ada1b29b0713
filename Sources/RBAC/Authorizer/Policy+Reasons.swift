// SPDX-License-Identifier: Apache-2.0

extension Policy {
  /// Why a decision is what it is, in the API server's words where it has some, and which rule it
  /// was. Empty when there is nothing to say: no rule allows the request.
  package func reason(for decision: Decision) -> String {
    switch decision.basis {
    case .grant(let grant): "RBAC: allowed by \(describe(grant)), \(describeRule(of: grant))"
    case .superuser: "allowed before RBAC: the user is in the group \"system:masters\""
    case .noRule where decision.unresolved.isEmpty: ""
    case .noRule: "RBAC: " + decision.unresolved.map(describe).joined(separator: "; ")
    }
  }

  /// The binding, its role and the subject.
  ///
  /// Source: kubernetes/kubernetes, `clusterRoleBindingDescriber` in
  /// pkg/registry/rbac/validation/rule.go.
  package func describe(_ grant: Grant) -> String {
    let binding = bindings[grant.binding]
    let subject = binding.subjects[grant.subject]
    var name = binding.name
    if binding.kind == .roleBinding, !binding.isUnplaced { name += "/" + binding.namespace }
    var subjectName = subject.name
    if subject.kind == "ServiceAccount" {
      let home = subject.namespace(inBindingOf: binding.namespace)
      if !home.isEmpty { subjectName += "/" + home }
    }
    return "\(binding.kind.rawValue) \(quoted(name)) of \(binding.roleRef.kind) "
      + "\(quoted(binding.roleRef.name)) to \(subject.kind) \(quoted(subjectName))"
  }

  /// The rule by its number, counted from 1 as people do: of the bound role, or of the part that
  /// brings it.
  package func describeRule(of grant: Grant) -> String {
    let source = source(of: grant)
    guard source.role != grant.role else { return "rule \(source.rule + 1)" }
    return "rule \(source.rule + 1) of its part \(describe(role: source.role))"
  }

  package func describe(_ unresolved: Unresolved) -> String {
    let binding = bindings[unresolved.binding]
    switch unresolved.cause {
    case .missingRole:
      let kind = binding.roleRef.kind == "Role" ? "role" : "clusterrole"
      return "\(kind).\(RoleBinding.apiGroup) \(quoted(binding.roleRef.name)) not found"
    case .unmatchedSelector(let role, let selector):
      return "\(describe(role: role)) aggregates by "
        + "aggregationRule.clusterRoleSelectors[\(selector)], which matches no ClusterRole"
    case .possibleRule(let role):
      return "\(describe(role: role)) may allow it or not: it is not known exactly for this version"
    case .unknownNamespace(let role):
      let nameless =
        binding.isUnplaced
        ? "\(binding.kind.rawValue) \(quoted(binding.name))" : describe(role: role)
      return "\(nameless) names no namespace: \(describe(role: role)) allows it if that is the "
        + "request's"
    }
  }

  private func describe(role index: Int) -> String {
    "\(roles[index].kind.rawValue) \(quoted(roles[index].name))"
  }

  private func quoted(_ text: String) -> String {
    var quoted = "\""
    for character in text.unicodeScalars {
      if character == "\"" || character == "\\" { quoted.unicodeScalars.append("\\") }
      quoted.unicodeScalars.append(character)
    }
    return quoted + "\""
  }
}
