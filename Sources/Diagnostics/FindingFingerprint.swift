// SPDX-License-Identifier: Apache-2.0

/// What makes a finding the same finding in another run: its rule, file, object and message, and
/// how many such findings stand before it. Lines that move do not change it.
package struct FindingFingerprint: Sendable {
  private var seen: [String: Int] = [:]

  package init() {}

  /// The fingerprint of the next finding, as 32 hexadecimal digits. Findings must come in the order
  /// of their text, so that the like of them keep their numbers.
  ///
  /// - Parameter scope: what sets findings apart that are otherwise alike, such as the name of the
  ///   target that was judged.
  package mutating func next(_ finding: Finding, in scope: String = "") -> String {
    let object = finding.object
    let parts = [
      finding.rule, finding.range?.file ?? "", object?.apiVersion ?? "", object?.kind ?? "",
      object?.namespace ?? "", object?.name ?? "", finding.message, scope,
    ]
    // Each part with its length before it: no two lists of parts make the same text.
    let identity = parts.map { "\($0.utf8.count):\($0)" }.joined()
    let number = seen[identity, default: 0]
    seen[identity] = number + 1
    return Self.digest("\(identity)\(number)")
  }

  /// Two runs of FNV-1a with different starting points, 64 bits each.
  private static func digest(_ text: String) -> String {
    [FNV1a.start, 0x6c62_272e_07bb_0142].map { FNV1a.digits(of: text.utf8, from: $0) }.joined()
  }
}
