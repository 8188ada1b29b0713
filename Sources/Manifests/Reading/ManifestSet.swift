// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import RBAC
package import YAMLSyntax

/// The RBAC objects of a set of manifests, as the API server would hold them.
package struct ManifestSet: Sendable {
  /// The name of a ServiceAccount object, or of one that a binding names.
  package struct ServiceAccountName: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Empty where nobody said it.
    package var namespace: String
    package var name: String

    package init(namespace: String, name: String) {
      self.namespace = namespace
      self.name = name
    }

    package static func < (left: Self, right: Self) -> Bool {
      (left.namespace, left.name) < (right.namespace, right.name)
    }

    /// `NAMESPACE:NAME`, as `--service-account` takes it; the name alone where no namespace is
    /// known.
    package var description: String { namespace.isEmpty ? name : "\(namespace):\(name)" }
  }

  /// A Secret that holds a service account's token.
  package struct TokenSecret: Hashable, Sendable {
    package var namespace: String
    package var name: String
    /// The account's name.
    package var account: String

    package init(namespace: String, name: String, account: String) {
      self.namespace = namespace
      self.name = name
      self.account = account
    }
  }

  /// A Secret of kube-system that logs a node in which is to join.
  package struct BootstrapToken: Hashable, Sendable {
    /// The Secret's name: `bootstrap-token-ID`.
    package var name: String
    /// The groups besides `system:bootstrappers`.
    package var groups: [String]
    /// Whether it logs somebody in as it is; whether it has ended is not looked at.
    package var logsIn: Bool

    /// The name of the user that it logs in.
    package var user: String { "system:bootstrap:\(name.dropFirst(Self.prefix.count))" }

    package static let prefix = "bootstrap-token-"

    package init(name: String, groups: [String] = [], logsIn: Bool = true) {
      self.name = name
      self.groups = groups
      self.logsIn = logsIn
    }
  }

  /// One reason for which the API server would reject an object.
  package struct Rejection: Sendable {
    package var diagnostic: Diagnostic
    /// The field at fault; `nil` where the object could not even be decoded.
    package var error: FieldError?
    /// The whole object.
    package var node: YAMLNode
  }

  /// An object that is there twice: two roles or two bindings of the same kind, namespace and name.
  package enum Repetition: Sendable {
    case roles(first: Role, again: Role)
    case bindings(first: RoleBinding, again: RoleBinding)
  }

  /// Roles and ClusterRoles that the API server would accept.
  package var roles: [Role] = []
  /// RoleBindings and ClusterRoleBindings that the API server would accept.
  package var bindings: [RoleBinding] = []
  /// ServiceAccount objects, in the order of the input.
  package var serviceAccounts: [ServiceAccountName] = []
  /// Secrets with tokens of service accounts, in the order of the input.
  package var tokenSecrets: [TokenSecret] = []
  package var bootstrapTokens: [BootstrapToken] = []
  /// What runs pods, in the order of the input.
  package var workloads: [Workload] = []
  /// ConfigMaps, in the order of the input.
  package var configMaps: [ConfigMap] = []
  /// All objects as somebody applies them, where the reader was to keep them.
  package var objects: [DeployedObject] = []
  package var origins = OriginTable()
  package var diagnostics: [Diagnostic] = []
  /// Objects that are there more than once: the last of them is among the roles or bindings.
  package var repetitions: [Repetition] = []
  /// Why the API server would reject objects: also among the diagnostics.
  package var rejections: [Rejection] = []
  /// Whether something could not be read, so that what is missing here may be there.
  package var isIncomplete = false
  /// Objects of other kinds, which nothing here judges.
  package var otherObjects = 0
  /// RBAC objects that the API server would reject.
  package var rejectedObjects = 0

  /// Whether the objects are those of a cluster, where what is not there does not exist.
  package var isStored = false
  /// What of a cluster could not be read, which may grant more: one note each, with the permission
  /// that was lacking.
  package var unread: [Diagnostic.Note] = []
  /// Roles and bindings of OpenShift's own API, which were not read.
  package var foreign: [Diagnostic.Note] = []
  /// ClusterRoles of a cluster whose rules a controller puts together from others.
  package var aggregatedRoles: Set<String> = []

  package init() {}

  /// Whether any RBAC object was found, good or bad.
  package var hasObjects: Bool { !roles.isEmpty || !bindings.isEmpty || rejectedObjects > 0 }

  /// Whether something could not be read, or would be rejected.
  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// The service accounts that a binding names, sorted, each once.
  package var boundServiceAccounts: [ServiceAccountName] {
    var found: Set<ServiceAccountName> = []
    for binding in bindings {
      for subject in binding.subjects where subject.kind == "ServiceAccount" {
        let namespace = subject.namespace(inBindingOf: binding.namespace)
        found.insert(ServiceAccountName(namespace: namespace, name: subject.name))
      }
    }
    return found.sorted()
  }
}
