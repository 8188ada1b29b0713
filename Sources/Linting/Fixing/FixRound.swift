// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import YAMLSyntax

/// The fixes of one file that can be done together: of two that touch the same bytes the first is
/// done, and the other is left for the next round.
package struct FixRound {
  /// In the order of the text; they do not overlap.
  package private(set) var edits: [Fix.Edit] = []
  /// How many fixes they belong to.
  package private(set) var count = 0

  package init(_ fixes: [Fix]) {
    for fix in fixes where !fix.edits.isEmpty {
      let places = fix.edits.map { place(after: $0) }
      let isFree = zip(fix.edits, places).allSatisfy { edit, place in
        place == edits.count || !Self.collide(edits[place], edit)
      }
      guard isFree else { continue }
      for (edit, place) in zip(fix.edits, places).reversed() { edits.insert(edit, at: place) }
      count += 1
    }
  }

  /// The place of the first edit that does not end before another one starts: if they do not meet,
  /// that is where the other one belongs.
  private func place(after edit: Fix.Edit) -> Int {
    edits.partitioningIndex { $0.range.end.offset >= edit.range.start.offset }
  }

  /// Edits that meet collide too: what one leaves may be what the other counts on.
  private static func collide(_ left: Fix.Edit, _ right: Fix.Edit) -> Bool {
    left.range.start.offset <= right.range.end.offset
      && right.range.start.offset <= left.range.end.offset
  }

  /// The text with the edits done.
  package func applied(to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var place = 0
    for edit in edits {
      let start = edit.range.start.offset
      let end = edit.range.end.offset
      guard start >= place, end >= start, end <= bytes.count else { continue }
      result += bytes[place..<start]
      result += Array(edit.replacement.utf8)
      place = end
    }
    result += bytes[place...]
    return result
  }
}
