// SPDX-License-Identifier: Apache-2.0

/// A version of a Helm chart, such as 1.18.17 or 2.8.1-RC1.
///
/// A pre-release comes before its release, and numbers in it count as numbers: RC3 comes before
/// RC13.
package struct ChartVersion: Comparable, Hashable, Sendable, CustomStringConvertible {
  private let release: AgentVersion
  private let preRelease: [Part]
  /// As it was written, without a leading `v` and without build metadata.
  package let description: String

  /// Reads `1.18.17`, `v1.18.17`, `2.8.1-RC1` and `1.2.3+build`; `nil` for anything else.
  package init?(_ text: String) {
    let start = text.utf8.first == UInt8(ascii: "v") ? text.utf8.dropFirst() : text.utf8[...]
    let bare = Substring(start.prefix { $0 != UInt8(ascii: "+") })
    let dash = bare.utf8.firstIndex(of: UInt8(ascii: "-"))
    guard let release = AgentVersion(String(bare[..<(dash ?? bare.endIndex)])) else { return nil }
    self.release = release
    if let dash {
      let rest = bare[dash...].dropFirst()
      guard !rest.isEmpty else { return nil }
      preRelease = Part.parts(of: rest)
    } else {
      preRelease = []
    }
    description = String(bare)
  }

  package static func < (left: Self, right: Self) -> Bool {
    if left.release != right.release { return left.release < right.release }
    if left.preRelease.isEmpty || right.preRelease.isEmpty {
      return !left.preRelease.isEmpty && right.preRelease.isEmpty
    }
    return left.preRelease.lexicographicallyPrecedes(right.preRelease)
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.release == right.release && left.preRelease == right.preRelease
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(release)
    hasher.combine(preRelease)
  }

  /// A run of digits or of other characters in a pre-release.
  private enum Part: Hashable, Comparable {
    case number(Int)
    case text(String)

    static func parts(of text: Substring) -> [Part] {
      var parts: [Part] = []
      var rest = text
      while let first = rest.first {
        let isDigit = Self.isDigit(first)
        let run = rest.prefix { Self.isDigit($0) == isDigit }
        rest = rest.dropFirst(run.count)
        if isDigit, let number = Int(run) {
          parts.append(.number(number))
        } else {
          parts.append(.text(String(run)))
        }
      }
      return parts
    }

    private static func isDigit(_ character: Character) -> Bool {
      character.isASCII && character.isNumber
    }
  }
}
