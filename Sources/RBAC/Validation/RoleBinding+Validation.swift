// SPDX-License-Identifier: Apache-2.0

extension RoleBinding {
  package static let apiGroup = "rbac.authorization.k8s.io"

  /// Why the API server would reject this object, in its order; empty when it would take it. A
  /// rejected binding binds nobody, not even its sound subjects.
  ///
  /// Source: kubernetes/kubernetes, `ValidateRoleBinding` and `ValidateClusterRoleBinding` in
  /// pkg/apis/rbac/validation/validation.go, after the defaults of pkg/apis/rbac/v1/defaults.go.
  package func validate() -> [FieldError] {
    var errors = metadata.validate(isNamespaced: kind == .roleBinding)
    if !roleRef.apiGroup.isEmpty, roleRef.apiGroup != Self.apiGroup {
      errors.append(
        .notSupported("roleRef.apiGroup", roleRef.apiGroup, expected: [Self.apiGroup]))
    }
    let kinds = kind == .roleBinding ? ["Role", "ClusterRole"] : ["ClusterRole"]
    if !kinds.contains(roleRef.kind) {
      errors.append(.notSupported("roleRef.kind", roleRef.kind, expected: kinds))
    }
    if roleRef.name.isEmpty {
      errors.append(.required("roleRef.name"))
    } else {
      errors += NameRules.pathSegmentProblems(roleRef.name).map { .invalid("roleRef.name", $0) }
    }
    for (index, subject) in subjects.enumerated() {
      errors += subject.validate(at: "subjects[\(index)]", isNamespaced: kind == .roleBinding)
    }
    return errors
  }
}

extension Subject {
  fileprivate func validate(at path: String, isNamespaced: Bool) -> [FieldError] {
    var errors: [FieldError] = []
    if name.isEmpty { errors.append(.required("\(path).name")) }
    switch kind {
    case "ServiceAccount":
      if !name.isEmpty, !NameRules.isSubdomain(name) {
        errors.append(.invalid("\(path).name", NameRules.subdomainProblem))
      }
      if !apiGroup.isEmpty {
        errors.append(.notSupported("\(path).apiGroup", apiGroup, expected: [""]))
      }
      if !isNamespaced, namespace.isEmpty {
        errors.append(
          .required(
            "\(path).namespace", "must be set: a ClusterRoleBinding has none to fall back on"))
      }
    case "User", "Group":
      if name.isEmpty { errors.append(.invalid("\(path).name", "cannot be empty")) }
      if !apiGroup.isEmpty, apiGroup != RoleBinding.apiGroup {
        errors.append(
          .notSupported("\(path).apiGroup", apiGroup, expected: [RoleBinding.apiGroup]))
      }
    default:
      errors.append(
        .notSupported("\(path).kind", kind, expected: ["ServiceAccount", "User", "Group"]))
    }
    return errors
  }
}
