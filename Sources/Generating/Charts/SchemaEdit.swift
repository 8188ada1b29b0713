// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import Diagnostics
package import YAMLSyntax

/// The switches of a chart, put into a schema of its values that somebody wrote.
package struct SchemaEdit {
  private let schema: SwitchSchema
  private let dialect: DialectVersion

  package init(catalog: Catalog, dialect: DialectVersion) {
    schema = SwitchSchema(catalog: catalog)
    self.dialect = dialect
  }

  /// The schema's bytes with the switches' part as the catalog has it; every other byte stays.
  /// Nothing, and why, for what is no schema of an object.
  package func applied(to source: SourceText) -> (bytes: [UInt8]?, [Diagnostic]) {
    var source = source
    for (path, value) in parts {
      let stream = YAMLStream.read(source)
      if let failure = stream.failure { return (nil, [failure]) }
      guard let root = stream.documents.first, root.kind == .mapping else {
        return (
          nil,
          [
            Diagnostic(
              .error, "schema-not-an-object", "a values schema is a JSON object",
              at: stream.documents.first?.range ?? .startOf(file: source.name),
              remedy: "start with {\"type\": \"object\", \"properties\": {}}")
          ]
        )
      }
      switch Self.bytes(putting: value, at: path, into: root) {
      case .bytes(let bytes): source = SourceText(name: source.name, bytes: bytes)
      case .obstacle(let node):
        return (
          nil,
          [
            Diagnostic(
              .error, "schema-not-an-object",
              "the schema of '\(path.joined(separator: "."))' belongs in here, which is no object",
              at: node.range)
          ]
        )
      }
    }
    return (source.bytes, [])
  }

  /// What goes where: mappings of nothing but switches as a whole, other switches one by one.
  private var parts: [(path: [String], value: YAMLValue)] {
    let switches = dialect.switches
    let parents = Set(switches.map { SwitchConditions.parent(of: $0.key) })
    let closed = parents.filter { parent in
      !parent.isEmpty && switches.count { SwitchConditions.parent(of: $0.key) == parent } > 1
        && !dialect.dialect.keys.contains { $0 == parent || $0.hasPrefix(parent + ".") }
        && !switches.contains { $0.key == parent }
        && !parents.contains { $0.hasPrefix(parent + ".") }
    }
    var parts: [(path: [String], value: YAMLValue)] = []
    for parent in closed.sorted() {
      let own = switches.filter { SwitchConditions.parent(of: $0.key) == parent }
      parts.append((Self.names(parent), .mapping(schema.mapping(of: own, parent: parent))))
    }
    for toggle in switches where !closed.contains(SwitchConditions.parent(of: toggle.key)) {
      parts.append((Self.names(toggle.key), .mapping(schema.schema(of: toggle))))
    }
    return parts
  }

  private static func names(_ path: String) -> [String] {
    path.split(separator: ".").map(String.init)
  }

  private enum Outcome {
    case bytes([UInt8])
    /// Something in the schema's way.
    case obstacle(YAMLNode)
  }

  private static func bytes(
    putting value: YAMLValue, at path: [String], into root: YAMLNode
  ) -> Outcome {
    var node = root
    var steps = path.flatMap { ["properties", $0] }[...]
    while let step = steps.first {
      guard node.kind == .mapping else { return .obstacle(node) }
      guard let next = node[step] else { break }
      node = next
      steps = steps.dropFirst()
    }
    let source = root.source
    let bytes = source.bytes
    guard let first = steps.first else {
      return .bytes(replaced(bytes, node.byteRange, written(value, indent: indent(of: node))))
    }
    // What is missing on the way is made.
    var missing = value
    for step in steps.dropFirst().reversed() {
      missing = .mapping([YAMLValue.Entry(step, missing)])
      if step != "properties" { continue }
      guard case .mapping(let entries) = missing else { continue }
      missing = .mapping([YAMLValue.Entry.type("object")] + entries)
    }
    guard node.kind == .mapping else { return .obstacle(node) }
    let inner = indent(of: node) + 2
    let key = SwitchConditions.quoted(first)
    let pad = String(repeating: " ", count: inner)
    let text = "\(pad)\(key): \(written(missing, indent: inner))"
    if let last = Array(node.entries).last {
      let end = last.value.byteRange.upperBound
      return .bytes(replaced(bytes, end..<end, ",\n" + text))
    }
    let close = String(repeating: " ", count: indent(of: node))
    return .bytes(replaced(bytes, node.byteRange, "{\n\(text)\n\(close)}"))
  }

  private static func replaced(_ bytes: [UInt8], _ range: Range<Int>, _ text: String) -> [UInt8] {
    bytes[..<range.lowerBound] + Array(text.utf8) + bytes[range.upperBound...]
  }

  /// How far the line that a node starts in is indented.
  private static func indent(of node: YAMLNode) -> Int {
    let line = node.source.line(node.range.start.line)
    return line.prefix { $0 == " " }.count
  }

  private static func written(_ value: YAMLValue, indent: Int) -> String {
    let pad = String(repeating: " ", count: indent)
    return JSONEmitter.text(value, pretty: true)
      .split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n" + pad)
  }
}
