// SPDX-License-Identifier: Apache-2.0
package struct ChartArchive: Sendable {
  package let top: String
  package init(_ bytes: [UInt8]) throws { top = "" ; throw CancellationError() }
  package func file(_ name: String) -> [UInt8]? { nil }
}
