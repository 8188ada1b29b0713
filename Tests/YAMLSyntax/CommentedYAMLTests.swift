// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing
import YAMLSyntax

struct CommentedYAMLTests {
  private static func value(of text: String) throws -> YAMLValue {
    let stream = YAMLStream.read(SourceText(name: "draft", text: text))
    #expect(stream.failure == nil)
    return try #require(stream.documents.first?.value)
  }

  private let draft = CommentedYAML.mapping([
    .comment("What this is."), .entry("version", .block(.string("1.0"))), .blankLine,
    .entry(
      "agent",
      .mapping([
        .entry("name", .line(.string("watcher")), remark: "its own"),
        .comment("Where it runs."), .entry("places", .block(.strings(["a", "true"]))),
      ])),
    .entry(
      "actions",
      .sequence([
        .blankLine, .comment("the first"),
        .element(
          .mapping([
            .entry("id", .line(.string("scale:deployment"))),
            .entry(
              "steps",
              .sequence([.element(.line(.object([("verb", .string("get")), ("group", .string(""))])))])
            ),
          ])),
        .element(.block(.object([("id", .string("x")), ("text", .string("one\n\ntwo\n"))]))),
      ])),
    .entry("none", .mapping([.comment("nothing is here")])),
    .entry("empty", .sequence([])),
  ])

  @Test func commentsAreAboveWhatTheyAreAbout() {
    #expect(
      draft.text == """
        # What this is.
        version: "1.0"

        agent:
          name: watcher  # its own
          # Where it runs.
          places:
          - a
          - "true"
        actions:

          # the first
          - id: "scale:deployment"
            steps:
              - {verb: get, group: ""}
          - id: x
            text: |
              one

              two
        none: {}
          # nothing is here
        empty: []

        """)
  }

  @Test func aReaderFindsTheValues() throws {
    #expect(
      try Self.value(of: draft.text)
        == .object([
          ("version", .string("1.0")),
          (
            "agent",
            .object([("name", .string("watcher")), ("places", .strings(["a", "true"]))])
          ),
          (
            "actions",
            .sequence([
              .object([
                ("id", .string("scale:deployment")),
                ("steps", .sequence([.object([("verb", .string("get")), ("group", .string(""))])])),
              ]),
              .object([("id", .string("x")), ("text", .string("one\n\ntwo\n"))]),
            ])
          ),
          ("none", .mapping([])), ("empty", .sequence([])),
        ]))
  }

  @Test(arguments: ["a\nb: c", "a\u{2028}b", "a\r\nb", "a\u{85}b", "tab\there", "é"])
  func aCommentIsOneLine(text: String) throws {
    let written = CommentedYAML.mapping([
      .comment(text), .entry("a", .line(.string(text)), remark: text),
    ]).text
    #expect(try Self.value(of: written) == .object([("a", .string(text))]))
    #expect(written.unicodeScalars.count { $0 == "\n" } == 2)
  }

  @Test(arguments: [
    "deployments/scale", "true", "1.5", "", "a: b", "{x}", "#", "two words", "a\nb", "\u{1F600}", "no",
    "apps", "1.2.3", "read:pods", "*",
  ])
  func aLineIsReadAsItWasWritten(text: String) throws {
    let value = YAMLValue.object([(text, .sequence([.string(text), .integer(1), .null]))])
    let line = YAMLEmitter.line(value)
    #expect(!line.contains("\n"))
    #expect(try Self.value(of: "a: \(line)\n") == .object([("a", value)]))
  }
}
