// SPDX-License-Identifier: Apache-2.0

import Catalog
import Diagnostics
import Host
import YAMLSyntax

/// What is known of a chart without rendering it: who it is, and which values it has.
struct ChartDetails {
  /// The name in its `Chart.yaml`, or that by which it was asked for.
  private(set) var name: String
  private(set) var version: ChartVersion?
  /// Its own values, as far as they can be read here; `nil` for a chart that is elsewhere.
  private(set) var ownValues: YAMLNode?

  init(_ helm: Helm) throws(Failure) {
    let files = ChartFiles(helm.chart)
    let root = try files?.text("Chart.yaml").map(Self.root)
    let named = Self.nameAndVersion(ofArchive: Paths.name(of: helm.chart))
    name = root??["name"]?.text ?? named.name
    version =
      (root??["version"]?.text ?? helm.version).flatMap(ChartVersion.init) ?? named.version
    ownValues = try files?.text("values.yaml").map(Self.root) ?? nil
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

  /// The dialect of its values: the one of its name, or the only one of a catalog that somebody
  /// made for it.
  func dialect(in catalog: Catalog) -> DialectVersion? {
    let isMade = catalog.agent.name != Catalog.builtIn.agent.name
    let dialect =
      catalog.dialects.first { $0.name == name }
      ?? (isMade && catalog.dialects.count == 1 ? catalog.dialects.first : nil)
    return dialect.map { DialectVersion(dialect: $0, chart: version) }
  }

  /// The values it is rendered with: its own, those of the files, those of the settings.
  func values(_ helm: Helm) throws(Failure) -> ChartValues {
    var values = ChartValues(isWhole: ownValues != nil)
    if let ownValues { values.lay(ownValues.value) }
    for file in helm.valuesFiles {
      let root = try Self.root(try SourceText(file: file))
      if let root, root.kind == .mapping { values.lay(root.value) }
    }
    ChartSettings.lay(helm.settings, over: &values)
    return values
  }
}
