// SPDX-License-Identifier: Apache-2.0

import Manifests
import Testing

/// Which lines a report may show.
struct ShowableLinesTests {
  private static let role = "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nrules: [\n"

  private func shown(_ text: String) -> [Int] {
    let lines = ShowableLines(of: Array(text.utf8))
    return (1...text.split(separator: "\n", omittingEmptySubsequences: false).count)
      .filter(lines.contains)
  }

  @Test func linesOfRBACDocumentsAreShown() {
    #expect(shown(Self.role) == [1, 2, 3, 4])
    #expect(shown("a: b\n---\n\(Self.role)---\nc: d\n") == [2, 3, 4, 5])
    #expect(shown("kind: ClusterRole # of the secrets\nresources: [secrets]\n") == [1, 2, 3])
    #expect(shown("{\"kind\": \"ClusterRoleBindingList\"}") == [1])
  }

  @Test(
    arguments: [
      "kind: Secret\ndata: {a: \"b\n", "kind: \"Secret\"\n", "kind: 'Secret'\n",
      "kind:\n  Secret\n",
      "kind: &a Secret\n", "kind: !!str Secret\n", "{\"kind\":\"Secret\",\"data\":{",
      "stringData:\n",
      "kind: SecretList\n", "\"k\\x69nd\": \"Secre\\u0074\"\n", "? kind\n: Secret\n",
      "data:\n  a: |\n",
      "password: [a\n", "auth:\n  clusterRole: x\n",
    ])
  func whatMayBeASecretIsNot(text: String) {
    #expect(shown(text).isEmpty)
    #expect(shown("\(Self.role)---\n\(text)") == [1, 2, 3])
    #expect(!shown("\(Self.role)\(text)").contains(1) || !text.contains("Secre"))
  }

  @Test func documentsEndAtMarksAlone() {
    #expect(shown("\(Self.role)--- # next\nkind: Secret\n") == [1, 2, 3])
    #expect(shown("\(Self.role)...\nkind: Secret\n") == [1, 2, 3])
    #expect(shown("\(Self.role)---a\nkind: Secret\n").isEmpty)
    #expect(shown("\(Self.role) ---\nkind: Secret\n").isEmpty)
  }
}
