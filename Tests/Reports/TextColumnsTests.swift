// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Reports

struct TextColumnsTests {
  private let table = TextColumns(rows: [
    ["Resources", "Verbs", "From"],
    ["pods", "[get]", "RoleBinding 'shop/agent' of Role 'shop/agent'"],
    ["selfsubjectaccessreviews.authorization.k8s.io", "[create]", ""],
  ])

  private func text(_ width: Int?) -> String { table.text(within: width).string }

  @Test func isAsWideAsItIsWhereThereIsRoom() {
    #expect(text(nil) == text(200))
    #expect(
      text(nil).split(separator: "\n")[1].hasSuffix(
        "[get]     RoleBinding 'shop/agent' of Role 'shop/agent'"))
  }

  @Test func wrapsTheWidestCells() {
    #expect(
      text(60) == """
        Resources                 Verbs    From
        pods                      [get]    RoleBinding 'shop/agent'
                                            of Role 'shop/agent'
        selfsubjectaccessreviews. [create]
         authorization.k8s.io

        """)
  }

  @Test func listsCellsWhereColumnsWereTooNarrow() {
    #expect(
      text(30) == """
        Resources: pods
          Verbs: [get]
          From: RoleBinding 'shop/agent' of Role 'shop/agent'
        Resources: selfsubjectaccessreviews.authorization.k8s.io
          Verbs: [create]

        """)
  }

  @Test(arguments: 11...40)
  func cellsKeepTheirText(width: Int) {
    let cell =
      "RoleBinding 'shop/agent' of ClusterRole '命名空間-a-long-name-without-a-blank' (a.yaml:1)"
    let lines = CellWrap.lines(of: cell, width: width)
    #expect(lines.allSatisfy { DisplayText.width(of: $0) <= width })
    #expect(lines.joined().filter { $0 != " " } == cell.filter { $0 != " " })
  }
}
