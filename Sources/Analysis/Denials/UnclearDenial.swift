// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import KubernetesAPI
import Manifests
import RBAC

/// What is known of a refusal whose text leaves the request open.
struct UnclearDenial {
  /// The rule that allows it, where it can be told.
  private(set) var rule: ScopedRule?
  private(set) var notes: [Diagnostic.Note] = []

  private let manifests: ManifestSet?
  private let table: APITable
  private let defaults: DefaultObjects

  init(
    _ denial: Denial.Unclear, manifests: ManifestSet?, table: APITable, defaults: DefaultObjects
  ) {
    self.manifests = manifests
    self.table = table
    self.defaults = defaults
    switch denial.topic {
    case .ownerFinalizers: explainOwner()
    case .noReason(let resource): explainSilence(about: resource)
    case .policyParameters(let kind, let version): explainParameters(kind, version)
    case .url(let request): explain(request)
    }
  }

  private mutating func note(_ text: String) { notes.append(Diagnostic.Note(text)) }

  private mutating func explainOwner() {
    note(
      "whoever sets blockOwnerDeletion must be allowed to update the owner's finalizers: add a "
        + "rule "
        + "with the verb update on OWNER/finalizers, OWNER being the resource of the owner in "
        + "ownerReferences, in its API group; the text does not name it")
    note("without blockOwnerDeletion in the owner reference nothing is asked")
  }

  /// Exec, attach and port-forward over a WebSocket are a GET, of which the server asks `get` and
  /// since 1.35 `create` too; it gives no reason where only that is refused.
  ///
  /// Source: kubernetes/kubernetes, pkg/registry/core/pod/rest.
  private mutating func explainSilence(about resource: String) {
    guard resource == "pods" else {
      note("the authorizer gave no reason, and the text does not say which request it refused")
      return
    }
    note(
      "since Kubernetes 1.35 exec, attach and port-forward over a WebSocket need the verb create "
        + "on "
        + "pods/exec, pods/attach or pods/portforward besides get; where only create is missing, "
        + "the server gives no reason")
    guard let manifests, !manifests.bindings.isEmpty else { return }
    var lacking: [Scope: Set<String>] = [:]
    for account in manifests.boundServiceAccounts {
      let access = AgentAccess(
        of: account, in: manifests, defaults: defaults, closedWorld: false)
      for grant in access.grants {
        let found = Self.interactive.filter { Self.allows("get", $0, grant.rule) }.filter { name in
          !access.grants.contains {
            ($0.scope == .cluster || $0.scope == grant.scope)
              && Self.allows("create", name, $0.rule)
          }
        }
        guard !found.isEmpty else { continue }
        lacking[grant.scope, default: []].formUnion(found)
        notes.append(
          Diagnostic.Note(
            "\(account) may get \(found.map { "pods/\($0)" }.joined(separator: ", ")) and not "
              + "create there", at: grant.range))
      }
    }
    guard let (scope, names) = lacking.min(by: { $0.key < $1.key }) else { return }
    rule = ScopedRule(
      rule: PolicyRule(
        apiGroups: [""], resources: names.sorted().map { "pods/\($0)" }, verbs: ["create"]),
      scope: scope)
  }

  private static let interactive = ["attach", "exec", "portforward"]

  private static func allows(_ verb: String, _ subresource: String, _ rule: PolicyRule) -> Bool {
    rule.allows(
      .resource(
        ResourceRequest(
          verb: verb, apiGroup: "", resource: "pods", subresource: subresource,
          name: rule.resourceNames.first ?? "")))
  }

  private mutating func explainParameters(_ kind: String, _ apiVersion: String) {
    let parts = apiVersion.split(separator: "/").map(String.init)
    let group = parts.count > 1 ? parts[0] : ""
    let known = table.all.first {
      $0.group == group && $0.subresource.isEmpty && $0.singular == kind.lowercased()
    }
    note(
      "whoever writes an admission policy with a paramKind, or a binding with a paramRef, must be "
        + "allowed to get the parameters: \(kind) of \(apiVersion)")
    guard let known else {
      note("the resource of \(kind) is not known here: add a rule with the verb get on it")
      return
    }
    rule = ScopedRule(
      rule: PolicyRule(apiGroups: [group], resources: [known.name], verbs: ["get"]),
      scope: .cluster)
  }

  private mutating func explain(_ request: Request) {
    switch request {
    case .nonResource(let request):
      note("the request was for the path \(request.path)")
    case .resource(let request):
      let group = request.apiGroup.isEmpty ? "core" : request.apiGroup
      let name = request.name.isEmpty ? "" : " '\(request.name)'"
      let place =
        request.namespace.isEmpty
        ? "at cluster scope" : "in the namespace '\(request.namespace)'"
      let verbs =
        request.name.isEmpty
        ? "list or watch if it was read, else create or deletecollection"
        : "get if it was read, else update, patch, delete or, on a subresource, create"
      note(
        "the request was for \(request.combinedResource)\(name) (\(group)) \(place), with a verb "
          + "that the text does not say: \(verbs)")
    }
    note(
      "the text does not say whose request it was, nor who refused it: give the server's message, "
        + "or look the request up in the audit log")
  }
}
