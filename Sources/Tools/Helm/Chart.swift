// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import Diagnostics
import Host
import Manifests
package import YAMLSyntax

/// A chart: what it is called, and what can be read of it without rendering it. It is opened once.
package struct Chart: Sendable {
  /// A folder, an archive, `repo/name` or `oci://…`, as helm takes it.
  package let reference: String
  /// The version that was asked for, as helm takes it.
  package let requestedVersion: String?
  /// The name in its `Chart.yaml`, or that by which it was asked for.
  package let name: String
  package let version: ChartVersion?
  /// Its own values, as far as they can be read here; `nil` for a chart that is elsewhere.
  package let ownValues: YAMLNode?
  /// The catalog that it carries; `nil` for a chart without one, and for one that is elsewhere.
  package let carriedCatalog: SourceText?
  /// The values of the chart by that catalog; `nil` too where it can't be read.
  private let carriedDialect: Dialect?
  /// Whether rolefit wrote it, so that its values are no vendor's chart's, whatever its name.
  private let isMadeByRolefit: Bool

  /// Opens the chart. Throws where it is here and its `Chart.yaml` or `values.yaml` can't be read.
  package init(opening reference: String, version: String? = nil) throws(Failure) {
    self.reference = reference
    requestedVersion = version
    let files = ChartFiles(reference)
    let root = try files?.text("Chart.yaml").map(Self.root) ?? nil
    let named = Self.nameAndVersion(ofArchive: Paths.name(of: reference))
    name = root?["name"]?.text ?? named.name
    self.version = (root?["version"]?.text ?? version).flatMap(ChartVersion.init) ?? named.version
    ownValues = try files?.text("values.yaml").map(Self.root) ?? nil
    carriedCatalog = files?.text(HelmRelease.catalogPath)
    carriedDialect = carriedCatalog.flatMap { Catalog.read($0).catalog }?.dialects.first
    isMadeByRolefit = SetAnnotations.isMadeByRolefit(
      annotations: root?["annotations"]?.texts ?? [:])
  }

  /// Whether `path` is a chart on this machine, so that helm has to render it.
  package static func isChart(_ path: String) -> Bool {
    switch Files.kind(of: path) {
    case .directory: Files.kind(of: Paths.join(path, "Chart.yaml")) == .file
    case .file: path.hasSuffix(".tgz") || path.hasSuffix(".tar.gz")
    default: false
    }
  }

  private static func root(_ source: SourceText) throws(Failure) -> YAMLNode? {
    let stream = YAMLStream.read(source)
    if let failure = stream.failure { throw .unjudged([failure]) }
    return stream.documents.first
  }

  /// `NAME-VERSION.tgz`, as helm names archives; anything else is a name.
  private static func nameAndVersion(ofArchive file: String) -> (
    name: String, version: ChartVersion?
  ) {
    guard file.hasSuffix(".tgz") else { return (file, nil) }
    let stem = String(file.dropLast(4))
    for place in stem.indices where stem[place] == "-" {
      let rest = stem[stem.index(after: place)...]
      if rest.first?.isNumber == true, let version = ChartVersion(String(rest)) {
        return (String(stem[..<place]), version)
      }
    }
    return (stem, nil)
  }

  /// The dialect of its values: that of the catalog which it carries, whatever its name and version
  /// have become, else the one of its name, or the only one of a catalog that somebody made for it.
  package func dialect(in catalog: Catalog) -> DialectVersion? {
    if let carriedDialect {
      return DialectVersion(dialect: carriedDialect, chart: carriedDialect.newest)
    }
    guard !isMadeByRolefit else { return nil }
    let isMade = catalog.agent.name != Catalog.builtIn.agent.name
    let dialect =
      catalog.dialects.first { $0.name == name }
      ?? (isMade && catalog.dialects.count == 1 ? catalog.dialects.first : nil)
    return dialect.map { $0.version(said: version, values: ownValues) }
  }
}
