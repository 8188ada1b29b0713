// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import Diagnostics
package import KubernetesAPI
package import Manifests
package import RBAC
import YAMLSyntax

/// Says what a refusal stops, and what mends it.
package struct DenialExplainer {
  /// One refusal, explained.
  package struct Explanation: Sendable {
    package var denial: Denial
    /// Ids of the actions that may have sent the request.
    package var actions: [String] = []
    /// The smallest rule that allows it; `nil` where no rule helps, or none can be told.
    package var rule: ScopedRule?
    /// What the writer of a role or a binding must hold and does not; empty for other refusals.
    package var notHeld: [PolicyRule] = []
    /// What to change, and why the present grants do not do.
    package var notes: [Diagnostic.Note]

    init(
      denial: Denial, actions: [String] = [], rule: ScopedRule? = nil, notes: [Diagnostic.Note]
    ) {
      self.denial = denial
      self.actions = actions
      self.rule = rule
      self.notes = notes
    }
  }

  private let catalog: Catalog
  private let manifests: ManifestSet?
  private let table: APITable
  private let defaults: DefaultObjects
  private let accounts: DeniedAccounts?
  private let silence = Lazy<UnclearDenial.Silence>()

  package init(
    catalog: Catalog, manifests: ManifestSet?, table: APITable, defaults: DefaultObjects
  ) {
    self.catalog = catalog
    self.manifests = manifests
    self.table = table
    self.defaults = defaults
    accounts = manifests.map { DeniedAccounts($0, defaults) }
  }

  package func explain(_ denial: Denial) -> Explanation {
    switch denial {
    case .other(let refusal):
      var explanation = Explanation(
        denial: denial,
        notes: refusal.missingRoles.map(missing) + [Self.advice(refusal.cause)])
      explanation.notHeld = refusal.notHeld
      return explanation
    case .unclear(let unclear):
      let found = UnclearDenial(unclear, table: table) {
        silence.value { UnclearDenial.Silence(manifests, defaults) }
      }
      return Explanation(denial: denial, rule: found.rule, notes: found.notes)
    case .unauthorized(let unauthorized):
      let matches = catalog.actions(consistentWith: unauthorized.request)
      let required = matches.filter(\.isRequired)
      return Explanation(
        denial: denial, actions: (required.isEmpty ? matches : required).map(\.action.id),
        rule: Self.rule(for: unauthorized),
        notes: remarks(unauthorized) + notes(unauthorized))
    }
  }

  /// The rule leaves the name open, unless the permission is about it: the next object has another
  /// one.
  private static func rule(for unauthorized: Denial.Unauthorized) -> ScopedRule {
    switch unauthorized.request {
    case .nonResource(let request):
      ScopedRule(
        rule: PolicyRule(verbs: [request.verb], nonResourceURLs: [request.path]), scope: .cluster)
    case .resource(let request):
      ScopedRule(
        rule: PolicyRule(
          apiGroups: [request.apiGroup], resources: [request.combinedResource],
          resourceNames: unauthorized.ruleName.map { [$0] } ?? [], verbs: [request.verb]),
        scope: request.namespace.isEmpty ? .cluster : .namespace(request.namespace))
    }
  }

  /// What the text says besides the request, or leaves out.
  private func remarks(_ unauthorized: Denial.Unauthorized) -> [Diagnostic.Note] {
    var notes = unauthorized.missingRoles.map { role in
      missing(role, because: "a binding refers to it, and what it would allow is not known")
    }
    if !unauthorized.reason.isEmpty { notes.append(Diagnostic.Note(unauthorized.reason)) }
    for alternative in unauthorized.alternatives {
      notes.append(
        Diagnostic.Note(
          "\(AccessPhrase(alternative).question) would do too; it is all that kubelets ask for "
            + "which "
            + "do not know the finer one (on by default since 1.33)"))
    }
    if unauthorized.user.isEmpty {
      notes.append(
        Diagnostic.Note(
          "the text does not say whose request it was"
            + (unauthorized.saysNamespace ? "" : ", nor in which namespace")))
    }
    return notes
  }

  private func missing(_ role: ObjectReference) -> Diagnostic.Note {
    missing(role, because: nil)
  }

  /// That the server lacks a role, and where these manifests have it.
  private func missing(_ role: ObjectReference, because reason: String?) -> Diagnostic.Note {
    let own = manifests?.roles.first {
      $0.kind.rawValue == role.kind && $0.name == role.name
        && (role.namespace.isEmpty || $0.namespace == role.namespace)
    }
    let remedy =
      own == nil ? "create it, or bind another" : "apply these manifests, which have it"
    return Diagnostic.Note(
      "\(role.title) is not in the cluster: " + (reason.map { "\($0); " } ?? "") + remedy,
      at: own?.origin.flatMap { manifests?.origins[$0]?.range })
  }

  private func notes(_ unauthorized: Denial.Unauthorized) -> [Diagnostic.Note] {
    guard let accounts, !unauthorized.user.isEmpty else { return [] }
    guard let account = User(name: unauthorized.user).serviceAccount else {
      return [Diagnostic.Note("\(unauthorized.user) is no service account")]
    }
    let denied = accounts.account(
      ManifestSet.ServiceAccountName(namespace: account.namespace, name: account.name),
      table.version)
    let access = denied.access
    let decision = access.policy.decide(unauthorized.request, by: access.user)
    if decision.allowed {
      return [
        Diagnostic.Note(
          "these manifests allow it: \(access.policy.reason(for: decision)); apply them, or "
            + "another "
            + "authorizer than RBAC refused", at: access.grant(of: decision)?.range)
      ]
    }
    let unplaced = access.unplaced(decision)
    if !unplaced.isEmpty { return unplaced }
    let isClusterScoped: Bool
    if case .resource(let request) = unauthorized.request {
      let resource = table.resource(group: request.apiGroup, request.combinedResource)
      isClusterScoped = resource.map { !$0.isNamespaced } ?? false
    } else {
      isClusterScoped = true
    }
    return missing(unauthorized.request, isClusterScoped, denied)
  }

  /// Why the account's own roles do not allow the request, or else where to add the rule. Roles
  /// that others have too, and the server's own, are no place for it.
  private func missing(
    _ request: Request, _ isClusterScoped: Bool, _ denied: DeniedAccounts.Account
  ) -> [Diagnostic.Note] {
    var scope: Scope = .cluster
    if case .resource(let request) = request, !isClusterScoped, !request.namespace.isEmpty {
      scope = .namespace(request.namespace)
    }
    let unresolved = denied.access.unresolved
    guard let remedy = denied.remedy else {
      return denied.explanation.notes(for: request, isClusterScoped: isClusterScoped) + unresolved
    }
    let notes = denied.explanation.notes(
      for: request, isClusterScoped: isClusterScoped, from: remedy.isOwn,
      unbound: { !remedy.isDefault($0) })
    if notes.isEmpty { return unresolved + remedy.notes(in: scope) }
    return notes + unresolved
  }

  private static func advice(_ cause: Denial.Refusal.Cause) -> Diagnostic.Note {
    let text =
      switch cause {
      case .quota: "a ResourceQuota refused it, not RBAC: raise the quota"
      case .webhook: "an admission webhook refused it, not RBAC: see its policy"
      case .podSecurity: "pod security refused it, not RBAC: see the namespace's level"
      case .escalation:
        "whoever writes a role must hold all that it grants, and whoever binds one what it grants: "
          + "hold it, or have the verb escalate on the role, or bind to bind it"
      case .admission: "an admission plugin refused it, not RBAC"
      case .missingRole:
        "who binds a role that is not there is told so, unless they have the verb bind on it"
      }
    return Diagnostic.Note(text)
  }
}
