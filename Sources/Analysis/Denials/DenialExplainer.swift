// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import Diagnostics
package import KubernetesAPI
package import Manifests
package import RBAC

/// Says what a refusal stops, and what mends it.
package struct DenialExplainer {
  /// One refusal, explained.
  package struct Explanation: Sendable {
    package var denial: Denial
    /// Ids of the actions that may have sent the request.
    package var actions: [String]
    /// The smallest rule that allows it; `nil` where no rule helps.
    package var rule: ScopedRule?
    /// What to change, and why the present grants do not do.
    package var notes: [Diagnostic.Note]
  }

  private let catalog: Catalog
  private let manifests: ManifestSet?
  private let table: APITable
  private let defaults: DefaultObjects

  package init(
    catalog: Catalog, manifests: ManifestSet?, table: APITable, defaults: DefaultObjects
  ) {
    self.catalog = catalog
    self.manifests = manifests
    self.table = table
    self.defaults = defaults
  }

  package func explain(_ denial: Denial) -> Explanation {
    switch denial {
    case .other(let refusal):
      return Explanation(
        denial: denial, actions: [], rule: nil, notes: [Diagnostic.Note(Self.advice(refusal.cause))]
      )
    case .unauthorized(let unauthorized):
      let matches = catalog.actions(consistentWith: unauthorized.request)
      let required = matches.filter(\.isRequired)
      return Explanation(
        denial: denial, actions: (required.isEmpty ? matches : required).map(\.action.id),
        rule: Self.rule(for: unauthorized.request), notes: notes(unauthorized))
    }
  }

  /// The rule leaves the name open: the next object has another one.
  private static func rule(for request: Request) -> ScopedRule {
    switch request {
    case .nonResource(let request):
      ScopedRule(
        rule: PolicyRule(verbs: [request.verb], nonResourceURLs: [request.path]), scope: .cluster)
    case .resource(let request):
      ScopedRule(
        rule: PolicyRule(
          apiGroups: [request.apiGroup], resources: [request.combinedResource],
          verbs: [request.verb]),
        scope: request.namespace.isEmpty ? .cluster : .namespace(request.namespace))
    }
  }

  private func notes(_ unauthorized: Denial.Unauthorized) -> [Diagnostic.Note] {
    guard let manifests else { return [] }
    guard let account = User(name: unauthorized.user).serviceAccount else {
      return [Diagnostic.Note("\(unauthorized.user) is no service account")]
    }
    let access = AgentAccess(
      of: manifests.bindings.isEmpty
        ? nil
        : ManifestSet.ServiceAccountName(namespace: account.namespace, name: account.name),
      in: manifests, defaults: defaults, closedWorld: false)
    let decision = access.policy.decide(unauthorized.request, by: access.user)
    if decision.allowed {
      return [
        Diagnostic.Note(
          "these manifests allow it: \(access.policy.reason(for: decision)); apply them, or "
            + "another "
            + "authorizer than RBAC refused", at: access.grant(of: decision)?.range)
      ]
    }
    let isClusterScoped: Bool
    if case .resource(let request) = unauthorized.request {
      let resource = table.resource(group: request.apiGroup, request.combinedResource)
      isClusterScoped = resource.map { !$0.isNamespaced } ?? false
    } else {
      isClusterScoped = true
    }
    var notes = MissingExplanation(access)
      .notes(for: unauthorized.request, isClusterScoped: isClusterScoped)
    notes += access.unresolved
    if notes.isEmpty { notes = Self.remedies(unauthorized.request, isClusterScoped, access) }
    return notes
  }

  /// Which role to add the rule to, or what to bind, when nothing comes near the request.
  private static func remedies(
    _ request: Request, _ isClusterScoped: Bool, _ access: AgentAccess
  ) -> [Diagnostic.Note] {
    var place: Scope = .cluster
    if case .resource(let request) = request, !isClusterScoped, !request.namespace.isEmpty {
      place = .namespace(request.namespace)
    }
    func titles(_ grants: [PlacedGrant]) -> String {
      Set(grants.compactMap { $0.ruleEntry?.title }).sorted().joined(separator: " or ")
    }
    let reaching = titles(access.grants.filter { $0.scope == .cluster || $0.scope == place })
    if !reaching.isEmpty { return [Diagnostic.Note("add the rule to \(reaching)")] }
    let elsewhere = titles(access.grants)
    if !elsewhere.isEmpty {
      let binding = place.namespace.map { "a RoleBinding in the namespace '\($0)'" }
      return [
        Diagnostic.Note(
          "add the rule to a role and bind it with \(binding ?? "a ClusterRoleBinding"): "
            + "\(elsewhere) is bound in other namespaces only")
      ]
    }
    return MissingExplanation(access).strayBindings
      + [Diagnostic.Note("no role is bound to \(access.account?.description ?? "the account")")]
  }

  private static func advice(_ cause: Denial.Refusal.Cause) -> String {
    switch cause {
    case .quota: "a ResourceQuota refused it, not RBAC: raise the quota"
    case .webhook: "an admission webhook refused it, not RBAC: see its policy"
    case .podSecurity: "pod security refused it, not RBAC: see the namespace's level"
    case .escalation:
      "whoever writes a role must hold all that it grants: hold it, or have the verb escalate"
    case .admission: "an admission plugin refused it, not RBAC"
    }
  }
}
