// SPDX-License-Identifier: Apache-2.0

/// Text for a terminal or a log: what is written in it literally stands as it is, and what is put
/// into it is shown on one line with everything escaped that nobody would see (`DisplayText.safe`).
///
/// So no name out of a file, and no word of another program, can steer a terminal or make up lines.
package struct ShownText: ExpressibleByStringInterpolation, Sendable {
  /// The text to be written.
  package private(set) var string: String

  package init(stringLiteral value: String) { string = value }

  package init(stringInterpolation interpolation: StringInterpolation) {
    string = interpolation.string
  }

  /// Lines whose ends are meant, such as a command or what an emitter wrote.
  package init(lines text: String) { string = DisplayText.safe(lines: text) }

  /// What `TextStyle` put marks around.
  init(painted text: String) { string = text }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var string = ""

    package init(literalCapacity: Int, interpolationCount: Int) {
      string.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    package mutating func appendLiteral(_ literal: String) { string += literal }

    package mutating func appendInterpolation(_ text: ShownText) { string += text.string }

    package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      string += DisplayText.safe(value.description)
    }
  }

  package static func + (left: Self, right: Self) -> Self {
    var sum = left
    sum += right
    return sum
  }

  package static func += (left: inout Self, right: Self) { left.string += right.string }

  package var isEmpty: Bool { string.isEmpty }
}

extension Sequence<ShownText> {
  package func joined(separator: ShownText = "") -> ShownText {
    ShownText(painted: map(\.string).joined(separator: separator.string))
  }
}

extension [[ShownText]] {
  /// Sections of lines, those without any left out, with an empty line between them.
  var sections: ShownText {
    filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }
}
