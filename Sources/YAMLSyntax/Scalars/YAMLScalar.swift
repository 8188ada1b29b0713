// SPDX-License-Identifier: Apache-2.0

/// A scalar as Kubernetes and Helm type it.
package enum YAMLScalar: Hashable, Sendable {
  case null
  case bool(Bool)
  /// A whole number that fits; larger ones are `float`.
  case integer(Int64)
  case float(Double)
  case string(String)
}
