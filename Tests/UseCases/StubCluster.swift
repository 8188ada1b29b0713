// SPDX-License-Identifier: Apache-2.0

import Host
import Tools
import YAMLSyntax

/// A kubectl before a cluster that holds what a test says.
struct StubCluster {
  /// What `kubectl get --raw PATH` prints, by path without its query.
  var objects: [String: String] = [:]
  /// Paths that may not be read.
  var forbidden: Set<String> = []
  var version = "20"

  private static let rbac = "/apis/rbac.authorization.k8s.io/v1"

  /// Adds a list. `items` are JSON objects.
  mutating func add(_ path: String, kind: String, _ items: [String] = []) {
    let group = path.hasPrefix("/apis/") ? String(path.dropFirst(6)) : "v1"
    let version = group.split(separator: "/").prefix(2).joined(separator: "/")
    objects[path] =
      #"{"apiVersion":"\#(version)","kind":"\#(kind)","metadata":{},"items":["#
      + items.joined(separator: ",") + "]}"
  }

  /// A cluster with the agent's Deployment, its account, and one ClusterRole that is bound to it.
  static func agent(tag: String = "0.2.100", rules: String) -> StubCluster {
    var cluster = StubCluster()
    cluster.add(
      "\(rbac)/clusterroles", kind: "ClusterRoleList",
      [#"{"metadata":{"name":"agent"},"rules":[\#(rules)]}"#])
    cluster.add("\(rbac)/roles", kind: "RoleList")
    cluster.add("\(rbac)/rolebindings", kind: "RoleBindingList")
    cluster.add(
      "\(rbac)/clusterrolebindings", kind: "ClusterRoleBindingList",
      [
        #"""
        {"metadata":{"name":"agent"},
         "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"agent"},
         "subjects":[{"kind":"ServiceAccount","name":"k8s-watcher","namespace":"komodor"}]}
        """#
      ])
    cluster.add(
      "/apis/apps/v1/namespaces/komodor/deployments", kind: "DeploymentList",
      [
        #"""
        {"metadata":{"name":"k8s-watcher","namespace":"komodor"},
         "spec":{"template":{"spec":{"serviceAccountName":"k8s-watcher",
          "containers":[{"image":"registry.example/k8s-watcher:\#(tag)"}]}}}}
        """#
      ])
    cluster.objects["/api/v1/namespaces/komodor/serviceaccounts/k8s-watcher"] =
      #"{"kind":"ServiceAccount","metadata":{"name":"k8s-watcher"}}"#
    cluster.add("/api/v1/namespaces/komodor/serviceaccounts", kind: "ServiceAccountList")
    return cluster
  }

  /// Sets what the agent's own ConfigMap says, as YAML on one line.
  mutating func configure(_ configuration: String) {
    objects["/api/v1/namespaces/komodor/configmaps/k8s-watcher-config"] =
      #"{"kind":"ConfigMap","data":{"komodor-k8s-watcher.yaml":"\#(configuration)"}}"#
  }

  /// Access reviews are answered with yes.
  var tools: StubTools {
    StubTools { [self] call in
      guard call.program == "kubectl" else { return nil }
      if call.arguments.first == "create" { return reviews(call.input ?? []) }
      guard call.arguments.starts(with: ["get", "--raw"]) else { return nil }
      let path = String(call.arguments[2].prefix { $0 != "?" })
      if path == "/version" { return .success(#"{"major":"1","minor":"\#(version)"}"#) }
      if forbidden.contains(path) {
        return .failure(#"Error from server (Forbidden): User "jane" cannot list it"#)
      }
      return objects[path].map { .success($0) }
        ?? .failure("Error from server (NotFound): not found")
    }
  }

  private func reviews(_ input: [UInt8]) -> Program.Result {
    let list = YAMLStream.read(SourceText(name: "input", bytes: input)).documents.first
    let count = list?["items"]?.elements.map { $0 }.count ?? 0
    return .success(String(repeating: "{\"status\":{\"allowed\":true}}\n---\n", count: count))
  }
}
