// SPDX-License-Identifier: Apache-2.0

import Testing
import YAMLSyntax

struct ElementsTests {
  @Test func elementsStandWhereTheyAreCounted() throws {
    for text in ["[a, b, c]", "- a\n- [b, c]\n- d\n", "- &x a\n- *x\n- b: c\n", "[]", "- a\n"] {
      let stream = YAMLStream.read(SourceText(name: "x", text: text))
      let list = try #require(stream.documents.first)
      let all = Array(list.elements)
      for position in -1...4 {
        let expected = all.indices.contains(position) ? all[position] : nil
        #expect(list.elements[position] == expected, "\(text) at \(position)")
      }
    }
  }
}
