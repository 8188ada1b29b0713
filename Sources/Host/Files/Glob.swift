// SPDX-License-Identifier: Apache-2.0
package struct Glob: Sendable {
  let pattern: String
  package init(_ pattern: String) { self.pattern = pattern }
  package func matches(_ name: String) -> Bool { false }
}
