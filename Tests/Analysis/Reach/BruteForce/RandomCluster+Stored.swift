// SPDX-License-Identifier: Apache-2.0

import Analysis
import KubernetesAPI
import Manifests
import RBAC

/// The same cluster for the search and for the closure.
extension RandomCluster {
  var start: User { User.serviceAccount(namespace: accounts[0].namespace, name: accounts[0].name) }

  /// The namespaces that are there, those that rules name among them.
  private var known: [String] {
    Self.namespaces
      + roles.flatMap(\.rules).filter { $0.resources.contains("namespaces") }
      .flatMap(\.resourceNames)
  }

  var base: ReachBase {
    ReachBase(
      Policy(roles: roles, bindings: bindings, closedWorld: true),
      version: KubernetesVersion(minor: minor), accounts: accounts,
      asked: known, secrets: KnownSecrets(tokens: secrets))
  }

  var stored: BruteForceCluster {
    BruteForceCluster(
      roles: roles.map { role in
        .init(
          namespace: role.namespace, name: role.name, labels: role.labels, rules: role.rules,
          selectors: role.aggregationRule?.map(\.matchLabels))
      },
      bindings: bindings.map { binding in
        var stored = BruteForceCluster.StoredBinding(
          namespace: binding.namespace, name: binding.name,
          roleNamespace: binding.roleRef.kind == "Role" ? binding.namespace : "",
          roleName: binding.roleRef.name)
        for subject in binding.subjects {
          switch subject.kind {
          case "User": stored.users.insert(subject.name)
          case "Group": stored.groups.insert(subject.name)
          default:
            stored.users.insert("system:serviceaccount:\(subject.namespace):\(subject.name)")
          }
        }
        return stored
      },
      tokens: secrets.map { secret in
        .init(
          namespace: secret.namespace, name: secret.name,
          account: User.serviceAccount(namespace: secret.namespace, name: secret.account))
      })
  }

  /// Those that are named, and that of every namespace.
  var users: [User] {
    var namespaces = Set(accounts.map(\.namespace) + known)
    namespaces.formUnion(roles.map(\.namespace) + bindings.map(\.namespace))
    let subjects = bindings.flatMap(\.subjects).map(\.name)
    namespaces.formUnion(subjects.compactMap(BruteForceNames.namespace))
    namespaces.remove("")
    let all = Set(accounts).union(namespaces.map { .init(namespace: $0, name: "default") })
    return all.sorted().map { User.serviceAccount(namespace: $0.namespace, name: $0.name) }
  }
}
