// SPDX-License-Identifier: Apache-2.0

import RBAC

/// What a rule is about, as bits: where those of two rules have none in common, neither allows
/// anything that the other does.
struct RuleOutline: Hashable, Sendable {
  private var verbs: UInt64 = 0
  private var apiGroups: UInt64 = 0
  private var resources: UInt64 = 0
  private var hasPaths = false

  init(_ rule: PolicyRule) {
    for verb in rule.verbs { verbs |= Self.bits(verb) }
    for group in rule.apiGroups { apiGroups |= Self.bits(group) }
    for resource in rule.resources {
      resources |= Self.bits(resource)
      // `*/scale` has to do with `deployments/scale`.
      if resource != "*", let slash = resource.firstIndex(of: "/") {
        resources |= Self.bits("*\(resource[slash...])")
      }
    }
    hasPaths = !rule.nonResourceURLs.isEmpty
  }

  /// Whether they may have something in common.
  func meets(_ other: RuleOutline) -> Bool {
    guard verbs & other.verbs != 0 else { return false }
    return meetsObjects(other) || hasPaths && other.hasPaths
  }

  /// Whether they may be about the same objects.
  func meetsObjects(_ other: RuleOutline) -> Bool {
    apiGroups & other.apiGroups != 0 && resources & other.resources != 0
  }

  private static func bits(_ word: String) -> UInt64 {
    if word == "*" { return .max }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return 1 << ((hash >> 32) & 63)
  }
}
