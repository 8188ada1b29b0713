// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
package import Diagnostics
package import KubernetesAPI
package import Manifests
import RBAC
package import YAMLSyntax

/// What one run lints, read text after text.
///
/// Of a text nothing stays but compact facts: the RBAC objects, each as a copy of its own document,
/// and the names of accounts and workloads. So the memory does not grow with what stands around
/// them.
package struct LintInput {
  private static let kinds: Set<String> = [
    "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding",
  ]

  /// A reader for each span of Kubernetes versions that takes the same objects.
  private var readers: [(versions: ClosedRange<KubernetesVersion>, reader: ManifestReader)]
  /// Resources that CustomResourceDefinitions of the input declare.
  package private(set) var declared: [APIResource] = []
  package private(set) var suppressions: [Suppression] = []
  /// Why texts, or parts of them, could not be read.
  package private(set) var failures: [Diagnostic] = []
  /// Files of charts that only Helm can read.
  package private(set) var templates: [String] = []
  /// Documents that are no Kubernetes objects, in files that were met.
  package private(set) var documents = 0

  /// Whether every document is read in full, also those that no rule looks at.
  private let isStrict: Bool

  package init(
    defaultNamespace: String? = nil, versions: ClosedRange<KubernetesVersion>,
    notesWorkloads: Bool = false, isStrict: Bool = false
  ) {
    self.isStrict = isStrict
    // The beta versions of the RBAC API ended with 1.22.
    let change = KubernetesVersion(minor: 22)
    var spans = [versions]
    if versions.contains(change), versions.lowerBound < change {
      spans = [
        versions.lowerBound...KubernetesVersion(minor: change.minor - 1),
        change...versions.upperBound,
      ]
    }
    readers = spans.map {
      (
        $0,
        ManifestReader(
          defaultNamespace: defaultNamespace, kubernetesMinor: $0.lowerBound.minor,
          notesWorkloads: notesWorkloads, isValuesKey: { Catalog.builtIn.isValuesKey($0) })
      )
    }
  }

  /// The objects as servers of a version would hold them.
  package func manifests(for version: KubernetesVersion) -> ManifestSet {
    let reader = (readers.first { $0.versions.contains(version) } ?? readers[0]).reader
    return reader.set
  }

  /// Reads what Helm renders for a release, whose namespace is that of objects without one.
  package mutating func read(rendered source: SourceText, into namespace: String) {
    let usual = readers.map(\.reader.defaultNamespace)
    for index in readers.indices { readers[index].reader.defaultNamespace = namespace }
    read(source, intent: .named)
    for index in readers.indices { readers[index].reader.defaultNamespace = usual[index] }
  }

  /// Says what of a text must be read.
  package var filter: DocumentCutter.Filter {
    isStrict ? DocumentCutter.nothing : readers[0].reader.passesOver
  }

  /// Reads one text; see below.
  package mutating func read(_ source: SourceText, intent: ManifestReader.Intent) {
    read(CutText(source, passingOver: filter), intent: intent)
  }

  /// Reads what must be read of one text. What stands before a break in it counts.
  ///
  /// - Parameter isTemplate: whether it is a file of a chart's templates, which are YAML only once
  ///   Helm has filled them in.
  package mutating func read(
    _ text: CutText, intent: ManifestReader.Intent, isTemplate: Bool = false
  ) {
    var found = 0
    var failure: Diagnostic?
    for part in text.parts {
      found += passOver(part.passedOver)
      let stream = YAMLStream.read(part.text, isStrict: isStrict)
      for document in stream.documents { read(document, of: part, intent: intent) }
      found += stream.documents.count
      failure = stream.failure
      if failure != nil { break }
    }
    if failure == nil { found += passOver(text.passedOver) }
    documents += found
    if let failure {
      if isTemplate { templates.append(text.name) } else { failures.append(failure) }
    } else if found == 0, intent == .named {
      failures.append(
        Diagnostic(
          .error, "empty-input", "there is nothing to read here",
          at: SourceRange.startOf(file: text.name),
          remedy: "give a file with Kubernetes objects"))
    }
  }

  /// Reads what a kustomization came to.
  ///
  /// - Parameters:
  ///   - objects: with the places of their sources.
  ///   - sources: the documents that roles and bindings were made from, whose comments count.
  package mutating func read(
    built objects: [YAMLNode], from sources: [YAMLNode]
  ) {
    documents += objects.count
    for object in objects {
      feed(object, intent: .met)
      switch object["kind"]?.string {
      case "CustomResourceDefinition":
        declared += APIResourceReader.read([object]).resources
      case let kind? where Self.kinds.contains(kind):
        suppressions += SuppressionReader.annotations(of: object).map { suppression in
          var suppression = suppression
          suppression.isOfBuiltObject = true
          return suppression
        }
      default: break
      }
    }
    for (_, documents) in Dictionary(grouping: sources, by: \.source.name) {
      readComments(of: documents)
    }
  }

  /// Notes what the comments of some documents of one text ask for.
  private mutating func readComments(of documents: [YAMLNode]) {
    let places = Set(documents.map { $0.source.range($0.byteRange).start.line })
    let text = CutText(documents[0].source, passingOver: DocumentCutter.nothing)
    for part in text.parts {
      for document in YAMLStream.read(part.text).documents {
        let lines = document.range.start.line...document.range.end.line
        guard places.contains(where: lines.contains) else { continue }
        suppressions += SuppressionReader.comments(of: Self.copy(document, of: part))
          .filter { suppression in !suppressions.contains { $0.range == suppression.range } }
      }
    }
  }

  /// Reads objects that a cluster holds, a page of a list at a time. What Kubernetes makes for
  /// itself is left out: nobody but Kubernetes changes it.
  package mutating func read(clusterPage page: YAMLNode) {
    documents += 1
    for index in readers.indices {
      readers[index].reader.read(itemsOf: page) { item in
        let label = item.field("metadata.labels")?[ObjectMetadata.bootstrappingLabel]
        return !ObjectMetadata.isBootstrapped(label: label?.string)
      }
    }
  }

  /// Notes that roles or bindings of a cluster could not be read.
  package mutating func leaveOut(_ note: Diagnostic.Note) {
    for index in readers.indices { readers[index].reader.leaveOut(note) }
  }

  private mutating func read(
    _ document: YAMLNode, of part: CutText.Part, intent: ManifestReader.Intent
  ) {
    let kind = document["kind"]?.string ?? ""
    guard Self.kinds.contains(kind) || kind.hasSuffix("List") else {
      if kind == "CustomResourceDefinition" {
        declared += APIResourceReader.read([document]).resources
      }
      feed(document, intent: intent)
      return
    }
    let copy = Self.copy(document, of: part)
    suppressions += SuppressionReader.read(copy)
    feed(copy, intent: intent)
  }

  private mutating func feed(_ document: YAMLNode, intent: ManifestReader.Intent) {
    for index in readers.indices { readers[index].reader.read(document, intent: intent) }
  }

  /// Counts objects that need no reading, and says how many documents they are.
  private mutating func passOver(_ objects: Int) -> Int {
    for index in readers.indices { readers[index].reader.passOver(objects: objects) }
    return objects
  }

  /// The document by itself, so that the rest of its text can go.
  private static func copy(_ document: YAMLNode, of part: CutText.Part) -> YAMLNode {
    guard !part.isOneDocument else { return document }
    let text = part.text.part(part.document(at: document.byteRange.lowerBound))
    return YAMLStream.read(text).documents.first ?? document
  }
}
