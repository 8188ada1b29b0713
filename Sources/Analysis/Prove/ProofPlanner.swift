// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import KubernetesAPI
import RBAC
import YAMLSyntax

/// Makes of the requests that actions send such as change nothing.
///
/// The API server authorizes a request before it looks for the object, before it reads the body and
/// before admission; so a request about an object that does not exist, in a namespace that does
/// not, is answered with 403 where RBAC refuses it and with something else where it does not.
/// Source: k8s.io/apiserver, `DefaultBuildHandlerChain` in pkg/server/config.go.
package struct ProofPlanner {
  /// Names that no cluster has.
  package static let noObject = "rolefit-no-such-object"
  package static let noNamespace = "rolefit-no-such-namespace"

  private let catalog: Catalog
  private let table: APITable
  private let context: NeedContext
  private let targets: [ProofTarget]

  /// - Parameter catalog: declares resources that no table of Kubernetes knows.
  package init(
    catalog: Catalog, table: APITable, context: NeedContext, targets: [ProofTarget]
  ) {
    self.catalog = catalog
    self.table = table
    self.context = context
    self.targets = targets
  }

  /// The requests of an action that it cannot do without.
  package func result(of needs: ActionNeeds) -> Proof.ActionResult {
    var seen: Set<Request> = []
    let requests = needs.required.flatMap {
      $0.step.request.requests(in: context, anyName: Self.noObject)
    }
    return Proof.ActionResult(
      id: needs.action.id, title: needs.action.title,
      probes: requests.filter { seen.insert($0).inserted }.map(probe))
  }

  private func probe(_ request: Request) -> Proof.Probe {
    switch request {
    case .nonResource(let url):
      guard url.verb == "get", !url.path.contains("*") else {
        return Proof.Probe(request: request, review: "it stands for more than one request")
      }
      return Proof.Probe(request: request, method: "GET", path: url.path)
    case .resource(let resource): return probe(resource)
    }
  }

  private static let methods = [
    "get": "GET", "list": "GET", "watch": "GET", "create": "POST", "update": "PUT",
    "patch": "PATCH", "delete": "DELETE", "deletecollection": "DELETE",
  ]

  private static let streams: Set<String> = ["exec", "attach", "portforward", "proxy"]

  private func probe(_ request: ResourceRequest) -> Proof.Probe {
    var request = request
    if let reason = reasonForReview(request) {
      return Proof.Probe(request: .resource(request), review: reason)
    }
    guard let method = Self.methods[request.verb] else {
      return Proof.Probe(
        request: .resource(request), review: "\(request.verb) is no request of its own")
    }
    aim(&request)
    let known = table.resource(group: request.apiGroup, request.resource)
    var path = prefix(of: request)
    if !request.namespace.isEmpty { path += "/namespaces/\(request.namespace)" }
    path += "/\(request.resource)"
    if !request.name.isEmpty { path += "/\(request.name)" }
    if !request.subresource.isEmpty { path += "/\(request.subresource)" }
    var probe = Proof.Probe(request: .resource(request), method: method)
    switch request.verb {
    case "list": path += "?fieldSelector=metadata.name%3D\(Self.noObject)&limit=1"
    case "watch":
      path += "?watch=true&timeoutSeconds=1&fieldSelector=metadata.name%3D\(Self.noObject)"
    case "deletecollection": path += "?labelSelector=rolefit.io%2Fnone%3Dnone&dryRun=All"
    case "create", "update":
      path += "?dryRun=All"
      probe.contentType = "application/json"
      probe.body = body(of: request, kind: known?.kind ?? "")
    case "patch":
      path += "?dryRun=All"
      probe.contentType = "application/merge-patch+json"
      probe.body = .mapping([])
    case "delete": path += "?dryRun=All"
    default: break
    }
    probe.path = path
    return probe
  }

  private func reasonForReview(_ request: ResourceRequest) -> String? {
    let fields = [request.verb, request.apiGroup, request.resource, request.subresource]
    if fields.contains(where: { $0.contains("*") }) {
      return "a wildcard stands for more than one request"
    }
    if Self.streams.contains(request.subresource) {
      return "\(request.subresource) has no dry run"
    }
    if request.subresource == "token" { return "it would make a token" }
    return nil
  }

  /// Points a request at its kind's target, or where nothing is.
  private func aim(_ request: inout ResourceRequest) {
    let isCollection = ["list", "watch", "deletecollection"].contains(request.verb)
    let isNamespaced =
      table.resource(group: request.apiGroup, request.resource)?.isNamespaced ?? true
    let target = targets.first {
      $0.apiGroup == request.apiGroup && $0.resource == request.resource
        && (request.namespace.isEmpty || request.namespace == $0.namespace)
    }
    // A confined agent's requests stay in its namespaces; others go where no RoleBinding holds.
    if request.namespace.isEmpty, isNamespaced, !isCollection {
      request.namespace = target?.namespace ?? Self.noNamespace
    }
    if let target, request.name == Self.noObject, request.namespace == target.namespace {
      request.name = target.name
    }
  }

  /// The path of a group's version. A version that the server lacks is authorized like any other.
  private func prefix(of request: ResourceRequest) -> String {
    let group = request.apiGroup
    guard !group.isEmpty else { return "/api/v1" }
    let version = catalog.apiVersion(
      of: request.resource, group: group, in: context.kubernetes)
    return "/apis/\(group)/\(version)"
  }

  /// As little as names an object of the kind.
  private func body(of request: ResourceRequest, kind: String) -> YAMLValue {
    let isEviction = request.subresource == "eviction"
    let version = prefix(of: request).split(separator: "/").dropFirst()
      .joined(separator: "/")
    let eviction = context.kubernetes.minor < 22 ? "policy/v1beta1" : "policy/v1"
    var metadata: [(String, YAMLValue)] = [
      ("name", .string(request.name.isEmpty ? Self.noObject : request.name))
    ]
    if !request.namespace.isEmpty { metadata.append(("namespace", .string(request.namespace))) }
    return .object([
      ("apiVersion", .string(isEviction ? eviction : version)),
      ("kind", .string(isEviction ? "Eviction" : kind)), ("metadata", .object(metadata)),
    ])
  }
}
