// SPDX-License-Identifier: Apache-2.0

extension PolicyRule {
  /// Whether this rule alone allows `request`. Scope is not part of the question: whether the rule
  /// applies in the request's namespace is for the binding to say.
  ///
  /// This is the readable definition of a match; `Policy` answers faster and is tested against it.
  /// Source: kubernetes/kubernetes, `RuleAllows` in plugin/pkg/auth/authorizer/rbac/rbac.go and the
  /// matchers in pkg/apis/rbac/v1/evaluation_helpers.go.
  package func allows(_ request: Request) -> Bool {
    switch request {
    case .resource(let request):
      allows(verb: request.verb) && allows(apiGroup: request.apiGroup)
        && allows(request.combinedResource, subresource: request.subresource)
        && allows(resourceName: request.name)
    case .nonResource(let request):
      allows(verb: request.verb)
        && nonResourceURLs.contains { NonResourcePattern.matches($0, path: request.path) }
    }
  }

  private func allows(verb: String) -> Bool {
    verbs.contains { $0 == "*" || $0.hasSameBytes(as: verb) }
  }

  private func allows(apiGroup: String) -> Bool {
    apiGroups.contains { $0 == "*" || $0.hasSameBytes(as: apiGroup) }
  }

  /// `*/sub` is any resource's `sub`; `pods/*` and `*/*` are literals that no request spells.
  private func allows(_ combined: String, subresource: String) -> Bool {
    resources.contains { resource in
      resource == "*" || resource.hasSameBytes(as: combined)
        || !subresource.isEmpty && resource.hasSameBytes(as: "*/" + subresource)
    }
  }

  private func allows(resourceName: String) -> Bool {
    resourceNames.isEmpty || resourceNames.holds(resourceName)
  }
}
