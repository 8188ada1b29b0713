// SPDX-License-Identifier: Apache-2.0

import Catalog
import Foundation
import TestSupport
import Testing
import YAMLSyntax

/// `docs/catalog.schema.json` says what the reader accepts.
struct SchemaTests {
  private static func schema() throws -> YAMLValue {
    let file = Repository.root.appending(path: "docs/catalog.schema.json")
    let source = SourceText(name: "schema", bytes: Array(try Data(contentsOf: file)))
    return try #require(YAMLStream.read(source).documents.first).value
  }

  @Test func itHasTheReadersKeys() throws {
    let schema = try Self.schema()
    var sorts = CatalogFormat.definitions.mapValues { ($0, ["$defs", ""]) }
    sorts[""] = (CatalogFormat.catalog, [])
    for (name, (sort, path)) in sorts {
      let object = try #require(path.isEmpty ? schema : schema["$defs"]?[name], "\(name)")
      #expect(object["properties"]?.keys.sorted() == sort.keys.sorted(), "\(name)")
      #expect(object["required"]?.strings.sorted() == sort.required.sorted(), "\(name)")
      #expect(object["additionalProperties"] == .bool(false), "\(name)")
    }
    #expect(schema["$defs"]?.keys.sorted() == CatalogFormat.definitions.keys.sorted())
  }

  @Test func itHasTheReadersWords() throws {
    let definitions = try #require(try Self.schema()["$defs"])
    func words(_ sort: String, _ key: String) -> [String]? {
      definitions[sort]?["properties"]?[key]?["enum"]?.strings
    }
    #expect(words("action", "access") == AccessLevel.allCases.map(\.rawValue))
    #expect(words("step", "transport") == Transport.allCases.map(\.rawValue))
    #expect(
      words("request", "scope") == RequestTemplate.RequestScope.allCases.map(\.rawValue))
  }

  @Test(arguments: [
    "Sources/Catalog/Data/k8s-watcher.yaml", "docs/catalogs/external-secrets.yaml",
  ])
  func aCatalogFollowsIt(path: String) throws {
    let schema = try Self.schema()
    let catalog = try Self.value(of: path)
    #expect(SchemaChecker(root: schema).findings(on: catalog, schema, at: path) == [])
  }

  @Test func whatTheReaderRefusesForItsFormItRefusesToo() throws {
    let schema = try Self.schema()
    for path in ["fields.yaml", "missing.yaml"] {
      let catalog = try Self.value(of: "Tests/Fixtures/Catalog/failure/\(path)")
      #expect(SchemaChecker(root: schema).findings(on: catalog, schema, at: path) != [])
    }
  }

  private static func value(of path: String) throws -> YAMLValue {
    let data = try Data(contentsOf: Repository.root.appending(path: path))
    let source = SourceText(name: path, bytes: Array(data))
    return try #require(YAMLStream.read(source).documents.first).value
  }
}

/// As much of JSON Schema as our schema uses.
private struct SchemaChecker {
  let root: YAMLValue

  func findings(on value: YAMLValue, _ schema: YAMLValue, at path: String) -> [String] {
    if case .string(let reference)? = schema["$ref"] {
      let target = reference.split(separator: "/").last.flatMap { root["$defs"]?[String($0)] }
      return target.map { findings(on: value, $0, at: path) } ?? ["\(path): no \(reference)"]
    }
    var problems: [String] = []
    if let constant = schema["const"], constant != value { problems.append("\(path): const") }
    if let words = schema["enum"]?.elements, !words.contains(value) {
      problems.append("\(path): enum")
    }
    if case .string(let type)? = schema["type"], type != value.jsonType {
      problems.append("\(path): not \(type)")
    }
    if let any = schema["anyOf"]?.elements,
      !any.contains(where: { findings(on: value, $0, at: path).isEmpty })
    {
      problems.append("\(path): anyOf")
    }
    if let one = schema["oneOf"]?.elements,
      one.filter({ findings(on: value, $0, at: path).isEmpty }).count != 1
    {
      problems.append("\(path): oneOf")
    }
    if case .string(let pattern)? = schema["pattern"], case .string(let text) = value,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      problems.append("\(path): \(text) does not match \(pattern)")
    }
    for (place, element) in (value.elements ?? []).enumerated() {
      guard let items = schema["items"] else { continue }
      problems += findings(on: element, items, at: "\(path)[\(place)]")
    }
    problems += missing(in: value, schema, at: path)
    for key in value.keys {
      guard let entry = value[key] else { continue }
      if let property = schema["properties"]?[key] ?? schema["additionalProperties"] {
        problems +=
          property == .bool(false)
          ? ["\(path): unknown key \(key)"]
          : findings(on: entry, property, at: "\(path).\(key)")
      }
    }
    return problems
  }

  private func missing(in value: YAMLValue, _ schema: YAMLValue, at path: String) -> [String] {
    (schema["required"]?.strings ?? []).filter { value[$0] == nil }.map { "\(path): no \($0)" }
  }
}

extension YAMLValue {
  fileprivate subscript(key: String) -> YAMLValue? {
    guard case .mapping(let entries) = self else { return nil }
    return entries.first { $0.key == key }?.value
  }

  fileprivate var keys: [String] {
    guard case .mapping(let entries) = self else { return [] }
    return entries.map(\.key)
  }

  fileprivate var elements: [YAMLValue]? {
    guard case .sequence(let elements) = self else { return nil }
    return elements
  }

  fileprivate var strings: [String] {
    (elements ?? []).compactMap { if case .string(let text) = $0 { text } else { nil } }
  }

  fileprivate var jsonType: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .integer, .float: "number"
    case .string: "string"
    case .sequence: "array"
    case .mapping: "object"
    }
  }
}
