// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import YAMLSyntax

/// A list of which elements may be taken out, with the lines or commas that are theirs.
package struct EditableList: Sendable {
  private let list: YAMLNode
  private let ranges: [Range<Int>]
  private let isFlow: Bool

  /// `nil` where the list's text is shared or of an unusual form.
  package init?(_ list: YAMLNode) {
    guard !list.isInTextWithAliases, !list.isComposed else { return nil }
    self.list = list
    isFlow = list.isFlow
    ranges = list.elements.map(\.byteRange)
    guard isFlow else { return }
    for (left, right) in zip(ranges, ranges.dropFirst()) {
      guard left.upperBound <= right.lowerBound else { return nil }
      let gap = list.source.bytes[left.upperBound..<right.lowerBound]
      guard gap.allSatisfy({ $0 <= 0x20 || $0 == UInt8(ascii: ",") }) else { return nil }
    }
  }

  /// The edits that take elements out; `nil` where nothing would be left of the list, or where its
  /// text is of an unusual form.
  package func removal(of positions: [Int]) -> [Fix.Edit]? {
    let removed = Set(positions).filter { ranges.indices.contains($0) }.sorted()
    guard !removed.isEmpty, removed.count < ranges.count else { return nil }
    return isFlow ? flowRemoval(of: removed) : blockRemoval(of: removed)
  }

  private func blockRemoval(of removed: [Int]) -> [Fix.Edit]? {
    let bytes = list.source.bytes
    let lines = Lines(bytes)
    var edits: [Fix.Edit] = []
    for position in removed {
      let range = ranges[position]
      var dash = range.lowerBound - 1
      while dash >= 0, bytes[dash] == 0x20 { dash -= 1 }
      guard dash >= 0, bytes[dash] == UInt8(ascii: "-"), lines.isFirst(dash) else { return nil }
      edits.append(
        Fix.Edit(
          list.source.range(lines.start(of: dash)..<lines.next(after: range.upperBound)),
          replacement: ""))
    }
    return edits
  }

  private func flowRemoval(of removed: [Int]) -> [Fix.Edit] {
    let isRemoved = Set(removed)
    // The first of the elements at the end that all go.
    let lastKept = ranges.indices.last { !isRemoved.contains($0) } ?? 0
    var cuts = removed.filter { $0 < lastKept }.map {
      ranges[$0].lowerBound..<ranges[$0 + 1].lowerBound
    }
    if let last = removed.last, last > lastKept {
      cuts.append(ranges[lastKept].upperBound..<ranges[last].upperBound)
    }
    return cuts.map { Fix.Edit(list.source.range($0), replacement: "") }
  }
}
