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

  private let table: APITable

  /// - Parameter silence: what the manifests say of a refusal without a reason.
  init(_ denial: Denial.Unclear, table: APITable, silence: () -> Silence) {
    self.table = table
    switch denial.topic {
    case .ownerFinalizers: explainOwner()
    case .noReason(let resource): explainSilence(about: resource, silence)
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
  private mutating func explainSilence(about resource: String, _ silence: () -> Silence) {
    guard resource == "pods" else {
      note("the authorizer gave no reason, and the text does not say which request it refused")
      return
    }
    note(
      "since Kubernetes 1.35 exec, attach and port-forward over a WebSocket need the verb create "
        + "on "
        + "pods/exec, pods/attach or pods/portforward besides get; where only create is missing, "
        + "the server gives no reason")
    let silence = silence()
    notes += silence.notes
    rule = silence.rule
  }

  /// Who may get the streams of pods and not create them, which is what a server refuses without a
  /// reason.
  struct Silence: Sendable {
    private(set) var rule: ScopedRule?
    private(set) var notes: [Diagnostic.Note] = []
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

extension UnclearDenial.Silence {
  init(_ manifests: ManifestSet?, _ defaults: DefaultObjects) {
    guard let manifests, !manifests.bindings.isEmpty else { return }
    var lacking: [Scope: Set<String>] = [:]
    var policy: Policy?
    for account in manifests.boundServiceAccounts {
      let access = AgentAccess(
        of: account, in: manifests, defaults: defaults, closedWorld: false, policy: policy)
      policy = access.policy
      /// Where the account may create each of them.
      var created: [String: Set<Scope>] = [:]
      for name in Self.interactive {
        created[name] = Set(
          access.grants.filter { Self.allows("create", name, $0.rule) }.map(\.scope))
      }
      for grant in access.grants {
        let found = Self.interactive.filter { name in
          let scopes = created[name] ?? []
          return Self.allows("get", name, grant.rule) && !scopes.contains(.cluster)
            && !scopes.contains(grant.scope)
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
}
