// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC
package import YAMLSyntax

/// Reads manifests, one text after another, into the RBAC objects they hold.
///
/// Objects that the API server would reject are reported and left out, so they grant nothing.
package struct ManifestReader {
  /// How a text came to be read, which decides what is an error in it.
  package enum Intent: Sendable {
    /// The user named it: whatever is not a manifest is an error.
    case named
    /// It was met in a folder: other YAML beside the manifests is passed over.
    case met
  }

  /// How many combinations the rules of one role may expand to.
  static let mostCombinations = 1_000_000

  /// The namespace of namespaced objects that name none, as `kubectl apply --namespace` fills it
  /// in; `nil` where nobody said: they have the empty one then, which is the same for all of them
  /// and may be any.
  package var defaultNamespace: String?
  /// Whether each object is kept as what somebody applies, whatever its kind.
  package var keepsObjects = false
  /// The minor version of the API server that would take the objects.
  let kubernetesMinor: Int
  /// What has been read so far.
  package internal(set) var set = ManifestSet()
  /// Whether what is being read just now comes from a cluster.
  private(set) var isStored = false
  private var positions: [ObjectReference: Position] = [:]

  /// What the items of a list are, which a server's lists say once for all of them.
  struct ListType {
    var apiVersion: String
    var itemKind: String
  }

  private enum Position {
    case role(Int)
    case binding(Int)
  }

  /// Whether what runs pods is noted.
  let notesWorkloads: Bool
  /// Whether a document with this top-level key is the values of a chart.
  private let isValuesKey: @Sendable (_ key: String) -> Bool

  /// - Parameter isValuesKey: says of a top-level key whether it is one of a chart's values, so
  ///   that a values file given as a manifest is called one.
  package init(
    defaultNamespace: String? = nil, kubernetesMinor: Int, notesWorkloads: Bool = true,
    isValuesKey: @escaping @Sendable (_ key: String) -> Bool = { _ in false }
  ) {
    self.isValuesKey = isValuesKey
    self.defaultNamespace = defaultNamespace
    self.kubernetesMinor = kubernetesMinor
    self.notesWorkloads = notesWorkloads
  }

  /// Reads what Helm renders for a release, whose namespace is that of objects without one.
  package mutating func read(
    rendered source: SourceText, intent: Intent = .named, into namespace: String
  ) {
    let usual = defaultNamespace
    defaultNamespace = namespace
    read(source, intent: intent)
    defaultNamespace = usual
  }

  /// Reads one text. What comes before a break in it counts; what comes after it is not judged.
  package mutating func read(_ source: SourceText, intent: Intent = .named) {
    isStored = false
    let stream = YAMLStream.read(source)
    for document in stream.documents { read(document, intent: intent) }
    if let failure = stream.failure {
      set.diagnostics.append(failure)
      set.isIncomplete = true
    } else if stream.documents.isEmpty, intent == .named {
      set.isIncomplete = true
      set.diagnostics.append(
        Diagnostic(
          .error, "empty-input", "there is nothing to read here",
          at: SourceRange.startOf(file: source.name),
          remedy: "give a file with Role, ClusterRole or binding manifests"))
    }
  }

  /// Reads a list that an API server gave. What a server stores it has accepted, and no place in
  /// such a text helps anybody.
  package mutating func read(stored list: YAMLNode) {
    isStored = true
    set.isStored = true
    read(list, intent: .named)
  }

  /// Notes that something of a cluster could not be read.
  package mutating func leaveOut(_ note: Diagnostic.Note) {
    set.isStored = true
    set.unread.append(note)
  }

  /// What was read.
  ///
  /// - Parameters:
  ///   - inputs: says where, for the message when there is no RBAC object.
  ///   - isWhole: whether what was read is all there is, so that without RBAC objects nothing is
  ///     granted. Otherwise they may be elsewhere, and what is granted can't be known.
  package consuming func finish(inputs: String, isWhole: Bool = false) -> ManifestSet {
    guard !set.hasObjects, !set.hasErrors, !set.isStored, !isWhole else { return set }
    let message = "no Role, ClusterRole, RoleBinding or ClusterRoleBinding here"
    if set.otherObjects > 0 {
      set.unread.append(
        Diagnostic.Note(
          "\(message): \(set.otherObjects) other objects were read, and what grants may be "
            + "elsewhere", at: SourceRange.startOf(file: inputs)))
      return set
    }
    set.isIncomplete = true
    set.diagnostics.append(
      Diagnostic(
        .error, "no-rbac-objects", message, at: SourceRange.startOf(file: inputs),
        remedy: "give manifest files, or a folder that holds some"))
    return set
  }

  /// Reads one document.
  package mutating func read(_ node: YAMLNode, intent: Intent) {
    read(node, intent: intent, list: nil)
  }

  /// Reads those items of a list that are meant, with their places.
  package mutating func read(itemsOf list: YAMLNode, where isMeant: (YAMLNode) -> Bool) {
    let type = ListType(
      apiVersion: list["apiVersion"]?.string ?? "",
      itemKind: String((list["kind"]?.string ?? "").dropLast(4)))
    for item in list["items"]?.elements.map({ $0 }) ?? [] where isMeant(item) {
      read(item, intent: .named, list: type)
    }
  }

  /// - Parameter list: the list that the node is an item of.
  private mutating func read(_ node: YAMLNode, intent: Intent, list: ListType?) {
    let type = ObjectType(of: node, inListOf: list)
    guard node.kind == .mapping, type.isWhole else {
      if intent == .named || type.isRBAC { fileUnreadable(node) }
      return
    }
    if list == nil, !isStored { set.diagnostics += node.repeatedKeys() }
    if type.kind.hasSuffix("List"), read(itemsOf: node, of: type, intent: intent) { return }
    if keepsObjects {
      set.objects.append(DeployedObject(node, type, namespace: defaultNamespace ?? ""))
    }
    switch (type.apiVersion, type.kind) {
    case ("v1", "ServiceAccount"): readServiceAccount(node)
    case ("v1", "Secret"): readSecret(node)
    case _ where type.mayBeRBAC:
      guard isServed(type, node: node) else { return }
      if type.kind.hasSuffix("Binding") {
        readBinding(node, kind: type.kind)
      } else {
        readRole(node, kind: type.kind)
      }
    default:
      set.otherObjects += 1
      guard notesWorkloads else { return }
      if type.kind == "ConfigMap" {
        readConfigMap(node)
      } else {
        readWorkload(node, kind: type.kind)
      }
    }
  }

  /// Reads a list's items; whether it is a list.
  ///
  /// Source: k8s.io/apimachinery, `decodeToList` in pkg/apis/meta/v1/unstructured/helpers.go.
  private mutating func read(itemsOf node: YAMLNode, of type: ObjectType, intent: Intent) -> Bool {
    let items = node["items"]
    let isCertain = type.isListOfObjects
    guard let items, items.kind == .sequence else {
      if isCertain, items?.isNull != true { fileUnreadable(items ?? node, isItems: true) }
      return isCertain
    }
    let list = ListType(apiVersion: type.apiVersion, itemKind: String(type.kind.dropLast(4)))
    for item in items.elements {
      read(item, intent: isCertain ? .named : intent, list: list)
    }
    return true
  }

  /// Files something that is to be an object and can't be one.
  private mutating func fileUnreadable(_ node: YAMLNode, isItems: Bool = false) {
    set.isIncomplete = true
    let isValues =
      node.kind == .mapping && node.entries.contains { isValuesKey($0.key.text ?? "") }
    set.diagnostics.append(
      isItems ? .noItems(node) : .notAManifest(node, isValues: isValues && !isItems))
  }

  private mutating func readServiceAccount(_ node: YAMLNode) {
    set.otherObjects += 1
    guard let metadata = node["metadata"], let name = metadata["name"]?.string else { return }
    let namespace = metadata["namespace"]?.string ?? defaultNamespace ?? ""
    set.serviceAccounts.append(ManifestSet.ServiceAccountName(namespace: namespace, name: name))
  }
}

extension ManifestReader {
  mutating func keep(_ role: Role, node: YAMLNode) {
    let key = role.reference
    if let position = positions[key], case .role(let index) = position {
      noteRepeated(key, node: node, first: set.roles[index].origin)
      set.repetitions.append(.roles(first: set.roles[index], again: role))
      set.roles[index] = role
    } else {
      positions[key] = .role(set.roles.count)
      set.roles.append(role)
    }
  }

  mutating func keep(_ binding: RoleBinding, node: YAMLNode) {
    let key = binding.reference
    if let position = positions[key], case .binding(let index) = position {
      noteRepeated(key, node: node, first: set.bindings[index].origin)
      set.repetitions.append(.bindings(first: set.bindings[index], again: binding))
      set.bindings[index] = binding
    } else {
      positions[key] = .binding(set.bindings.count)
      set.bindings.append(binding)
    }
  }

  private mutating func noteRepeated(
    _ object: ObjectReference, node: YAMLNode, first: Origin?
  ) {
    set.diagnostics.append(
      Diagnostic(
        .warning, "repeated-object",
        "\(object.kind) '\(object.name)' stands more than once: the last one counts, as when "
          + "they are applied",
        at: node["metadata"]?["name"]?.range ?? node.range,
        notes: [
          Diagnostic.Note("an earlier one is here", at: first.flatMap { set.origins[$0] }?.range)
        ]))
  }
}

extension Diagnostic {
  fileprivate static func notAManifest(_ node: YAMLNode, isValues: Bool) -> Diagnostic {
    if isValues {
      return Diagnostic(
        .error, "values-file", "this is a Helm values file, not a manifest", at: node.range,
        remedy: "give it with --values")
    }
    let lacking = ["apiVersion", "kind"].filter { node[$0]?.string?.isEmpty ?? true }
    return Diagnostic(
      .error, "not-a-manifest",
      "this is not a Kubernetes object: it has no \(lacking.joined(separator: " and "))",
      at: node.range,
      remedy: "give Role, ClusterRole and binding manifests; a values file goes with --values")
  }

  /// - Parameter node: what stands for the items, or the list that has none.
  fileprivate static func noItems(_ node: YAMLNode) -> Diagnostic {
    Diagnostic(
      .error, "not-a-manifest", "the items of this list are no list of objects", at: node.range,
      remedy: "give its objects below items, each after a dash")
  }
}
