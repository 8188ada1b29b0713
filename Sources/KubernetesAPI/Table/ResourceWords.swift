// SPDX-License-Identifier: Apache-2.0

import RBAC
private import Synchronization

/// The names of a table's resources, for guesses at what was meant: made when first asked for.
final class ResourceWords: Sendable {
  private struct Words: Sendable {
    let all: WordList
    let byGroup: [String: WordList]
    /// The first resource of each singular and each name: of a group, then of all.
    private let named: [String: String]
    private let namedInGroup: [String: [String: String]]
    private let shortNames: [String: [String: String]]

    init(_ resources: [APIResource]) {
      var named: [String: String] = [:]
      var namedInGroup: [String: [String: String]] = [:]
      var shortNames: [String: [String: String]] = [:]
      for resource in resources {
        for word in [resource.singular, resource.name] {
          if named[word] == nil { named[word] = resource.name }
          if namedInGroup[resource.group]?[word] == nil {
            namedInGroup[resource.group, default: [:]][word] = resource.name
          }
        }
        for word in resource.shortNames where shortNames[resource.group]?[word] == nil {
          shortNames[resource.group, default: [:]][word] = resource.name
        }
      }
      self.named = named
      self.namedInGroup = namedInGroup
      self.shortNames = shortNames
      all = WordList(resources.map(\.name))
      byGroup = Dictionary(grouping: resources, by: \.group).mapValues {
        WordList($0.map(\.name))
      }
    }

    func nearest(to word: String, in group: String) -> String? {
      namedInGroup[group]?[word] ?? named[word] ?? shortNames[group]?[word]
        ?? byGroup[group]?.nearest(to: word) ?? all.nearest(to: word)
    }
  }

  private let words = Mutex<Words?>(nil)

  /// A resource of the group that may have been meant: its singular, its short name, its kind, or
  /// a near word; else one of another group, of which only the singular and the kind count.
  ///
  /// - Parameter resources: those of the table, without subresources.
  func nearest(
    to word: String, in group: String, among resources: () -> [APIResource]
  ) -> String? {
    let words = words.withLock { known in
      let words = known ?? Words(resources())
      known = words
      return words
    }
    return words.nearest(to: word, in: group)
  }
}
