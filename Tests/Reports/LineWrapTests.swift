// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Reports

struct LineWrapTests {
  @Test func alternativesArePartedBehindTheirSign() {
    #expect(
      wrapped("as edit:pod|edit:any|delete:pod") == "as edit:pod|\n  edit:any|\n  delete:pod")
  }

  private func wrapped(_ text: String, _ width: Int = 20) -> String {
    LineWrap(width: width).wrapped(text)
  }

  @Test(arguments: [
    ("short", "short"),
    ("", ""),
    ("one\n\ntwo\n", "one\n\ntwo\n"),
    ("exactly twenty signs", "exactly twenty signs"),
    ("more than twenty signs", "more than twenty\n  signs"),
    ("    note: more than twenty signs", "    note: more than\n      twenty signs"),
    ("  1. as the agent: patch deployments", "  1. as the agent:\n     patch\n     deployments"),
    ("- of a list, which is long", "- of a list, which\n  is long"),
    ("id:act    missing, as all", "id:act    missing,\n  as all"),
    ("a/word/that/is/wider/than/it and more", "a/word/that/is/wider/than/it\n  and more"),
    ("see a/word/that/is/wider/than/it", "see\n  a/word/that/is/wider/than/it"),
  ])
  func wrapsBetweenWords(text: String, lines: String) { #expect(wrapped(text) == lines) }

  @Test func coloursTakeNoColumns() {
    let red = "\u{1B}[31m"
    let end = "\u{1B}[0m"
    #expect(wrapped("\(red)exactly\(end) twenty signs") == "\(red)exactly\(end) twenty signs")
    #expect(
      wrapped("\(red)  + more than twenty signs\(end)")
        == "\(red)  + more than twenty\n    signs\(end)")
  }

  @Test func wideCharactersTakeTwoColumns() {
    #expect(wrapped("命名空間命名空間 命名空間") == "命名空間命名空間\n  命名空間")
  }

  @Test func whatIsMarkedStaysAsItIs() {
    let command = "kubectl apply --filename rbac.yaml"
    let style = TextStyle.plain.within(20)
    #expect(style.fitted("run:\n" + style.verbatim("\(command)\n")) == "run:\n\(command)\n")
    #expect(TextStyle.plain.fitted(TextStyle.plain.verbatim("\(command)\n")) == "\(command)\n")
  }

  @Test func noInputMarksALine() {
    let style = TextStyle.plain.within(20)
    let name = "\u{1E}a b c d e f g h i j k l m"
    #expect(style.fitted("\(name)").split(separator: "\n").allSatisfy { $0.count <= 20 })
  }
}
