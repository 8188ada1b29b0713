// SPDX-License-Identifier: Apache-2.0

package import Manifests
package import RBAC

/// What somebody may want to come to.
package enum ReachGoal: Hashable, Sendable {
  /// Every request there is.
  case clusterAdmin
  /// A node, with what runs there.
  case node
  /// Writing roles or bindings.
  case rbac
  /// Reading the Secrets of a namespace, or of all.
  case secrets(Scope)
  /// Running commands in the pods of a namespace, or of all.
  case exec(Scope)
  case account(ManifestSet.ServiceAccountName)
  case user(User)
  /// An action of the catalog, by id.
  case action(String)
  /// One request: a verb and a URL, or a verb on a resource (of a namespace, or of any).
  case request(Atom.Target, namespace: String?)

  /// As `--to` takes it, and as reports name it: a contract.
  package var id: String {
    switch self {
    case .clusterAdmin: "cluster-admin"
    case .node: "node"
    case .rbac: "rbac"
    case .secrets(let scope): "secrets" + (scope.namespace.map { "@\($0)" } ?? "")
    case .exec(let scope): "exec" + (scope.namespace.map { "@\($0)" } ?? "")
    case .account(let account): "account:\(account.namespace):\(account.name)"
    case .user(let user):
      "user:\(user.name)"
        + user.groups.filter { $0 != User.authenticated }.map { "+\($0)" }.joined()
    case .action(let id): id
    case .request(.resource(let verb, let group, let resource, _), let namespace):
      "\(verb):\(group)/\(resource)" + (namespace.map { "@\($0)" } ?? "")
    case .request(.nonResource(let verb, let url), _): "\(verb):\(url)"
    }
  }

  /// The namespace that it is about; `nil` for none, or for all.
  package var namespace: String? {
    switch self {
    case .secrets(let scope), .exec(let scope): scope.namespace
    case .account(let account): account.namespace
    case .user(let user): user.serviceAccount?.namespace
    case .request(_, let namespace): namespace
    case .clusterAdmin, .node, .rbac, .action: nil
    }
  }

  /// What it is, in words.
  package var title: String {
    switch self {
    case .clusterAdmin: "every request, as cluster-admin has it"
    case .node: "a node, with what runs there"
    case .rbac: "writing roles and bindings"
    case .secrets(let scope): "reading the Secrets \(scope.place ?? "of every namespace")"
    case .exec(let scope): "commands in the pods \(scope.place ?? "of every namespace")"
    case .account(let account): "the service account '\(account)'"
    case .user(let user): ReachSearch.title(of: user)
    case .action(let id): "the action \(id)"
    case .request(let target, let namespace):
      AccessPhrase(
        Atom(target, scope: namespace.map(Scope.namespace) ?? .cluster)
      ).question
    }
  }

  /// Reads a goal that is not an action's id; `nil` for other words.
  ///
  /// `cluster-admin`, `node`, `rbac`, `secrets`, `secrets@NS`, `exec`, `exec@NS`,
  /// `account:NS:NAME`, `user:NAME`, `VERB:GROUP/RESOURCE[/SUBRESOURCE][@NS]` (the core group is
  /// empty or `core`).
  package init?(_ word: String) {
    switch word {
    case "cluster-admin": self = .clusterAdmin
    case "node": self = .node
    case "rbac": self = .rbac
    case "secrets": self = .secrets(.cluster)
    case "exec": self = .exec(.cluster)
    default:
      let (name, namespace) = Self.cut(word, at: "@")
      if name == "secrets", let namespace, !namespace.isEmpty {
        self = .secrets(.namespace(namespace))
        return
      }
      if name == "exec", let namespace, !namespace.isEmpty {
        self = .exec(.namespace(namespace))
        return
      }
      guard let goal = Self.written(word) else { return nil }
      self = goal
    }
  }

  private static func written(_ word: String) -> ReachGoal? {
    guard let colon = word.firstIndex(of: ":") else { return nil }
    let kind = String(word[..<colon])
    let rest = String(word[word.index(after: colon)...])
    guard !kind.isEmpty, !rest.isEmpty else { return nil }
    if kind == "account" {
      let parts = rest.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
      return .account(.init(namespace: parts[0], name: parts[1]))
    }
    if kind == "user" {
      let parts = rest.split(separator: "+").map(String.init)
      guard let name = parts.first else { return nil }
      return .user(User.impersonated(name, groups: Array(parts.dropFirst())))
    }
    guard rest.contains("/") else { return nil }
    let (path, namespace) = cut(rest, at: "@")
    guard let slash = path.firstIndex(of: "/"), namespace?.isEmpty != true else { return nil }
    let group = String(path[..<slash])
    let resource = String(path[path.index(after: slash)...])
    guard !resource.isEmpty else { return nil }
    return .request(
      .resource(
        verb: kind, apiGroup: group == "core" ? "" : group, resource: resource,
        resourceName: nil), namespace: namespace)
  }

  private static func cut(_ word: String, at mark: Character) -> (String, String?) {
    guard let place = word.lastIndex(of: mark) else { return (word, nil) }
    return (String(word[..<place]), String(word[word.index(after: place)...]))
  }
}
