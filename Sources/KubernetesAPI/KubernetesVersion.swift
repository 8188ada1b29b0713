// SPDX-License-Identifier: Apache-2.0

/// A minor version of Kubernetes, such as 1.29.
package struct KubernetesVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The minor number; the major one has always been 1.
  package var minor: Int

  package init(minor: Int) { self.minor = minor }

  /// Reads `1.29`, `v1.29`, `1.29.3` and `v1.29.3-gke.100`; `nil` for anything else.
  package init?(_ text: String) {
    var rest = Substring(text)
    if rest.first == "v" { rest = rest.dropFirst() }
    guard rest.hasPrefix("1.") else { return nil }
    let digits = rest.dropFirst(2).prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, digits.count <= 3, let minor = Int(digits) else { return nil }
    let tail = rest.dropFirst(2 + digits.count)
    guard tail.isEmpty || tail.first == "." || tail.first == "-" || tail.first == "+" else {
      return nil
    }
    self.minor = minor
  }

  package static func < (left: Self, right: Self) -> Bool { left.minor < right.minor }

  package var description: String { "1.\(minor)" }
}
