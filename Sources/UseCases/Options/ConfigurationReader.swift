// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Host
import RBAC
import YAMLSyntax

/// Reads mappings of options in a configuration file.
struct ConfigurationReader {
  let file: String

  /// Keys may be spelled as the flag (`kube-version`) or as YAML users do (`kubeVersion`).
  private static func flagName(_ key: String) -> String {
    var name = ""
    for character in key {
      if character.isUppercase { name += "-" }
      name += character.lowercased()
    }
    return name
  }

  /// The options of a mapping without problems. Paths are as seen from the current folder.
  func layer(_ node: YAMLNode) -> OptionLayer {
    var layer = OptionLayer(.configuration(file: file))
    for (key, value) in node.entries {
      guard let name = OptionName(rawValue: Self.flagName(key.text ?? "")) else { continue }
      let texts =
        value.kind == .sequence ? value.elements.compactMap(\.text) : [value.text ?? ""]
      layer.add(name, texts.map { placed($0, name) })
    }
    return layer
  }

  /// A path in the file as seen from the current folder. A chart may be a reference instead.
  private func placed(_ text: String, _ name: OptionName) -> String {
    guard name.namesFiles || name == .chart, text != "-", !Paths.isAbsolute(text) else {
      return text
    }
    let path = Paths.relative(
      Paths.join(Paths.parent(of: file), text), to: Paths.currentDirectory)
    return name == .chart && Files.kind(of: path) == nil ? text : path
  }

  /// The entries of `targets:`, those with problems left out.
  func targets(
    _ list: YAMLNode?, _ problems: inout [Diagnostic]
  ) -> [ConfigurationFile.Target] {
    guard let list else { return [] }
    if list.kind != .sequence, !list.isNull {
      problems.append(
        Diagnostic(
          .error, "config", "targets must be a list", at: list.range,
          remedy: "write each target as - name: … with its options below"))
    }
    var targets: [ConfigurationFile.Target] = []
    for element in list.elements {
      problems += self.problems(in: element, besides: ["name"])
      guard element.kind == .mapping else { continue }
      if let name = element["name"]?.text, !targets.contains(where: { $0.name == name }) {
        targets.append(ConfigurationFile.Target(name: name, options: layer(element)))
      } else {
        problems.append(
          Diagnostic(
            .error, "config", "a target needs a name of its own", at: element.range,
            remedy: "add name: …"))
      }
    }
    return targets
  }

  /// What is wrong in a mapping of options; keys of `others` are not options.
  func problems(in node: YAMLNode, besides others: Set<String>) -> [Diagnostic] {
    guard node.kind == .mapping else {
      return [
        Diagnostic(
          .error, "config", "the configuration must be a mapping of options", at: node.range,
          remedy: "write options as the flags are named, such as kube-version: \"1.31\"")
      ]
    }
    var seen: Set<String> = []
    return node.entries.compactMap { key, value in
      let name = Self.flagName(key.text ?? "")
      let option = OptionName(rawValue: name)
      guard option != nil || others.contains(name) else {
        let known = others.union(OptionName.allCases.map(\.rawValue))
        let meant = Suggestion.nearest(to: name, among: known, within: .misreading)
        return Diagnostic(
          .error, "config",
          "there is no option '\(key.text ?? "")'"
            + (meant.map { "; did you mean '\($0)'?" } ?? ""), at: key.range,
          remedy: "known: \(known.sorted().joined(separator: ", "))")
      }
      guard seen.insert(name).inserted else {
        return Diagnostic(
          .error, "config", "the option \(name) is set twice, in two spellings", at: key.range)
      }
      return option.flatMap { problem(in: value, of: $0) }
        ?? (name == "name" ? Self.textProblem(in: value, of: name) : nil)
    }
  }

  private func problem(in value: YAMLNode, of option: OptionName) -> Diagnostic? {
    guard option.isSwitch else {
      if !option.takesSeveral, value.elements.dropFirst().first(where: { _ in true }) != nil {
        return Diagnostic(
          .error, "config", "\(option.rawValue) takes one value", at: value.range)
      }
      return Self.textProblem(in: value, of: option.rawValue)
    }
    guard !["true", "false"].contains(value.text) else { return nil }
    return Diagnostic(.error, "config", "\(option.rawValue) is true or false", at: value.range)
  }

  private static func textProblem(in value: YAMLNode, of option: String) -> Diagnostic? {
    let texts = value.kind == .sequence ? Array(value.elements) : [value]
    return texts.first { $0.kind != .scalar || $0.isNull }.map { node in
      Diagnostic(.error, "config", "\(option) takes a text or a list of texts", at: node.range)
    }
  }
}
