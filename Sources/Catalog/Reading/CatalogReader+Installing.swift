// SPDX-License-Identifier: Apache-2.0

internal import Diagnostics
internal import YAMLSyntax

extension CatalogReader {
  mutating func images(_ agent: YAMLNode) -> [Agent.Image] {
    var images: [Agent.Image] = []
    for node in list("images", of: agent) where check(node, is: CatalogFormat.image) {
      let from = parsed("from", of: node, as: "an agent version", AgentVersion.init)
      guard let repository = text("repository", of: node) else { continue }
      if let last = images.last, from.map({ (last.from ?? $0) > $0 }) ?? (node["from"] == nil) {
        error("catalog-bad-version", "the images are listed with the oldest first", at: node)
      }
      images.append(
        Agent.Image(from: from, repository: repository, command: texts("command", of: node)))
    }
    return images
  }

  mutating func installation(_ dialect: YAMLNode) -> Installation? {
    guard let node = dialect["install"], check(node, is: CatalogFormat.install),
      let repository = text("repository", of: node), let url = text("url", of: node),
      let release = text("release", of: node)
    else { return nil }
    var values: [Installation.Value: String] = [:]
    for setting in mappings("values", of: node) {
      guard let value = Installation.Value(rawValue: setting.path) else {
        let known = Installation.Value.allCases.map(\.rawValue)
        error(
          "catalog-unknown-key", "an installation has no value '\(setting.path)'",
          at: node["values"]?[setting.path] ?? node,
          remedy: "known are \(known.joined(separator: ", "))")
        continue
      }
      values[value] = setting.value
    }
    return Installation(repository: repository, url: url, release: release, values: values)
  }

  /// The entries of a mapping of dotted paths; `.` is the path of the whole.
  mutating func mappings(_ key: String, of node: YAMLNode) -> [InstalledConfig.Mapping] {
    var mappings: [InstalledConfig.Mapping] = []
    for (path, _, value) in entries(key, of: node) {
      guard let text = value.text, !value.isNull else {
        error("catalog-wrong-type", "'\(key)' maps paths to the paths of values", at: value)
        continue
      }
      mappings.append(InstalledConfig.Mapping(path: path == "." ? "" : path, value: text))
    }
    return mappings
  }
}
