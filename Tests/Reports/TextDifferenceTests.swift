// SPDX-License-Identifier: Apache-2.0

import Reports
import Testing

struct TextDifferenceTests {
  @Test func sameTextsHaveNoDifference() {
    let difference = TextDifference(from: "a\nb\n", to: "a\nb\n")
    #expect(difference.isEmpty)
    #expect(difference.text(oldName: "old", newName: "new").isEmpty)
  }

  @Test func showsChangedLinesWithTheirSurroundings() {
    let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n"
    let new = "1\n2\n3\n4\nfive\n6\n7\n8\n9\nten\n"
    let expected = """
      --- old
      +++ new
      @@ -2,9 +2,10 @@
       2
       3
       4
      -5
      +five
       6
       7
       8
       9
      +ten
      \u{20}

      """
    #expect(TextDifference(from: old, to: new).text(oldName: "old", newName: "new") == expected)
  }
}
