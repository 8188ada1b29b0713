// SPDX-License-Identifier: Apache-2.0

/// Verbs that an API server serves on a resource.
package struct VerbSet: OptionSet, Hashable, Sendable, CustomStringConvertible {
  package var rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let get = VerbSet(rawValue: 1)
  package static let list = VerbSet(rawValue: 2)
  package static let watch = VerbSet(rawValue: 4)
  package static let create = VerbSet(rawValue: 8)
  package static let update = VerbSet(rawValue: 16)
  package static let patch = VerbSet(rawValue: 32)
  package static let delete = VerbSet(rawValue: 64)
  package static let deletecollection = VerbSet(rawValue: 128)
  package static let all = VerbSet(rawValue: 255)

  /// The eight verbs in the order in which rules list them; each one's place is its bit.
  package static let names = [
    "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection",
  ]

  /// The set of one verb; `nil` for a word that no API server derives from a request.
  package init?(verb: some StringProtocol) {
    guard let bit = Self.names.firstIndex(where: { $0 == verb }) else { return nil }
    self.init(rawValue: 1 << UInt8(bit))
  }

  /// The served verbs among `verbs`; other words are left out.
  package init(verbs: [String]) {
    self = verbs.reduce(into: []) { set, verb in
      if let one = VerbSet(verb: verb) { set.formUnion(one) }
    }
  }

  /// The verbs' names in the order of rules.
  package var verbs: [String] {
    Self.names.indices.filter { rawValue & (1 << UInt8($0)) != 0 }.map { Self.names[$0] }
  }

  /// How many verbs there are.
  package var count: Int { rawValue.nonzeroBitCount }

  package var description: String { verbs.joined(separator: ", ") }
}
