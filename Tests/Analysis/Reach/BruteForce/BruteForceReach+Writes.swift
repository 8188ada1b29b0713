// SPDX-License-Identifier: Apache-2.0

import RBAC

extension BruteForceReach {
  private static let rbac = "rbac.authorization.k8s.io"
  private static let everything = [PolicyRule(apiGroups: ["*"], resources: ["*"], verbs: ["*"])]

  mutating func writeRoles(_ sender: Sender) {
    for namespace in [""] + names.namespaces {
      let resource = namespace.isEmpty ? "clusterroles" : "roles"
      let covered = rules(of: sender.user, in: namespace).filter {
        namespace.isEmpty || $0.nonResourceURLs.isEmpty
      }
      let own = "made-by-\(sender.user.name)-\(sender.user.groups.joined(separator: "-"))"
      for name in names.roles + [own, own + "-all"] {
        if let index = cluster.role(name, in: namespace) {
          if replaces(sender, resource, namespace, name) {
            if rewritable.insert("\(namespace)/\(name)").inserted { isChanged = true }
            add(Self.everything, to: index)
          }
          guard may(sender, "patch,update", Self.rbac, resource, namespace, name) else { continue }
          if check(sender, "escalate", Self.rbac, resource, namespace, name) {
            // It can be emptied, bound by whoever may write bindings, and filled then.
            if rewritable.insert("\(namespace)/\(name)").inserted { isChanged = true }
            add(Self.everything, to: index)
          } else if cluster.roles[index].selectors == nil,
            bruteForceCovers(covered, cluster.roles[index].rules)
          {
            add(covered, to: index)
          }
          continue
        }
        for told in canMake(sender, Self.rbac, resource, namespace, name, byUpdate: true) {
          let isFree = check(sender, "escalate", Self.rbac, resource, namespace, told)
          if name == own + "-all", !isFree { continue }
          let making = "\(namespace)/\(name) by \(sender.user.name) \(isFree)"
          guard !refused.contains(making) else { continue }
          // What is written once is written when there is most to write.
          if !isFree, awaitedRoles.contains("\(namespace)/\(name)") {
            guard makesOne else { continue }
            makesOne = false
          }
          if !name.hasPrefix(own) { makings.insert(making) }
          let rules = name == own || !isFree ? covered : Self.everything
          // One role of a kind is as good as another.
          let isSame =
            name.hasPrefix(own)
            && cluster.roles.contains {
              $0.namespace == namespace && Set($0.rules) == Set(rules) && $0.selectors == nil
                && $0.name.hasPrefix("made-by")
            }
          if isSame { break }
          make(name, in: namespace, rules)
          break
        }
      }
    }
  }

  /// Whether a role can be deleted and made again with any rules.
  private mutating func replaces(
    _ sender: Sender, _ resource: String, _ namespace: String, _ name: String
  ) -> Bool {
    guard canDelete(sender, Self.rbac, resource, namespace, name) else { return false }
    return canMake(sender, Self.rbac, resource, namespace, name, byUpdate: true).contains {
      check(sender, "escalate", Self.rbac, resource, namespace, $0)
    }
  }

  /// Roles that select labels which nothing has yet: whoever writes bindings covers them, and takes
  /// in what another one is given that is written then.
  mutating func makeAggregatedRoles(_ sender: Sender) {
    let free = ["free-1", "free-2"]
    for name in names.roles + free where !storedRoles.contains("/\(name)") {
      guard makesAnything(sender, name), !rewritable.contains("/\(name)") else { continue }
      let isFilled = (names.roles + free).contains { other in
        guard other != name else { return false }
        if makesAnything(sender, other) { return true }
        return storedRoles.contains("/\(other)")
          && may(sender, "patch,update", Self.rbac, "clusterroles", "", other)
          && check(sender, "escalate", Self.rbac, "clusterroles", "", other)
      }
      guard isFilled else { continue }
      rewritable.insert("/\(name)")
      if let index = cluster.role(name, in: "") {
        add(Self.everything, to: index)
      } else {
        make(name, in: "", Self.everything)
      }
      change()
    }
  }

  /// Whether a ClusterRole that was not there can be made with any rules.
  private mutating func makesAnything(_ sender: Sender, _ name: String) -> Bool {
    guard !storedRoles.contains("/\(name)") else { return false }
    return canMake(sender, Self.rbac, "clusterroles", "", name, byUpdate: true).contains {
      check(sender, "escalate", Self.rbac, "clusterroles", "", $0)
    }
  }

  private mutating func add(_ rules: [PolicyRule], to index: Int) {
    let new = rules.filter { !cluster.roles[index].rules.contains($0) }
    cluster.roles[index].rules += new
    for (key, value) in names.labels where cluster.roles[index].labels[key] != value {
      guard cluster.roles[index].namespace.isEmpty else { break }
      cluster.roles[index].labels[key] = value
      isChanged = true
    }
    if !new.isEmpty { change() }
  }

  private mutating func make(_ name: String, in namespace: String, _ rules: [PolicyRule]) {
    cluster.roles.append(
      .init(namespace: namespace, name: name, labels: names.labels, rules: rules))
    change()
  }

  mutating func change() {
    isChanged = true
    known = [:]
  }

  mutating func writeBindings(_ sender: Sender) {
    let everybody = Set(names.users)
    for index in cluster.bindings.indices where cluster.bindings[index].users != everybody {
      let binding = cluster.bindings[index]
      let resource = binding.namespace.isEmpty ? "clusterrolebindings" : "rolebindings"
      if may(sender, "patch,update", Self.rbac, resource, binding.namespace, binding.name),
        canBind(sender, binding)
      {
        cluster.bindings[index].users = everybody
        change()
      }
    }
    for namespace in [""] + names.namespaces {
      let resource = namespace.isEmpty ? "clusterrolebindings" : "rolebindings"
      let taken = cluster.bindings.filter { $0.namespace == namespace }.map(\.name)
      let free = (names.bindings + ["any"]).filter {
        !taken.contains($0) || canDelete(sender, Self.rbac, resource, namespace, $0)
      }
      guard
        free.contains(where: {
          !canMake(sender, Self.rbac, resource, namespace, $0, byUpdate: true).isEmpty
        })
      else { continue }
      let local = namespace.isEmpty ? [] : [namespace]
      for home in [""] + local {
        let stored = cluster.roles.filter { $0.namespace == home }.map(\.name)
        for name in Set(names.roles + stored).sorted() {
          let binding = BruteForceCluster.StoredBinding(
            namespace: namespace, name: "made-for-\(home)-\(name)", roleNamespace: home,
            roleName: name, users: everybody)
          guard !taken.contains(binding.name), !isBoundToAll(name, home, in: namespace),
            canBind(sender, binding)
          else { continue }
          cluster.bindings.append(binding)
          change()
        }
      }
    }
  }

  private func isBoundToAll(_ role: String, _ home: String, in namespace: String) -> Bool {
    cluster.bindings.contains {
      $0.namespace == namespace && $0.roleName == role && $0.roleNamespace == home
        && $0.users.count == names.users.count
    }
  }

  private mutating func canBind(
    _ sender: Sender, _ binding: BruteForceCluster.StoredBinding
  ) -> Bool {
    let resource = binding.roleNamespace.isEmpty ? "clusterroles" : "roles"
    if check(sender, "bind", Self.rbac, resource, binding.namespace, binding.roleName) {
      return true
    }
    if rewritable.contains("\(binding.roleNamespace)/\(binding.roleName)") { return true }
    guard let role = cluster.role(binding.roleName, in: binding.roleNamespace) else { return false }
    return bruteForceCovers(
      rules(of: sender.user, in: binding.namespace), cluster.roles[role].rules)
  }
}
