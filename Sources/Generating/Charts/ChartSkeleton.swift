// SPDX-License-Identifier: Apache-2.0

import Catalog
import Diagnostics
import YAMLSyntax

/// The values that every generated chart has besides its switches, from `values.yaml` and
/// `values.schema.json` of `templates/chart`: the first has their defaults and, above each, what it
/// is for; the second says of some more than which type the default has.
struct ChartSkeleton {
  /// In the order of the file: those before and after the place of the switches.
  private(set) var before: [ChartValue] = []
  private(set) var after: [ChartValue] = []
  /// Dotted paths of the mappings that may hold more keys than the file: Kubernetes' own fields.
  private(set) var openMappings: Set<String> = []
  /// What the schema says of itself.
  let schemaHead: [YAMLValue.Entry]

  private let root: String
  private let holes: [String: YAMLValue]
  private var isAfterSwitches = false

  /// - Parameter root: the key below which the agent's own settings are.
  init(root: String, agent: Agent, _ version: AgentVersion) {
    self.root = root
    holes = ChartConventions(of: agent, version).values
    let values = Self.document("values.yaml")
    let schema = Self.document("values.schema.json")
    schemaHead = schema.value.entries.filter { $0.key != "properties" }
    for (key, value) in values.entries {
      read(value, at: key, path: "", schema: schema)
    }
  }

  private static func document(_ path: String) -> YAMLNode {
    let text = Templates.chart.first { $0.path == path }?.text ?? ""
    guard let root = YAMLStream.read(SourceText(name: path, text: text)).documents.first else {
      preconditionFailure("templates/chart/\(path) is no document")
    }
    return root
  }

  private mutating func read(_ node: YAMLNode, at key: YAMLNode, path: String, schema: YAMLNode?) {
    let written = key.text ?? ""
    guard written != "<SWITCHES>" else {
      isAfterSwitches = true
      return
    }
    let name = written == "<ROOT>" ? root : written
    let path = path.isEmpty ? name : "\(path).\(name)"
    let own = schema?["properties"]?[written]
    guard node.kind != .mapping || node.entries.isEmpty else {
      if own?["additionalProperties"]?.scalar == .bool(true) { openMappings.insert(path) }
      for (key, value) in node.entries { read(value, at: key, path: path, schema: own) }
      return
    }
    let value = node.string.flatMap { holes[$0] } ?? node.value
    let chartValue = ChartValue(
      key: path, value: value, about: [Self.comment(above: key)],
      schema: own.map { $0.value.entries } ?? [.type(of: value)])
    if isAfterSwitches { after.append(chartValue) } else { before.append(chartValue) }
  }

  /// The lines of comment right above a key, as one.
  private static func comment(above key: YAMLNode) -> String {
    var lines: [Substring] = []
    var number = key.range.start.line - 1
    while number > 0 {
      let line = key.source.line(number).drop { $0 == " " }
      guard line.hasPrefix("# ") else { break }
      lines.insert(line.dropFirst(2), at: 0)
      number -= 1
    }
    return lines.joined(separator: " ")
  }
}

extension YAMLValue {
  fileprivate var entries: [Entry] {
    guard case .mapping(let entries) = self else { return [] }
    return entries
  }
}

extension YAMLValue.Entry {
  /// The keyword `type` of JSON Schema for values such as this one.
  fileprivate static func type(of value: YAMLValue) -> YAMLValue.Entry {
    switch value {
    case .null: type("null")
    case .bool: type("boolean")
    case .integer: type("integer")
    case .float: type("number")
    case .string: type("string")
    case .sequence: type("array")
    case .mapping: type("object")
    }
  }

  static func type(_ name: String) -> YAMLValue.Entry { YAMLValue.Entry("type", .string(name)) }
}
