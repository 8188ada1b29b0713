// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import RBAC
import YAMLSyntax

extension ManifestReader {
  /// Whether the target API server has such objects. What it would refuse is filed; of other APIs'
  /// kinds of the same name, it is noted where they may grant all the same.
  ///
  /// The beta and alpha versions of the RBAC API ended with Kubernetes 1.22.
  mutating func isServed(_ type: ObjectType, node: YAMLNode) -> Bool {
    let group = ObjectType.rbacGroup
    let isKind = ObjectType.rbacKinds.contains(type.kind)
    let range = node["apiVersion"]?.range ?? node.range
    let isBeta = type.apiVersion == "\(group)/v1beta1" || type.apiVersion == "\(group)/v1alpha1"
    if type.apiVersion == "\(group)/v1" || (isBeta && kubernetesMinor < 22) {
      if isKind { return true }
      refuse(
        node, "unknown-kind", type,
        "write kind: \(type.intendedKind ?? Self.nearest(type.kind) ?? "ClusterRole or Role")",
        at: node["kind"]?.range ?? node.range)
      return false
    }
    if isKind, isBeta {
      reject(
        node,
        Diagnostic(
          .error, "removed-api-version",
          "\(type.apiVersion) was removed in Kubernetes 1.22: the API server rejects this "
            + type.kind, at: range,
          remedy: "write apiVersion: \(group)/v1, or name an older --kube-version"))
      set.rejectedObjects += 1
      return false
    }
    if type.isOfAnotherAPI {
      set.otherObjects += 1
      if isKind, type.group == "authorization.openshift.io" {
        let name = node["metadata"]?["name"]?.text ?? ""
        set.foreign.append(
          Diagnostic.Note(
            "\(type.kind) '\(name)' was not judged: \(type.apiVersion) is OpenShift's own API; "
              + "write apiVersion: \(group)/v1", at: range))
      }
      return false
    }
    let kind = isKind ? "" : type.intendedKind.map { " and kind: \($0)" } ?? ""
    refuse(node, "unknown-api-version", type, "write apiVersion: \(group)/v1\(kind)", at: range)
    return false
  }

  /// Files an object of a type that no API server has.
  private mutating func refuse(
    _ node: YAMLNode, _ code: Diagnostic.Code, _ type: ObjectType, _ remedy: String,
    at range: SourceRange
  ) {
    let message =
      code == "unknown-kind"
      ? "no API server knows a kind '\(type.kind)' of apiVersion '\(type.apiVersion)'"
      : "no API server knows a \(type.kind) of apiVersion '\(type.apiVersion)'"
    reject(node, Diagnostic(.error, code, message, at: range, remedy: remedy))
    set.rejectedObjects += 1
  }

  private static func nearest(_ kind: String) -> String? {
    Suggestion.nearest(to: kind, among: ObjectType.rbacKinds, within: .misreading)
  }
}

extension ObjectType {
  /// Whether it is a kind of another API, which may have the same name: the group is somebody
  /// else's. Groups that end in `k8s.io` and `kubernetes.io` are those of Kubernetes.
  fileprivate var isOfAnotherAPI: Bool {
    let letters = group.lowercased()
    return group.contains(".") && !isSpeltLikeGroup && !letters.hasSuffix(".k8s.io")
      && !letters.hasSuffix(".kubernetes.io")
  }
}
