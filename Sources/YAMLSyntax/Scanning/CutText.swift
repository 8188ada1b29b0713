// SPDX-License-Identifier: Apache-2.0

/// What must be read of a text, and how much was passed over.
package struct CutText: Sendable {
  /// Whole documents, one after the other in the text.
  package struct Part: Sendable {
    package var text: SourceText
    /// How many objects were passed over between the part before it and this one.
    package var passedOver: Int
    /// Where its documents begin; the first is 0.
    private let starts: [Int]

    init(_ text: SourceText, passedOver: Int, starts: [Int]) {
      self.text = text
      self.passedOver = passedOver
      self.starts = starts
    }

    /// Whether it is one document, with the comments around it.
    package var isOneDocument: Bool { starts.count == 1 }

    /// The document that a place is in, with the comments around it.
    package func document(at place: Int) -> Range<Int> {
      let next = starts.partitioningIndex { $0 > place }
      return starts[next - 1]..<(next < starts.count ? starts[next] : text.bytes.count)
    }
  }

  /// The text's name.
  package let name: String
  package internal(set) var parts: [Part] = []
  /// How many objects were passed over after the last part.
  package internal(set) var passedOver = 0

  init(name: String) { self.name = name }

  /// Cuts a text that is there as a whole.
  package init(_ source: SourceText, passingOver: @escaping DocumentCutter.Filter) {
    self.init(name: source.name)
    add(
      source.bytes.withUnsafeBufferPointer { DocumentCutter.cut($0, passingOver: passingOver) },
      of: source)
  }

  /// Adds what was found in a text, or in a further stretch of it.
  mutating func add(_ cuts: DocumentCutter.Cuts, of source: SourceText) {
    for part in cuts.parts {
      let isAll = part.bytes.count == source.bytes.count
      parts.append(
        Part(
          isAll ? source : source.part(part.bytes, line: part.line),
          passedOver: passedOver + part.passedOver,
          starts: part.starts.map { $0 - part.bytes.lowerBound }))
      passedOver = 0
    }
    passedOver += cuts.passedOver
  }
}
