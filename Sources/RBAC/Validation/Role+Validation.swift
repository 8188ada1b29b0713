// SPDX-License-Identifier: Apache-2.0

extension Role {
  /// Why the API server would reject this object, in its order; empty when it would take it. A
  /// rejected object grants nothing, not even by its sound rules.
  ///
  /// Source: kubernetes/kubernetes, `ValidateRole` and `ValidateClusterRole` in
  /// pkg/apis/rbac/validation/validation.go.
  package func validate() -> [FieldError] {
    var errors = metadata.validate(isNamespaced: kind == .role)
    for (index, rule) in rules.enumerated() {
      errors += rule.validate(at: "rules[\(index)]", isNamespaced: kind == .role)
    }
    if kind == .clusterRole, let selectors = aggregationRule {
      let field = "aggregationRule.clusterRoleSelectors"
      if selectors.isEmpty { errors.append(.required(field, "must hold at least one selector")) }
      for (index, selector) in selectors.enumerated() {
        let problems = selector.validate(at: "\(field)[\(index)]")
        errors += problems
        if !problems.isEmpty {
          errors.append(.invalid("\(field)[\(index)]", "is not a valid label selector"))
        }
      }
    }
    return errors
  }
}

extension PolicyRule {
  fileprivate func validate(at path: String, isNamespaced: Bool) -> [FieldError] {
    var errors: [FieldError] = []
    if verbs.isEmpty { errors.append(.required("\(path).verbs", "must hold at least one verb")) }
    guard nonResourceURLs.isEmpty else {
      if isNamespaced {
        errors.append(
          .invalid("\(path).nonResourceURLs", "cannot be in a Role: paths have no namespace"))
      }
      if !apiGroups.isEmpty || !resources.isEmpty || !resourceNames.isEmpty {
        errors.append(
          .invalid("\(path).nonResourceURLs", "cannot stand in one rule with resources"))
      }
      return errors
    }
    if apiGroups.isEmpty {
      errors.append(
        .required("\(path).apiGroups", "must hold at least one API group; the core group is \"\""))
    }
    if resources.isEmpty {
      errors.append(.required("\(path).resources", "must hold at least one resource"))
    }
    return errors
  }
}

extension LabelSelector {
  /// Source: k8s.io/apimachinery, `ValidateLabelSelector` in
  /// pkg/apis/meta/v1/validation/validation.go.
  fileprivate func validate(at path: String) -> [FieldError] {
    var errors = ObjectMetadata.validate(labels: matchLabels, at: "\(path).matchLabels")
    for (index, requirement) in matchExpressions.enumerated() {
      errors += requirement.validate(at: "\(path).matchExpressions[\(index)]")
    }
    return errors
  }
}

extension LabelSelector.Requirement {
  fileprivate func validate(at path: String) -> [FieldError] {
    var errors: [FieldError] = []
    switch `operator` {
    case "In", "NotIn":
      if values.isEmpty {
        errors.append(.required("\(path).values", "must hold a value for `In` and `NotIn`"))
      }
    case "Exists", "DoesNotExist":
      if !values.isEmpty {
        errors.append(
          FieldError(
            field: "\(path).values", reason: .forbidden,
            detail: "must be empty for `Exists` and `DoesNotExist`"))
      }
    default:
      errors.append(.invalid("\(path).operator", "is not In, NotIn, Exists or DoesNotExist"))
    }
    errors += NameRules.qualifiedNameProblems(key).map { .invalid("\(path).key", $0) }
    for (index, value) in values.enumerated() where !NameRules.isLabelValue(value) {
      errors.append(.invalid("\(path).values[\(index)]", NameRules.labelValueProblem))
    }
    return errors
  }
}
