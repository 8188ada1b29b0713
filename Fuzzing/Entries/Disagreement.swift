// SPDX-License-Identifier: Apache-2.0

/// Two answers that had to be the same.
package struct Disagreement: Error, CustomStringConvertible {
  package let description: String

  /// - Parameter question: what was asked, as one clause.
  init(_ question: String, _ first: String, _ second: String) {
    description = "\(question)\n  one way:   \(first)\n  the other: \(second)"
  }

  /// Compares the bytes of texts: as strings, `é` in one scalar and in two would be the same.
  static func unless(
    _ question: String, _ first: [String], _ second: [String]
  ) throws(Disagreement) {
    let isSame =
      first.count == second.count
      && zip(first, second).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
    guard !isSame else { return }
    throw Disagreement(question, first.debugDescription, second.debugDescription)
  }

  static func unless(
    _ question: String, _ first: String, _ second: String
  ) throws(Disagreement) {
    try unless(question, [first], [second])
  }

  /// For what must hold of one answer.
  static func unless(
    _ isTrue: Bool, _ question: String, _ answer: @autoclosure () -> String
  ) throws(Disagreement) {
    if !isTrue { throw Disagreement(question, answer(), "it must hold") }
  }
}
