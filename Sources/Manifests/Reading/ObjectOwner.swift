// SPDX-License-Identifier: Apache-2.0

package import RBAC

/// What put an object into a cluster and keeps it as it is, as its labels and annotations say: a
/// change of the object itself would be taken back.
package struct ObjectOwner: Hashable, Sendable {
  package enum Kind: String, Sendable {
    case argoApplication = "Argo CD application"
    case fluxHelmRelease = "Flux HelmRelease"
    case fluxKustomization = "Flux Kustomization"
    case helmRelease = "Helm release"
    /// Something that marks its objects with `app.kubernetes.io/instance`, as Argo CD does unless
    /// set otherwise.
    case instance = "instance"
    /// Whoever applies what `rolefit generate` writes.
    case rolefit = "rolefit"
    /// The controller that puts aggregated ClusterRoles together.
    case aggregation = "ClusterRole aggregation"
    /// The API server, which mends its own roles whenever it starts.
    case apiServer = "API server"
  }

  package var kind: Kind
  /// Where the owner is; empty where that isn't said.
  package var namespace: String
  package var name: String

  package init(kind: Kind, namespace: String = "", name: String = "") {
    self.kind = kind
    self.namespace = namespace
    self.name = name
  }

  /// The owner that an object's metadata names: the outermost first, since Argo CD and Flux render
  /// charts that name themselves too. `nil` for an object that nobody claims.
  package init?(_ metadata: ObjectMetadata) {
    self.init(labels: metadata.labels, annotations: metadata.annotations)
  }

  package init?(labels: [String: String], annotations: [String: String]) {
    func value(_ key: String) -> String? {
      (labels[key] ?? annotations[key]).flatMap { $0.isEmpty ? nil : $0 }
    }
    let tracked = annotations["argocd.argoproj.io/tracking-id"]
      .map { String($0.prefix { $0 != ":" }) }
    if let name = tracked ?? value("argocd.argoproj.io/instance"), !name.isEmpty {
      // An application outside Argo CD's own namespace is written `namespace_name`.
      let parts = name.split(separator: "_", maxSplits: 1).map(String.init)
      self.init(
        kind: .argoApplication, namespace: parts.count > 1 ? parts[0] : "",
        name: parts.last ?? name)
    } else if let name = value("helm.toolkit.fluxcd.io/name") {
      self.init(
        kind: .fluxHelmRelease, namespace: value("helm.toolkit.fluxcd.io/namespace") ?? "",
        name: name)
    } else if let name = value("kustomize.toolkit.fluxcd.io/name") {
      self.init(
        kind: .fluxKustomization, namespace: value("kustomize.toolkit.fluxcd.io/namespace") ?? "",
        name: name)
    } else if let name = value("meta.helm.sh/release-name") {
      self.init(
        kind: .helmRelease, namespace: value("meta.helm.sh/release-namespace") ?? "", name: name)
    } else if let name = value("app.kubernetes.io/instance") {
      self.init(kind: .instance, name: name)
    } else if labels["app.kubernetes.io/managed-by"] == "rolefit" {
      self.init(kind: .rolefit)
    } else if ObjectMetadata.isBootstrapped(label: labels[ObjectMetadata.bootstrappingLabel]) {
      self.init(kind: .apiServer)
    } else {
      return nil
    }
  }

  /// `Helm release 'komodor/k8s-watcher'`.
  package var title: String {
    switch kind {
    case .aggregation: "the controller that puts aggregated ClusterRoles together"
    case .apiServer: "the API server"
    case .rolefit: "rolefit"
    case .instance: "whatever manages the instance '\(name)'"
    default: "\(kind.rawValue) '\(namespace.isEmpty ? name : "\(namespace)/\(name)")'"
    }
  }

  /// What to change instead of the object: one clause.
  package var advice: String {
    switch kind {
    case .argoApplication:
      "change what it deploys, in its source: Argo CD takes back a change of the object"
    case .fluxHelmRelease:
      "change the values in its spec, where Flux reads it from: Flux takes back a change of the "
        + "object"
    case .fluxKustomization:
      "change the manifest in its source: Flux takes back a change of the object"
    case .helmRelease:
      "change its values with `helm upgrade`: the next upgrade takes back a change of the object"
    case .instance:
      "change it there, if that is Argo CD or another tool that takes back a change of the object"
    case .rolefit:
      "regenerate with `rolefit generate`, for the set that is meant, and apply that"
    case .aggregation:
      "add a ClusterRole with a label that the aggregationRule selects: its own rules are "
        + "written over"
    case .apiServer:
      "leave it: the API server mends it at every start; bind a role of your own"
    }
  }
}

extension ObjectMetadata {
  /// Whether a Helm release of another namespace made the object, so that it is of another
  /// installation than one in `namespace`.
  package func isOfAnotherRelease(thanIn namespace: String) -> Bool {
    let home = annotations["meta.helm.sh/release-namespace"] ?? ""
    return !home.isEmpty && home != namespace
  }
}
