// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import YAMLSyntax

/// A release as Helm stores it in a Secret: what of it says how the agent is set up. The rest,
/// which may be secret, is not kept.
///
/// Source: helm/helm, pkg/storage/driver/util.go.
package struct HelmRelease: Sendable {
  /// The type of the Secrets that hold releases.
  package static let secretType = "helm.sh/release.v1"

  package var name: String
  package var chartName: String
  package var chartVersion: String
  /// The values that its user gave; `nil` when there are none.
  package var values: YAMLNode?
  /// The catalog that the chart carries, as rolefit's charts do; `nil` for any other chart.
  package var carriedCatalog: SourceText?

  /// Why a Secret's content is no release, as one clause.
  package struct Problem: Error, Hashable {
    package var message: String
  }

  /// The largest release that is unpacked, in bytes.
  package static let limit = 64 << 20

  /// Reads what `data.release` of a Secret holds.
  package init(data: String) throws(Problem) {
    guard let packed = Base64.decoded(Array(data.utf8)).flatMap({ Base64.decoded($0) }) else {
      throw Problem(message: "it is not Base64")
    }
    let bytes: [UInt8]
    do {
      bytes = try Gzip.unpacked(packed, limit: Self.limit)
    } catch {
      switch error {
      case .notGzip: bytes = packed
      case .damaged, .truncated: throw Problem(message: "its gzip data is damaged")
      case .tooLarge(let limit):
        throw Problem(message: "it unpacks to more than \(limit >> 20) MiB")
      }
    }
    let stream = YAMLStream.read(SourceText(name: "Helm release", bytes: bytes))
    guard stream.failure == nil, let root = stream.documents.first,
      let metadata = root["chart"]?["metadata"], let chart = metadata["name"]?.string,
      let version = metadata["version"]?.string
    else { throw Problem(message: "it is not the JSON of a release") }
    name = root["name"]?.string ?? ""
    chartName = chart
    chartVersion = version
    values = root["config"].flatMap { $0.isNull ? nil : $0 }
    carriedCatalog = Self.carriedCatalog(root["chart"])
  }

  /// The path in a chart of the catalog that it carries.
  package static let catalogPath = "files/rolefit.yaml"

  private static func carriedCatalog(_ chart: YAMLNode?) -> SourceText? {
    let files = chart?["files"]?.elements.map { $0 } ?? []
    guard let file = files.first(where: { $0["name"]?.string == catalogPath }),
      let bytes = file["data"]?.string.flatMap({ Base64.decoded(Array($0.utf8)) })
    else { return nil }
    return SourceText(name: "\(catalogPath) of the release's chart", bytes: bytes)
  }
}
