// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Host
import Linting
import YAMLSyntax

/// What `lint:` in the configuration file says.
struct LintConfiguration {
  private(set) var failOn: String?
  private(set) var baseline: String?
  private(set) var layers: [RuleSelection.Layer] = []

  private static let keys: Set<String> = [
    "baseline", "fail-on", "ignore", "paths", "select", "severity",
  ]
  private static let pathKeys: Set<String> = ["ignore", "path", "select", "severity"]

  init(_ file: ConfigurationFile?) throws(Failure) {
    guard let file, let node = file.lint else { return }
    try Self.check(node, Self.keys)
    let folder = Paths.parent(of: file.path)
    failOn = try node["fail-on"].map { node throws(Failure) in try Self.text(node) }
    if let path = try node["baseline"].map({ node throws(Failure) in try Self.text(node) }) {
      baseline = Paths.relative(Paths.join(folder, path), to: Paths.currentDirectory)
    }
    layers = [try Self.layer(node, glob: nil)]
    if let paths = node["paths"], !paths.isNull {
      guard paths.kind == .sequence else { throw Self.wrong("paths is a list", paths) }
      for entry in paths.elements {
        try Self.check(entry, Self.pathKeys)
        guard let pattern = entry["path"] else { throw Self.wrong("a path is missing", entry) }
        let text = try Self.text(pattern)
        // Patterns are relative to the configuration file.
        let place = Paths.absolute(Paths.join(folder, text))
        layers.append(try Self.layer(entry, glob: PathGlob(place)))
      }
    }
  }

  private static func layer(
    _ node: YAMLNode, glob: PathGlob?
  ) throws(Failure) -> RuleSelection.Layer {
    var layer = RuleSelection.Layer(
      glob: glob, select: try names(node["select"]), ignore: try names(node["ignore"]))
    guard let severities = node["severity"], !severities.isNull else { return layer }
    guard severities.kind == .mapping else {
      throw wrong("severity is a mapping of rules or categories", severities)
    }
    for (key, value) in severities.entries {
      let name = key.text ?? ""
      try known([name], at: key)
      guard let severity = Diagnostic.Severity(rawValue: try text(value)) else {
        throw wrong("a severity is error, warning or note", value)
      }
      layer.severities.append((name, severity))
    }
    return layer
  }

  private static func names(_ node: YAMLNode?) throws(Failure) -> [String] {
    guard let node, !node.isNull else { return [] }
    var found: [String] = []
    for element in node.kind == .sequence ? Array(node.elements) : [node] {
      let name = try text(element)
      try known([name], at: element)
      found.append(name)
    }
    return found
  }

  private static func known(_ names: [String], at node: YAMLNode) throws(Failure) {
    guard let unknown = RuleSelection.unknown(among: names) else { return }
    let failure = Failure.unknown(
      "rule and no category", unknown, among: RuleSelection.names,
      remedy: "`rolefit lint --list` prints the rules")
    throw .unjudged(
      failure.diagnostics.map {
        Diagnostic(.error, "config", $0.message, at: node.range, remedy: $0.remedy)
      })
  }

  private static func text(_ node: YAMLNode) throws(Failure) -> String {
    guard let text = node.text, !node.isNull else { throw wrong("a text belongs here", node) }
    return text
  }

  private static func check(_ node: YAMLNode, _ keys: Set<String>) throws(Failure) {
    guard node.kind == .mapping else { throw wrong("a mapping of options belongs here", node) }
    for (key, _) in node.entries where !keys.contains(key.text ?? "") {
      throw .unjudged(
        "config", "there is no option '\(key.text ?? "")' for linting", at: key.range,
        remedy: "known: \(keys.sorted().joined(separator: ", "))")
    }
  }

  private static func wrong(_ message: String, _ node: YAMLNode) -> Failure {
    .unjudged("config", message, at: node.range)
  }
}
