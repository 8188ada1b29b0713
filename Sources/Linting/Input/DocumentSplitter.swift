// SPDX-License-Identifier: Apache-2.0

import YAMLSyntax

/// Cuts a YAML text where its documents begin, without reading it.
///
/// A line that begins with `---` starts a document whatever stands before it, even inside a scalar
/// that is not closed: that is broken with or without what follows.
struct DocumentSplitter {
  private let source: SourceText
  /// Whole documents are read together up to this size, for a reader has a price of its own.
  private static let chunkSize = 1 << 18

  init(_ source: SourceText) { self.source = source }

  /// A part of the text, and where in it the documents begin.
  struct Chunk {
    var text: SourceText
    /// Places in `text`; the first is 0.
    var starts: [Int]

    /// The document that a place is in, with the comments around it.
    func document(at place: Int) -> Range<Int> {
      var low = 0
      var high = starts.count
      while high - low > 1 {
        let middle = (low + high) / 2
        if starts[middle] <= place { low = middle } else { high = middle }
      }
      return starts[low]..<(low + 1 < starts.count ? starts[low + 1] : text.bytes.count)
    }
  }

  /// Calls `body` with part after part until it answers false.
  func forEachChunk(_ body: (Chunk) -> Bool) {
    guard let starts = documentStarts() else {
      _ = body(Chunk(text: source, starts: [0]))
      return
    }
    var first = 0
    while first < starts.count {
      var next = first + 1
      while next < starts.count, starts[next] - starts[first] < Self.chunkSize { next += 1 }
      let end = next < starts.count ? starts[next] : source.bytes.count
      let isWhole = first == 0 && next == starts.count
      let chunk = Chunk(
        text: isWhole ? source : source.part(starts[first]..<end),
        starts: starts[first..<next].map { $0 - starts[first] })
      guard body(chunk) else { return }
      first = next
    }
  }

  /// Where documents begin, the start of the text included; `nil` for what cannot be cut: JSON, and
  /// texts with directives, which stand before the line that starts their document.
  private func documentStarts() -> [Int]? {
    source.bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count, bytes[index] <= 0x20 || bytes[index] >= 0xEF { index += 1 }
      guard index < bytes.count else { return [0] }
      if bytes[index] == UInt8(ascii: "{") || bytes[index] == UInt8(ascii: "[") { return nil }
      var starts = [0]
      var line = 0
      while line < bytes.count {
        if bytes[line] == UInt8(ascii: "%") { return nil }
        if line > 0, Self.isStart(bytes, line) { starts.append(line) }
        while line < bytes.count, bytes[line] != 0x0A, bytes[line] != 0x0D { line += 1 }
        line += 1
      }
      return starts
    }
  }

  private static func isStart(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Int) -> Bool {
    guard line + 2 < bytes.count, bytes[line] == UInt8(ascii: "-"),
      bytes[line + 1] == UInt8(ascii: "-"), bytes[line + 2] == UInt8(ascii: "-")
    else { return false }
    return line + 3 == bytes.count || bytes[line + 3] <= 0x20
  }
}
