// SPDX-License-Identifier: Apache-2.0

import Manifests
import YAMLSyntax

extension SharedChart {
  /// Throws where the chart's copy could be rendered otherwise than the chart alone.
  static func check(
    _ archive: ChartArchive, _ installation: ChartInstallation
  ) throws(Obstacle) {
    let chart = archive.file("Chart.yaml").flatMap(root)
    guard let chart, let name = chart["name"]?.string, name == installation.chart.name,
      name.utf8.allSatisfy({ isPlain($0) }), (chart["type"]?.string ?? "") != "library"
    else { throw Obstacle(reason: "its Chart.yaml is not that of a chart by itself") }
    let dependencies = chart["dependencies"]?.elements.isEmpty ?? true
    guard dependencies, archive.file("requirements.yaml") == nil,
      !archive.names.contains(where: { $0.hasPrefix("charts/") })
    else { throw Obstacle(reason: "it has charts of its own below it") }
    try checkTemplates(archive, installation)
    try checkSchema(archive)
    let values = archive.file("values.yaml").flatMap(root)
    if let global = values?["global"], global.kind != .mapping || !global.entries.isEmpty {
      throw Obstacle(reason: "its values have the key 'global'")
    }
    for setting in installation.settings
    where setting.text.contains(",") || setting.text.contains("\\")
      || setting.text.hasSuffix("=null") || setting.text.hasPrefix("global")
    {
      throw Obstacle(reason: "\(setting.flag.rawValue) \(setting.text) has more than one value")
    }
  }

  private static func checkTemplates(
    _ archive: ChartArchive, _ installation: ChartInstallation
  ) throws(Obstacle) {
    let templates = archive.names.filter { $0.hasPrefix("templates/") }
    let texts = templates.map { ($0, archive.file($0) ?? []) }
    for (name, text) in texts {
      if let word = SharingCheck.obstacle(in: text) {
        throw Obstacle(reason: "\(name) uses `\(word)`")
      }
    }
    guard texts.contains(where: { SharingCheck.readsTemplates($0.1) }) else { return }
    // Whatever text the chart or its user has may be read as a template.
    var others = archive.names.filter { !$0.hasPrefix("templates/") }.map {
      ($0, archive.file($0) ?? [])
    }
    for file in installation.valuesFiles {
      if let text = try? SourceText(file: file) { others.append((file, text.bytes)) }
    }
    others += installation.settings.map { ($0.text, Array($0.text.utf8)) }
    for (name, text) in others {
      if let word = SharingCheck.obstacle(in: text) {
        throw Obstacle(reason: "\(name) uses `\(word)`, and templates may be read from it")
      }
    }
  }

  /// Words of a schema that say nothing of keys that it does not name.
  private static let harmless: Set<String> = [
    "$schema", "$id", "$comment", "title", "description", "type", "properties", "required",
    "definitions", "$defs", "additionalProperties", "default", "examples",
  ]

  private static func checkSchema(_ archive: ChartArchive) throws(Obstacle) {
    guard let bytes = archive.file("values.schema.json") else { return }
    guard let schema = root(bytes), schema.kind == .mapping,
      schema.entries.allSatisfy({ harmless.contains($0.key.text ?? "") }),
      schema["properties"]?["global"].map(allowsEmpty) ?? true,
      schema["additionalProperties"].map({ $0.scalar == .bool(true) || $0.scalar == .bool(false) })
        ?? true
    else { throw Obstacle(reason: "its values.schema.json may judge the key 'global'") }
  }

  /// Whether a schema surely takes an empty mapping.
  private static func allowsEmpty(_ schema: YAMLNode) -> Bool {
    schema.kind == .mapping
      && schema.entries.allSatisfy { ["title", "description", "type"].contains($0.key.text) }
      && (schema["type"]?.string ?? "object") == "object"
  }

  /// The schema with the key that helm gives to the values of every chart below another.
  static func allowingGlobal(_ bytes: [UInt8]) -> [UInt8] {
    guard let schema = root(bytes), schema["additionalProperties"]?.scalar == .bool(false),
      case .mapping(var entries) = schema.value
    else { return bytes }
    guard schema["properties"]?["global"] == nil else { return bytes }
    let global = YAMLValue.Entry("global", .mapping([]))
    if let place = entries.firstIndex(where: { $0.key == "properties" }),
      case .mapping(let known) = entries[place].value
    {
      entries[place].value = .mapping(known + [global])
    } else {
      entries.append(YAMLValue.Entry("properties", .mapping([global])))
    }
    return Array(JSONEmitter.document(.mapping(entries)).utf8)
  }

  /// A values file of the user's, for every copy of the chart.
  static func values(
    _ file: String, for installation: ChartInstallation, copies: Int
  ) throws(Obstacle) -> [UInt8] {
    guard let text = try? SourceText(file: file), let root = root(text.bytes),
      root.kind == .mapping, root["global"] == nil, !hasNull(root)
    else { throw Obstacle(reason: "\(file) has more than plain values") }
    let own = YAMLValue.object([(installation.chart.name, root.value)])
    let all = (0..<copies).map { (SharedOutput.part($0), own) }
    return Array(JSONEmitter.text(.object(all), pretty: false).utf8)
  }

  private static func hasNull(_ node: YAMLNode) -> Bool {
    node.isNull || node.elements.contains(where: hasNull)
      || node.entries.contains { hasNull($0.value) }
  }

  /// The only document of a text; `nil` for what is not one.
  private static func root(_ bytes: [UInt8]) -> YAMLNode? {
    let stream = YAMLStream.read(SourceText(name: "chart", bytes: bytes))
    return stream.failure == nil && stream.documents.count == 1 ? stream.documents[0] : nil
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
