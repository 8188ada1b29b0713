// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing
import YAMLSyntax

struct YAMLStreamTests {
  private let role = """
    # a role
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata: {name: reader, labels: {}}
    rules:
    - apiGroups: [""]
      resources: ["pods", 'nodes']  # two
      verbs:
        - get
        - list

    ---
    # nothing here
    ---
    kind: Role
    """

  @Test func readsDocumentsAndLeavesOutEmptyOnes() {
    let stream = YAMLStream.read(SourceText(name: "role.yaml", text: role))
    #expect(stream.failure == nil)
    #expect(stream.documents.map { $0["kind"]?.string } == ["ClusterRole", "Role"])
  }

  @Test func nodesKnowWhereTheyStand() throws {
    let stream = YAMLStream.read(SourceText(name: "role.yaml", text: role))
    let rule = try #require(stream.documents.first?["rules"]?.elements.first)
    #expect(rule.range.description == "role.yaml:6:3")
    #expect(rule.range.end.line == 10)
    #expect(rule.range.end.column == 11)
    let resources = try #require(rule["resources"])
    #expect(resources.range.end.column == 31)
    let nodes = try #require(Array(resources.elements).last)
    #expect(nodes.string == "nodes")
    #expect(nodes.range.start.column == 23)
    #expect(nodes.range.end.column == 30)
  }

  @Test func placesAreRightBehindTextOutsideASCII() throws {
    let text = "\u{FEFF}\"é\": {\u{1F600}: b, c: [ü, d]} \r\nlast: 'ß' # ü\r\nend: x"
    let source = SourceText(name: "f", text: text)
    let root = try #require(YAMLStream.read(source).documents.first)
    let words = ["d": 20, "ü": 17]
    for element in try #require(root["é"]?["c"]).elements {
      let word = try #require(element.string)
      #expect(element.range.start.column == words[word])
      #expect(String(decoding: source.bytes[element.byteRange], as: UTF8.self) == word)
    }
    let last = try #require(root["end"])
    #expect(last.range.description == "f:3:6")
    #expect(source.line(1) == "\"é\": {\u{1F600}: b, c: [ü, d]} ")
  }

  @Test func documentsBeforeABrokenOneStay() {
    let stream = YAMLStream.read(SourceText(name: "f", text: "a: 1\n---\nb: [\n---\nc: 2\n"))
    #expect(stream.documents.count == 1)
    #expect(stream.failure?.code == "yaml-syntax")
  }
}
