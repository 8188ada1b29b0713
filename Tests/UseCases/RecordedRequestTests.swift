// SPDX-License-Identifier: Apache-2.0

import Host
import RBAC
import Testing

@testable import UseCases

/// What a request's head asks for.
struct RecordedRequestTests {
  private static func asked(_ words: String, _ fields: [(String, String)] = []) -> [String] {
    let head = HTTPHead(
      words: words.split(separator: " ").map(String.init) + ["HTTP/1.1"],
      fields: fields.map { HTTPHead.Field($0.0, $0.1) })
    return RecordedRequest(ProxiedRequest(head: head, microseconds: 0), nil).asked.map {
      AccessPhrase($0).question
    }
  }

  @Test func whomARequestIsSentAsIsAskedFor() {
    #expect(
      Self.asked(
        "GET /api/v1/pods",
        [
          ("Impersonate-User", "system:serviceaccount:a:b"), ("Impersonate-Group", "g"),
          ("Impersonate-Extra-Example.com%2Fscope", "s"), ("Impersonate-Uid", "u"),
        ]) == [
          "impersonate serviceaccounts (core) named 'b' in the namespace 'a'",
          "impersonate groups (core) named 'g'",
          "impersonate userextras/example.com/scope (authentication.k8s.io) named 's'",
          "impersonate uids (authentication.k8s.io) named 'u'",
        ])
    #expect(
      Self.asked("GET /api/v1/pods", [("Impersonate-User", "jo")])
        == ["impersonate users (core) named 'jo'"])
  }

  @Test func aSelectorsNameIsOfTheRequestButForPathsOfOld() {
    let selector = "?fieldSelector=metadata.name%3Dx"
    #expect(Self.asked("GET /api/v1/pods\(selector)") == ["list pods (core) named 'x'"])
    #expect(Self.asked("GET /api/v1/watch/pods\(selector)") == ["watch pods (core)"])
    #expect(
      Self.asked("GET /api/v1/watch/namespaces/a/pods/b")
        == ["watch pods (core) named 'b' in the namespace 'a'"])
  }
}
