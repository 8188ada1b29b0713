// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Host
import YAMLSyntax

/// Where an option's value comes from when the command line does not give it: the environment
/// (`ROLEFIT_KUBE_VERSION` for `--kube-version`), then the configuration file, then nothing.
struct Settings {
  /// The file that was read; `nil` when there is none.
  private(set) var file: String?
  /// Options of one of the file's targets, over those of its top level.
  private var layers: [YAMLNode] = []
  private(set) var targets: [Target] = []
  /// What the file says of linting; `nil` where it says nothing.
  private(set) var lint: YAMLNode?

  /// One entry of `targets:`.
  struct Target {
    var name: String
    var node: YAMLNode
  }

  /// Options a file may hold at its top level and in each target.
  static let options: Set<String> = [
    "actions", "accept-alternatives", "agent-version", "api-resources", "assume-system-roles",
    "capabilities", "catalog", "chart", "chart-version", "closed-world", "context", "dialect",
    "disable", "enable", "fail-on", "files", "forbid", "kube-version", "kubeconfig", "live",
    "namespace", "service-account", "set", "timeout", "transport", "values", "watch-namespace",
  ]

  /// Options that take a list; a single value stands for a list of one.
  static let flags: Set<String> = [
    "accept-alternatives", "assume-system-roles", "closed-world", "live",
  ]

  static let limit = 1 << 20

  /// Reads the file `--config` names, or else the nearest `.rolefit.yaml` here or above.
  init(config: String?) throws(Failure) {
    let path = config ?? Environment.value("ROLEFIT_CONFIG") ?? Self.nearest()
    guard let path else { return }
    let bytes: [UInt8]
    do { bytes = try Files.read(path, limit: Self.limit) } catch { throw .unreadable(error) }
    let stream = YAMLStream.read(SourceText(name: path, bytes: bytes))
    if let failure = stream.failure { throw .unjudged([failure]) }
    file = path
    guard let root = stream.documents.first else { return }
    try read(root)
  }

  private static func nearest() -> String? {
    var folder = Paths.currentDirectory
    while true {
      let path = folder == "/" ? "/.rolefit.yaml" : "\(folder)/.rolefit.yaml"
      if Files.kind(of: path) == .file { return path }
      guard folder != "/", let slash = folder.lastIndex(of: "/") else { return nil }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
  }

  private mutating func read(_ root: YAMLNode) throws(Failure) {
    var problems = Self.problems(in: root, known: Self.options.union(["targets", "lint"]))
    if let list = root["targets"] {
      if list.kind != .sequence, !list.isNull {
        problems.append(
          Diagnostic(
            .error, "config", "targets must be a list", at: list.range,
            remedy: "write each target as - name: … with its options below"))
      }
      for element in list.elements {
        problems += Self.problems(in: element, known: Self.options.union(["name"]))
        guard element.kind == .mapping else { continue }
        if let name = element["name"]?.text, !targets.contains(where: { $0.name == name }) {
          targets.append(Target(name: name, node: element))
        } else {
          problems.append(
            Diagnostic(
              .error, "config", "a target needs a name of its own", at: element.range,
              remedy: "add name: …"))
        }
      }
    }
    guard problems.isEmpty else { throw .unjudged(problems) }
    layers = [root]
    lint = root["lint"].flatMap { $0.isNull ? nil : $0 }
  }

  /// Keys may be spelled as the flag (`kube-version`) or as YAML users do (`kubeVersion`).
  private static func flagName(_ key: String) -> String {
    var name = ""
    for character in key {
      if character.isUppercase { name += "-" }
      name += character.lowercased()
    }
    return name
  }

  private static func problems(in node: YAMLNode, known: Set<String>) -> [Diagnostic] {
    guard node.kind == .mapping else {
      return [
        Diagnostic(
          .error, "config", "the configuration must be a mapping of options", at: node.range,
          remedy: "write options as the flags are named, such as kube-version: \"1.31\"")
      ]
    }
    var seen: Set<String> = []
    return node.entries.compactMap { key, value in
      let name = flagName(key.text ?? "")
      guard known.contains(name) else {
        return Diagnostic(
          .error, "config", "there is no option '\(key.text ?? "")'", at: key.range,
          remedy: "known: \(known.sorted().joined(separator: ", "))")
      }
      guard seen.insert(name).inserted else {
        return Diagnostic(
          .error, "config", "the option \(name) is set twice, in two spellings", at: key.range)
      }
      return name == "targets" || name == "lint" ? nil : problem(in: value, of: name)
    }
  }

  private static func problem(in value: YAMLNode, of option: String) -> Diagnostic? {
    if flags.contains(option) {
      guard !["true", "false"].contains(value.text) else { return nil }
      return Diagnostic(
        .error, "config", "\(option) is true or false", at: value.range)
    }
    let texts = value.kind == .sequence ? Array(value.elements) : [value]
    return texts.first { $0.kind != .scalar || $0.isNull }.map { node in
      Diagnostic(
        .error, "config", "\(option) takes a text or a list of texts", at: node.range)
    }
  }

  /// The settings of one target, over those of the file's top level.
  func scoped(to target: Target) -> Settings {
    var scoped = self
    scoped.layers.insert(target.node, at: 0)
    scoped.targets = []
    return scoped
  }

  /// The values of an option; empty when it is set nowhere.
  func values(_ option: String) -> [String] {
    if let text = Environment.value(Self.variable(option)), !text.isEmpty {
      return text.split(separator: ",").map(String.init)
    }
    for layer in layers {
      guard let node = layer.entries.first(where: { Self.flagName($0.key.text ?? "") == option })
      else { continue }
      let value = node.value
      return value.kind == .sequence ? value.elements.compactMap(\.text) : [value.text ?? ""]
    }
    return []
  }

  func value(_ option: String) -> String? { values(option).first }

  /// Whether an option is set nearer than `other`, or as near: of two that say the same in two
  /// ways, the nearer counts.
  func isSet(_ option: String, noFartherThan other: String) -> Bool {
    guard let place = place(of: option) else { return false }
    return self.place(of: other).map { place <= $0 } ?? true
  }

  /// How far away an option is set: 0 in the environment, then the layers of the file.
  private func place(of option: String) -> Int? {
    if let text = Environment.value(Self.variable(option)), !text.isEmpty { return 0 }
    return layers.firstIndex { layer in
      layer.entries.contains { Self.flagName($0.key.text ?? "") == option }
    }.map { $0 + 1 }
  }

  func flag(_ option: String) -> Bool {
    switch value(option) {
    case "true", "1", "yes": true
    default: false
    }
  }

  /// The values of an option that names files; those of the configuration file are relative to it.
  func paths(_ option: String) -> [String] {
    let isFromEnvironment = Environment.value(Self.variable(option)).map { !$0.isEmpty } ?? false
    guard !isFromEnvironment, let file else { return values(option) }
    let folder = Paths.parent(of: file)
    return values(option).map { path in
      path == "-" || Paths.isAbsolute(path)
        ? path : Paths.relative(Paths.join(folder, path), to: Paths.currentDirectory)
    }
  }

  func path(_ option: String) -> String? { paths(option).first }

  /// The chart: a folder or an archive beside the configuration file, or a reference as it stands.
  func chart() -> String? {
    guard let reference = value("chart") else { return nil }
    guard let path = path("chart"), Files.kind(of: path) != nil else { return reference }
    return path
  }

  private static func variable(_ option: String) -> String {
    "ROLEFIT_" + option.uppercased().split(separator: "-").joined(separator: "_")
  }
}
