// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Host
import KubernetesAPI
import RBAC

/// A request in kubectl's words.
struct QuestionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A subresource, such as log or scale", valueName: "name"))
  var subresource: String?

  @Option(help: ArgumentHelp("The object's name, when TYPE/NAME is ambiguous", valueName: "name"))
  var name: String?

  @Flag(name: [.customShort("A"), .long], help: "Ask for all namespaces at once")
  var allNamespaces = false

  /// The request that `VERB TYPE[.GROUP][/NAME]` or `VERB /PATH` means.
  ///
  /// As with kubectl, a namespaced request without `-n` is one in the namespace `default`; unlike
  /// with `kubectl auth can-i`, a request on a cluster-scoped resource carries no namespace, since
  /// no API server would be asked that way.
  func request(
    verb: String, type: String, namespace: String?, table: APITable
  ) throws(Failure) -> Request {
    if type.hasPrefix("/") {
      guard subresource == nil, name == nil else {
        throw .usage("a path has no subresource and no name")
      }
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
      Console.writeError("rolefit: no API server of the table serves '\(word)': asked as it is\n")
    }
    let resource = found?.name ?? dot.map { String(word[..<$0]) } ?? word
    let group =
      found?.group ?? dot.map { String(word[word.index(after: $0)...]) } ?? virtualGroups.first
      ?? ""
    var place = allNamespaces ? "" : namespace ?? "default"
    if let found, !found.isNamespaced { place = found.name == "namespaces" ? objectName : "" }
    return .resource(
      ResourceRequest(
        verb: verb, apiGroup: group, resource: resource, subresource: subresource ?? "",
        namespace: place, name: objectName))
  }
}

extension ManifestOptions {
  /// The manifests that a question is asked of. `-n` is the namespace of the request here: it must
  /// not move objects that name none into it.
  func askedSources(
    _ files: [String], _ settings: Settings
  ) throws(Failure) -> ManifestSources {
    var sources = try sources(files, settings)
    sources.namespace = settings.value("namespace")
    return sources
  }
}
