// SPDX-License-Identifier: Apache-2.0

import YAMLSyntax

/// One value of a chart that rolefit writes: `values.yaml`, its schema and the README all say of it
/// what stands here.
struct ChartValue {
  /// The dotted path.
  var key: String
  var value: YAMLValue
  /// What it is for: lines of text.
  var about: [String]
  /// Its JSON Schema, without the description.
  var schema: [YAMLValue.Entry]

  init(_ key: String, _ value: YAMLValue, _ about: String, schema: [YAMLValue.Entry]) {
    self.key = key
    self.value = value
    self.about = [about]
    self.schema = schema
  }

  init(_ key: String, _ text: String, _ about: String, pattern: String? = nil) {
    var schema = [YAMLValue.Entry("type", .string("string"))]
    if let pattern { schema.append(YAMLValue.Entry("pattern", .string(pattern))) }
    self.init(key, .string(text), about, schema: schema)
  }

  init(_ key: String, _ value: Bool, _ about: String) {
    self.init(key, .bool(value), about, schema: [Self.type("boolean")])
  }

  init(_ key: String, _ value: Int, _ about: String, minimum: Int, maximum: Int) {
    self.init(
      key, .integer(Int64(value)), about,
      schema: [
        Self.type("integer"), YAMLValue.Entry("minimum", .integer(Int64(minimum))),
        YAMLValue.Entry("maximum", .integer(Int64(maximum))),
      ])
  }

  /// An empty mapping of texts, such as labels.
  static func texts(_ key: String, _ about: String) -> ChartValue {
    ChartValue(
      key, .mapping([]), about,
      schema: [
        type("object"), YAMLValue.Entry("additionalProperties", .mapping([type("string")])),
      ])
  }

  /// An empty list or mapping of Kubernetes' own.
  static func empty(_ key: String, isList: Bool, _ about: String) -> ChartValue {
    ChartValue(
      key, isList ? .sequence([]) : .mapping([]), about,
      schema: [type(isList ? "array" : "object")])
  }

  static func type(_ name: String) -> YAMLValue.Entry { YAMLValue.Entry("type", .string(name)) }
}

/// Values as the tree that their paths make.
indirect enum ChartValueTree {
  case value(ChartValue)
  case branch([(key: String, tree: ChartValueTree)])

  static func of(_ values: [ChartValue]) -> ChartValueTree {
    var root: [(key: String, tree: ChartValueTree)] = []
    for value in values {
      insert(value, at: value.key.split(separator: ".").map(String.init)[...], into: &root)
    }
    return .branch(root)
  }

  private static func insert(
    _ value: ChartValue, at path: ArraySlice<String>,
    into branch: inout [(key: String, tree: ChartValueTree)]
  ) {
    guard let key = path.first else { return }
    guard path.count > 1 else {
      branch.append((key, .value(value)))
      return
    }
    let place = branch.firstIndex { $0.key == key }
    var below: [(key: String, tree: ChartValueTree)] = []
    if let place, case .branch(let entries) = branch[place].tree { below = entries }
    insert(value, at: path.dropFirst(), into: &below)
    if let place {
      branch[place].tree = .branch(below)
    } else {
      branch.append((key, .branch(below)))
    }
  }
}
