// SPDX-License-Identifier: Apache-2.0

import Host
import RBAC
import YAMLSyntax

/// Finds what an API server asks about the owners that a write gives an object, where it runs with
/// the admission plugin OwnerReferencesPermissionEnforcement: OpenShift does, and few others.
///
/// Source: kubernetes/kubernetes, plugin/pkg/admission/gc/gc_admission.go.
struct OwnerChecks {
  let request: ResourceRequest
  /// As it was; `nil` where there is none yet.
  let old: YAMLNode?
  let new: YAMLNode
  let cluster: ClusterLookup

  static func concern(_ request: ResourceRequest) -> Bool {
    ["create", "update", "patch"].contains(request.verb)
      && !(request.apiGroup.isEmpty && request.resource == "pods"
        && request.subresource == "status")
  }

  /// Whether a body may say something of owners: what is no text is not looked into.
  static func mayChange(_ proxied: ProxiedRequest) -> Bool {
    let type = proxied.head.value("content-type") ?? ""
    guard type.contains("json") || type.contains("yaml"), let body = proxied.body else {
      return true
    }
    return String(decoding: body, as: UTF8.self).contains("ownerReferences")
  }

  private struct Owner: Hashable {
    var version: String
    var kind: String
    var name: String
    var uid: String
    var isBlocking: Bool
  }

  private static func owners(_ node: YAMLNode?) -> [Owner] {
    (node?["metadata"]?["ownerReferences"]?.elements.map { $0 } ?? []).map { owner in
      Owner(
        version: owner["apiVersion"]?.string ?? "", kind: owner["kind"]?.string ?? "",
        name: owner["name"]?.string ?? "", uid: owner["uid"]?.string ?? "",
        isBlocking: owner["blockOwnerDeletion"]?.scalar == .bool(true))
    }
  }

  func found() -> WriteChecks.Found {
    let (before, after) = (Self.owners(old), Self.owners(new))
    guard before != after else { return WriteChecks.Found() }
    var found = WriteChecks.Found()
    // Who makes an object may make it with owners.
    if old != nil {
      var deletion = request
      deletion.verb = "delete"
      found.checks.append(
        WriteCheck(
          "set the owners of \(request.combinedResource) '\(request.name)'",
          held: [WriteCheck.atom(.resource(deletion))], or: .resource(deletion),
          .forbidden("cannot set an ownerRef on a resource you can't delete: , <nil>")))
    }
    let known = Set(before.filter(\.isBlocking).map(\.uid))
    for owner in after where owner.isBlocking && !known.contains(owner.uid) {
      guard let check = check(owner) else {
        found.unclear.append("which resource the owner \(owner.kind) '\(owner.name)' is")
        continue
      }
      found.checks.append(check)
    }
    return found
  }

  private func check(_ owner: Owner) -> WriteCheck? {
    guard let resource = cluster.resource(of: owner.kind, in: owner.version) else { return nil }
    let parts = owner.version.split(separator: "/").map(String.init)
    let finalizing = ResourceRequest(
      verb: "update", apiGroup: parts.count == 2 ? parts[0] : "", resource: resource.name,
      subresource: "finalizers", namespace: resource.isNamespaced ? request.namespace : "",
      name: owner.name)
    let anything = ResourceRequest(
      verb: "update", apiGroup: "*", resource: "*", subresource: "finalizers", name: "*")
    return WriteCheck(
      "keep \(owner.kind) '\(owner.name)' from being deleted first",
      held: [WriteCheck.atom(.resource(finalizing))], or: .resource(anything),
      .forbidden(
        "cannot set blockOwnerDeletion if an ownerReference refers to a resource you can't set "
          + "finalizers on: , <nil>"))
  }
}
