// SPDX-License-Identifier: Apache-2.0

/// A pattern of paths: `*` and `?` stay within a part, `**` stands for any number of parts. A
/// pattern that ends in a folder's name means all that is below it.
package struct PathGlob: Sendable, Hashable {
  private let parts: [[Character]]

  package init(_ pattern: String) {
    parts = Self.split(pattern)
  }

  package func matches(_ path: String) -> Bool {
    let names = Self.split(path)
    // One row of a table at a time, so that a hostile pattern costs no more than its size.
    var reached = Set([0])
    func close(_ states: Set<Int>) -> Set<Int> {
      var states = states
      for index in parts.indices where states.contains(index) && parts[index] == ["*", "*"] {
        states.insert(index + 1)
      }
      return states
    }
    reached = close(reached)
    for name in names {
      // A pattern that is used up holds for everything below.
      if reached.contains(parts.count) { return true }
      var next: Set<Int> = []
      for index in reached where index < parts.count {
        if parts[index] == ["*", "*"] {
          next.insert(index)
        } else if Self.matches(parts[index], name) {
          next.insert(index + 1)
        }
      }
      reached = close(next)
    }
    return reached.contains(parts.count)
  }

  private static func split(_ path: String) -> [[Character]] {
    path.split(separator: "/").filter { $0 != "." }.map(Array.init)
  }

  private static func matches(_ pattern: [Character], _ name: [Character]) -> Bool {
    var (place, at) = (0, 0)
    var star: (pattern: Int, name: Int)?
    while at < name.count {
      if place < pattern.count, pattern[place] == "*" {
        star = (place, at)
        place += 1
      } else if place < pattern.count, pattern[place] == "?" || pattern[place] == name[at] {
        place += 1
        at += 1
      } else if let last = star {
        star = (last.pattern, last.name + 1)
        place = last.pattern + 1
        at = last.name + 1
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == "*" }
  }
}
