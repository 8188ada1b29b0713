// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import KubernetesAPI
import RBAC

/// A request in kubectl's syntax: `VERB TYPE[.GROUP][/NAME]` or `VERB /PATH`.
package struct Question: Sendable {
  package var verb: String
  package var type: String
  package var subresource: String?
  package var name: String?
  /// `default` where nobody named one, as with kubectl.
  package var namespace: String?
  /// Whether it is asked for all namespaces at once.
  package var isForAllNamespaces: Bool

  package init(
    verb: String, type: String, subresource: String? = nil, name: String? = nil,
    namespace: String? = nil, isForAllNamespaces: Bool = false
  ) {
    self.verb = verb
    self.type = type
    self.subresource = subresource
    self.name = name
    self.namespace = namespace
    self.isForAllNamespaces = isForAllNamespaces
  }

  /// The request that is meant.
  ///
  /// As with kubectl, a namespaced request without a namespace is one in `default`; unlike with
  /// `kubectl auth can-i`, a request on a cluster-scoped resource carries no namespace, since no
  /// API server would be asked that way.
  func request(_ table: APITable, _ outside: Outside) throws(Failure) -> Request {
    if type.hasPrefix("/") {
      guard subresource == nil, name == nil else {
        throw .usage("a path has no subresource and no name")
      }
      remark(PathRequest.judge(verb: verb).oddity(ofVerb: verb), outside)
      return .nonResource(NonResourceRequest(verb: verb, path: type))
    }
    let parts = type.split(separator: "/", maxSplits: 1).map(String.init)
    let word = parts.first ?? ""
    var objectName = name ?? ""
    let found = table.resource(word: word)
    if parts.count > 1 {
      guard name == nil else { throw .usage("TYPE/NAME and --name both name the object") }
      objectName = parts[1]
      if subresource == nil, let found,
        table.resource(group: found.group, "\(found.name)/\(objectName)") != nil
      {
        throw .usage(
          "'\(type)' may mean a subresource or an object named '\(objectName)'",
          remedy: "write `\(verb) \(word) --subresource \(objectName)` or "
            + "`\(verb) \(word) --name \(objectName)`")
      }
    }
    let dot = word.firstIndex(of: ".")
    let virtualGroups = AuthorizedOnly.groups(named: word, in: table.version)
    if found == nil, !word.contains("*"), virtualGroups.isEmpty {
      outside.remark("no API server of the table serves '\(word)': asked as it is")
    }
    let resource = found?.name ?? dot.map { String(word[..<$0]) } ?? word
    let group =
      found?.group ?? dot.map { String(word[word.index(after: $0)...]) } ?? virtualGroups.first
      ?? ""
    var place = isForAllNamespaces ? "" : namespace ?? Self.assumedNamespace
    if let found, !found.isNamespaced {
      place = found.name == "namespaces" ? objectName : ""
    } else if namespace == nil, !isForAllNamespaces, found != nil || virtualGroups.isEmpty {
      outside.remark(Self.namespaceRemark)
    }
    let asked = ResourceRequest(
      verb: verb, apiGroup: group, resource: resource, subresource: subresource ?? "",
      namespace: place, name: objectName)
    let judgement = table.judge(group: group, resource: asked.combinedResource, verb: verb)
    remark(judgement.oddity(ofVerb: verb), outside)
    return .resource(asked)
  }

  private func remark(_ oddity: String?, _ outside: Outside) {
    if let oddity { outside.remark("\(oddity): asked as it is") }
  }

  /// The namespace that is asked about where nobody names one.
  package static let assumedNamespace = "default"
  /// What is said then.
  package static let namespaceRemark =
    "asked in the namespace '\(assumedNamespace)': -n names another, -A asks for all at once"
}
