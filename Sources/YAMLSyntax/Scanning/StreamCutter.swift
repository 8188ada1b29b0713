// SPDX-License-Identifier: Apache-2.0

/// Cuts a text that comes block by block, and keeps no more of it than must be read.
package struct StreamCutter {
  private let filter: DocumentCutter.Filter
  private var cut: CutText
  /// What has come and is not cut yet.
  private var rest: [UInt8] = []
  /// Bytes of `rest` in which no later document begins.
  private var searched = 0
  private var offset = 0
  private var line = 1
  /// Whether no more can be cut.
  private var isOpen = false

  /// - Parameter name: the text's name.
  package init(name: String, passingOver: @escaping DocumentCutter.Filter) {
    filter = passingOver
    cut = CutText(name: name)
  }

  /// Bytes that are kept because more must come before they can be cut.
  package var pending: Int { rest.count }

  /// Takes the next block of the text.
  package mutating func append(_ block: [UInt8]) {
    if rest.isEmpty { rest = block } else { rest += block }
    guard !isOpen, let end = lastStart() else { return }
    cutRest(upTo: end)
  }

  /// Cuts what is left.
  package consuming func finish() -> CutText {
    if isOpen {
      cut.add(.whole(rest.count), of: source(rest))
    } else {
      cutRest(upTo: rest.count)
    }
    return cut
  }

  private mutating func cutRest(upTo end: Int) {
    let isAll = end == rest.count
    let source = source(isAll ? rest : Array(rest[..<end]))
    var cuts = source.bytes.withUnsafeBufferPointer {
      DocumentCutter.cut($0, isStart: offset == 0, passingOver: filter)
    }
    var taken = end
    if cuts.isLastOpen, !isAll, let open = cuts.parts.popLast() {
      // It goes on in what has not come yet.
      isOpen = true
      taken = open.bytes.lowerBound
      cuts.lines = open.line
      cuts.passedOver = open.passedOver
    }
    cut.add(cuts, of: source)
    rest.removeFirst(taken)
    searched = 0
    offset += taken
    line += cuts.lines
  }

  /// The next bytes as a text with their places.
  private func source(_ bytes: [UInt8]) -> SourceText {
    offset == 0
      ? SourceText(name: cut.name, bytes: bytes)
      : SourceText(name: cut.name, bytes: bytes, firstLine: line, firstOffset: offset)
  }

  /// Where the last document begins that has started.
  private mutating func lastStart() -> Int? {
    defer { searched = max(0, rest.count - 4) }
    return rest.withUnsafeBufferPointer { bytes -> Int? in
      guard let text = ByteWords(bytes) else { return nil }
      // Four bytes show that a line starts a document, but for the text's last three.
      var place = bytes.count - 4
      while place >= max(searched, 1) {
        if bytes[place - 1] == 0x0A, text.isMarker(UInt8(ascii: "-"), at: place) {
          return place
        }
        place -= 1
      }
      return nil
    }
  }
}
