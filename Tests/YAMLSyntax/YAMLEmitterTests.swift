// SPDX-License-Identifier: Apache-2.0

import Testing
import YAMLSyntax

struct YAMLEmitterTests {
  private let role = YAMLValue.mapping([
    .init("kind", .string("ClusterRole")),
    .init(
      "metadata", .mapping([.init("labels", .mapping([])), .init("finalizers", .sequence([]))])),
    .init(
      "rules",
      .sequence([
        .mapping([
          .init("apiGroups", .sequence([.string(""), .string("*")])),
          .init("verbs", .sequence([.string("get"), .string("on"), .string("12:30")])),
        ])
      ])),
    .init("text", .string("one\n  two\n")),
    .init("open", .string("one\ntwo")),
    .init("count", .integer(3)),
    .init("none", .null),
  ])

  @Test func writesBlockStyleAsKubectlDoes() {
    #expect(
      YAMLEmitter.text(role) == """
        kind: ClusterRole
        metadata:
          labels: {}
          finalizers: []
        rules:
        - apiGroups:
          - ""
          - '*'
          verbs:
          - get
          - "on"
          - "12:30"
        text: |
          one
            two
        open: |-
          one
          two
        count: 3
        none: null

        """)
  }

  @Test func separatesDocuments() {
    #expect(
      YAMLEmitter.text([.mapping([.init("a", .integer(1))]), .sequence([])]) == "a: 1\n---\n[]\n")
  }

  @Test func writesJSONOnOneLineOrIndented() {
    let value = YAMLValue.mapping([
      .init("b", .sequence([.integer(1), .float(1000), .null])),
      .init("a", .string("\"\n\u{1}\u{2028}é")), .init("c", .mapping([])),
    ])
    #expect(
      JSONEmitter.text(value, pretty: false)
        == #"{"b":[1,1000.0,null],"a":"\"\n\u0001\u2028é","c":{}}"#)
    #expect(
      JSONEmitter.text(.mapping([.init("a", .sequence([.bool(true)]))]), pretty: true) == """
        {
          "a": [
            true
          ]
        }
        """)
  }
}
