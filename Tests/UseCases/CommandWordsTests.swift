// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import UseCases

struct CommandWordsTests {
  @Test(arguments: [
    ("kubectl scale deployment web --replicas 2", "kubectl scale deployment web --replicas 2"),
    ("kubectl --token abc get pods", "kubectl --token … get pods"),
    ("kubectl --token=abc get pods", "kubectl --token=… get pods"),
    ("helm upgrade web ./web --set db.password=x", "helm upgrade web ./web --set db.password=…"),
    (
      "kubectl create secret generic s --from-literal=a=b",
      "kubectl create secret generic s --from-literal=…"
    ),
    ("env API_TOKEN=x run", "env API_TOKEN=… run"),
    ("curl https://me:word@example.com/x", "curl https://…@example.com/x"),
    ("run eyJhbGciOi.x.y", "run …"),
    ("kubectl delete pod/web-0", "kubectl delete pod/web-0"),
  ])
  func secretsAreHidden(command: String, shown: String) {
    #expect(CommandWords(command.split(separator: " ").map(String.init)).text == shown)
  }

  @Test func scriptsAreHidden() {
    #expect(CommandWords(["sh", "-c", "login me word"]).text == "sh -c …")
  }
}
