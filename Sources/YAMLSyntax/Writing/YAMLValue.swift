// SPDX-License-Identifier: Apache-2.0

/// A YAML or JSON value without positions: what an emitter writes.
package indirect enum YAMLValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  case float(Double)
  case string(String)
  case sequence([YAMLValue])
  /// Entries in the order they are written; keys are strings, as in every Kubernetes object.
  case mapping([Entry])

  /// A key of a mapping and its value.
  package struct Entry: Hashable, Sendable {
    package var key: String
    package var value: YAMLValue

    package init(_ key: String, _ value: YAMLValue) {
      self.key = key
      self.value = value
    }
  }
}

extension YAMLValue {
  /// A mapping with these keys and values, in their order.
  package static func object(_ pairs: [(String, YAMLValue)]) -> YAMLValue {
    .mapping(pairs.map { Entry($0.0, $0.1) })
  }

  /// A sequence of strings.
  package static func strings(_ texts: some Sequence<String>) -> YAMLValue {
    .sequence(texts.map { .string($0) })
  }
}
