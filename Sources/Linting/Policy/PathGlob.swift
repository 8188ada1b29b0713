// SPDX-License-Identifier: Apache-2.0

internal import Host

/// A pattern of paths: `*` and `?` stay within a part, `**` stands for any number of parts. A
/// pattern that ends in a folder's name means all that is below it.
package struct PathGlob: Sendable, Hashable {
  private enum Part: Hashable {
    case one(Glob)
    /// `**`
    case any
  }

  private let parts: [Part]

  package init(_ pattern: String) {
    parts = Self.split(pattern).map { $0 == "**" ? .any : .one(Glob($0)) }
  }

  package func matches(_ path: String) -> Bool {
    // One row of a table at a time, so that a hostile pattern costs no more than its size.
    var reached = closed([0])
    for name in Self.split(path) {
      // A pattern that is used up holds for everything below.
      if reached.contains(parts.count) { return true }
      var next: Set<Int> = []
      for index in reached {
        switch parts[index] {
        case .any: next.insert(index)
        case .one(let glob): if glob.matches(name) { next.insert(index + 1) }
        }
      }
      reached = closed(next)
    }
    return reached.contains(parts.count)
  }

  /// Adds the places that are reached when `**` stands for nothing.
  private func closed(_ reached: Set<Int>) -> Set<Int> {
    var reached = reached
    for index in parts.indices where reached.contains(index) && parts[index] == .any {
      reached.insert(index + 1)
    }
    return reached
  }

  private static func split(_ path: String) -> [String] {
    path.split(separator: "/").filter { $0 != "." }.map(String.init)
  }
}
