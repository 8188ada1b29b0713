// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Host
import Manifests
package import YAMLSyntax

/// `.rolefit.yaml`: options for every run, for each of its targets, and for linting.
package struct ConfigurationFile: Sendable {
  /// One entry of `targets:`.
  package struct Target: Sendable {
    package var name: String
    package var options: OptionLayer
  }

  package let path: String
  /// The options at the top level.
  let options: OptionLayer
  package private(set) var targets: [Target]
  /// What the file says of linting; `nil` where it says nothing.
  let lint: YAMLNode?

  var withoutTargets: ConfigurationFile {
    var file = self
    file.targets = []
    return file
  }

  static let limit = 1 << 20

  /// The file at `path`, else the one that `ROLEFIT_CONFIG` names, else the nearest `.rolefit.yaml`
  /// here or above; `nil` where there is none.
  static func find(_ path: String?, _ outside: Outside) throws(Failure) -> ConfigurationFile? {
    guard let path = path ?? outside.variable("ROLEFIT_CONFIG") ?? nearest() else { return nil }
    let bytes: [UInt8]
    do { bytes = try Files.read(path, limit: limit) } catch { throw .unreadable(error) }
    return try ConfigurationFile(SourceText(name: path, bytes: bytes))
  }

  private static func nearest() -> String? {
    var folder = Paths.currentDirectory
    while true {
      let path = folder == "/" ? "/.rolefit.yaml" : "\(folder)/.rolefit.yaml"
      if Files.kind(of: path) == .file { return path }
      guard folder != "/" else { return nil }
      folder = Paths.parent(of: folder)
    }
  }

  /// Reads the file's text; what is wrong in it is thrown with its place.
  package init(_ source: SourceText) throws(Failure) {
    path = source.name
    let stream = YAMLStream.read(source)
    if let failure = stream.failure { throw .unjudged([failure]) }
    guard let root = stream.documents.first else {
      options = OptionLayer(.configuration(file: source.name))
      targets = []
      lint = nil
      return
    }
    let reader = ConfigurationReader(file: source.name)
    var problems = reader.problems(in: root, besides: ["targets", "lint"])
    // Nobody else reads this file, so nobody else says which of the two would count.
    problems += root.repeatedKeys(as: .error)
    targets = reader.targets(root["targets"], &problems)
    guard problems.isEmpty else { throw .unjudged(problems) }
    options = reader.layer(root)
    lint = root["lint"].flatMap { $0.isNull ? nil : $0 }
  }
}
