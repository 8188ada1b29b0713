// SPDX-License-Identifier: Apache-2.0

import Analysis
import Manifests
import RBAC
import YAMLSyntax

/// Finds what the API server asks besides a write, once it knows the object as it was and as it is
/// to be.
struct WriteChecks {
  /// What is asked, and what nobody can tell of it.
  struct Found {
    var checks: [WriteCheck] = []
    var unclear: [String] = []
    /// The object's name.
    var name = ""

    mutating func add(_ other: Self) {
      checks += other.checks
      unclear += other.unclear
    }
  }

  let request: ResourceRequest
  /// As it was; `nil` where there is none yet.
  let old: YAMLNode?
  let new: YAMLNode
  let cluster: ClusterLookup
  let kubernetesMinor: Int

  static let rbac = "rbac.authorization.k8s.io"
  private static let certificates = "certificates.k8s.io"
  private static let admission = "admissionregistration.k8s.io"

  /// Whether more is asked about some writes of this kind.
  static func concern(_ request: ResourceRequest) -> Bool {
    guard ["create", "update", "patch"].contains(request.verb) else { return false }
    switch (request.apiGroup, request.subresource) {
    case (rbac, ""):
      return ["roles", "clusterroles", "rolebindings", "clusterrolebindings"]
        .contains(request.resource)
    case (certificates, "approval"), (certificates, "status"):
      return request.resource == "certificatesigningrequests"
    case (certificates, ""): return request.resource == "clustertrustbundles"
    case (admission, ""):
      return request.resource.contains("admissionpolic")
    default: return false
    }
  }

  func found() -> Found {
    switch (request.apiGroup, request.resource) {
    case (Self.rbac, "roles"), (Self.rbac, "clusterroles"): role()
    case (Self.rbac, "rolebindings"), (Self.rbac, "clusterrolebindings"): binding()
    case (Self.certificates, _): signers()
    case (Self.admission, _): parameters()
    default: Found()
    }
  }

  private var name: String { new["metadata"]?["name"]?.string ?? request.name }

  private var scope: Scope {
    request.namespace.isEmpty ? .cluster : .namespace(request.namespace)
  }

  private func asked(
    _ verb: String, _ group: String, _ resource: String, _ name: String,
    in namespace: String? = nil
  ) -> Request {
    .resource(
      ResourceRequest(
        verb: verb, apiGroup: group, resource: resource,
        namespace: namespace ?? request.namespace, name: name))
  }

  // MARK: - Roles and bindings

  /// Source: kubernetes/kubernetes, pkg/registry/rbac/role/policybased/storage.go and
  /// pkg/registry/rbac/clusterrole/policybased/storage.go.
  private func role() -> Found {
    guard !isOnlyForCollector, let role = read(new)?.roles.first else { return Found() }
    let aggregates = [new, old].contains { node in
      node?["aggregationRule"]?["clusterRoleSelectors"]?.elements.isEmpty == false
    }
    var check = WriteCheck(
      "write \(role.reference.title)",
      held: AtomSet(role.rules, scope: scope).atoms,
      or: asked("escalate", Self.rbac, request.resource, request.name), .escalation)
    if aggregates {
      check.question.held += [
        Atom(.resource(verb: "*", apiGroup: "*", resource: "*", resourceName: nil)),
        Atom(.nonResource(verb: "*", url: "*")),
      ]
      check.prefersShortcut = true
      check.refusal = .forbidden("must have cluster-admin privileges to use the aggregationRule")
    }
    return Found(checks: check.question.held.isEmpty ? [] : [check])
  }

  /// Source: kubernetes/kubernetes, pkg/registry/rbac/rolebinding/policybased/storage.go and
  /// `BindingAuthorized` in pkg/registry/rbac/escalation_check.go.
  private func binding() -> Found {
    guard !isOnlyForCollector, let binding = read(new)?.bindings.first else { return Found() }
    let resource = binding.roleRef.kind == "Role" ? "roles" : "clusterroles"
    let role = binding.roleReference
    let shortcut = asked("bind", Self.rbac, resource, binding.roleRef.name)
    let title = "bind \(role.title)" + (scope.namespace.map { " in namespace '\($0)'" } ?? "")
    let place = binding.roleRef.kind == "Role" ? "namespaces/\(request.namespace)/" : ""
    let path = "/apis/\(Self.rbac)/v1/\(place)\(resource)/\(binding.roleRef.name)"
    switch cluster.object(at: path) {
    case .found(let node):
      let rules = read(node)?.roles.first?.rules ?? []
      let held = AtomSet(rules, scope: scope).atoms
      guard !held.isEmpty else { return Found() }
      return Found(checks: [WriteCheck(title, held: held, or: shortcut, .escalation)])
    case .missing:
      // Nobody can hold the rules of a role that is not there.
      return Found(checks: [
        WriteCheck(
          title, held: [WriteCheck.atom(shortcut)], or: shortcut, prefersShortcut: true,
          .notFound(resource: "\(resource).\(Self.rbac)", name: binding.roleRef.name))
      ])
    case .unknown(let reason):
      return Found(unclear: ["what it takes to \(title): \(reason)"])
    }
  }

  private func read(_ node: YAMLNode) -> ManifestSet? {
    var reader = ManifestReader(
      defaultNamespace: request.namespace, kubernetesMinor: kubernetesMinor, notesWorkloads: false)
    reader.read(node, intent: .named)
    return reader.set
  }

  /// Whether nothing changes but what the garbage collector changes.
  ///
  /// Source: kubernetes/kubernetes, `IsOnlyMutatingGCFields` in pkg/registry/rbac/helpers.go.
  private var isOnlyForCollector: Bool {
    guard let old else { return false }
    return Self.withoutCollected(old.value) == Self.withoutCollected(new.value)
  }

  private static func withoutCollected(_ value: YAMLValue) -> YAMLValue {
    guard case .mapping(var entries) = value,
      let place = entries.firstIndex(where: { $0.key == "metadata" }),
      case .mapping(let metadata) = entries[place].value
    else { return value }
    let changing = [
      "ownerReferences", "finalizers", "managedFields", "resourceVersion", "generation",
    ]
    entries[place].value = .mapping(
      metadata.filter { !changing.contains($0.key) }.sorted { $0.key < $1.key })
    return .mapping(entries.sorted { $0.key < $1.key })
  }

  // MARK: - Signers

  /// Source: kubernetes/kubernetes, plugin/pkg/admission/certificates and
  /// `IsAuthorizedForSignerName` in pkg/certauthorization/certauthorization.go.
  private func signers() -> Found {
    let verb: String
    // A request's signer does not change.
    let signer = (old ?? new)["spec"]?["signerName"]?.string ?? ""
    switch (request.resource, request.subresource) {
    case ("clustertrustbundles", _):
      guard !isOnlyForCollector else { return Found() }
      verb = "attest"
    case (_, "approval"): verb = "approve"
    default:
      let parts = ["certificate", "conditions"]
      guard parts.contains(where: { old?["status"]?[$0]?.value != new["status"]?[$0]?.value })
      else { return Found() }
      verb = "sign"
    }
    guard !signer.isEmpty else { return Found() }
    let domain = signer.split(separator: "/", omittingEmptySubsequences: false)[0]
    let own = asked(verb, Self.certificates, "signers", signer)
    let words =
      verb == "attest"
      ? "user not permitted to attest for signerName \"\(signer)\""
      : "user not permitted to \(verb) requests with signerName \"\(signer)\""
    return Found(checks: [
      WriteCheck(
        "\(verb) for the signer '\(signer)'", held: [WriteCheck.atom(own)],
        or: asked(verb, Self.certificates, "signers", "\(domain)/*"), .forbidden(words))
    ])
  }

  // MARK: - Parameters of admission policies

  /// Source: kubernetes/kubernetes, authz.go in
  /// pkg/registry/admissionregistration/validatingadmissionpolicy and …policybinding, and their
  /// mutating siblings.
  private func parameters() -> Found {
    let isBinding = request.resource.hasSuffix("bindings")
    let own = new["spec"]?[isBinding ? "paramRef" : "paramKind"]
    guard let own, !own.isNull else { return Found() }
    let keys = isBinding ? ["paramRef", "policyName"] : ["paramKind"]
    if let old, keys.allSatisfy({ old["spec"]?[$0]?.value == new["spec"]?[$0]?.value }) {
      return Found()
    }
    let (kind, unclear) = isBinding ? parameterKind() : (own, nil)
    if let unclear { return Found(unclear: [unclear]) }
    let (group, resource) = kind.map(resolved) ?? ("*", "*")
    let ownName = isBinding ? own["name"]?.string ?? "" : ""
    let namespace = isBinding ? own["namespace"]?.string ?? "" : ""
    let held = WriteCheck.atom(asked("get", group, resource, ownName, in: namespace))
    let user = "user must have \"get\" permission on all objects of the referenced paramKind"
    return Found(checks: [
      WriteCheck(
        "write \(new["kind"]?.string ?? "the policy") '\(name)'", held: [held],
        or: isBinding ? held.request : asked("get", group, resource, "*", in: "*"),
        .invalid(
          kind: new["kind"]?.string ?? "", field: isBinding ? "spec.paramRef" : "spec.paramKind",
          isBinding
            ? "user does not have \"get\" permission on the object referenced by paramRef" : user))
    ])
  }

  /// The kind that the policy of a binding names; `nil` where there is none.
  private func parameterKind() -> (YAMLNode?, unclear: String?) {
    guard let policy = new["spec"]?["policyName"]?.string else { return (nil, nil) }
    let version = new["apiVersion"]?.string ?? "\(Self.admission)/v1"
    let resource =
      request.resource.hasPrefix("mutating")
      ? "mutatingadmissionpolicies" : "validatingadmissionpolicies"
    switch cluster.object(at: "/apis/\(version)/\(resource)/\(policy)") {
    case .found(let node):
      let kind = node["spec"]?["paramKind"]
      return (kind?.isNull == false ? kind : nil, nil)
    case .missing: return (nil, nil)
    case .unknown(let reason):
      return (nil, "what it takes to bind the policy '\(policy)': \(reason)")
    }
  }

  private func resolved(_ kind: YAMLNode) -> (group: String, resource: String) {
    let version = kind["apiVersion"]?.string ?? ""
    let parts = version.split(separator: "/").map(String.init)
    guard !parts.isEmpty, parts.count < 3 else { return ("*", "*") }
    return (
      parts.count == 2 ? parts[0] : "",
      cluster.resource(of: kind["kind"]?.string ?? "", in: version)?.name ?? "*"
    )
  }
}
