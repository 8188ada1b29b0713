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
