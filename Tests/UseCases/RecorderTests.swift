// SPDX-License-Identifier: Apache-2.0

import Analysis
import Manifests
import RBAC
import Testing

@testable import Host
@testable import UseCases

/// What is noted of a request and its answer.
struct RecorderTests {
  private static func recorder(
    _ line: String, _ fields: [(String, String)], _ answer: [String], text: String = ""
  ) -> Recorder {
    let recorder = Recorder(
      user: "u", as: nil, candidate: nil, server: nil, keepsLog: true)
    var request = ProxiedRequest(
      head: HTTPHead(
        words: line.split(separator: " ").map(String.init) + ["HTTP/1.1"],
        fields: fields.map { HTTPHead.Field($0.0, $0.1) }), microseconds: 1)
    #expect(recorder.willSend(&request) == nil)
    recorder.didAnswer(
      request, ProxiedAnswer(head: HTTPHead(words: answer), text: Array(text.utf8)))
    return recorder
  }

  /// The server may have carried out what the client did not wait for.
  @Test func whatIsGivenUpIsCounted() {
    let recorder = Self.recorder("GET /api/v1/namespaces/x/pods/p", [], [])
    let seen = recorder.tally.seen(of: "u")
    #expect(seen.map(\.count.unknown) == [1])
    #expect(seen.map(\.count.allowed) == [1])
    let log = String(decoding: recorder.log, as: UTF8.self)
    #expect(!log.contains("responseStatus") && !log.contains("decision"), "\(log)")
  }

  /// Who may not act as another was not asked about what that one would have done.
  @Test(arguments: ["impersonate", "impersonate:user-info"])
  func aRefusalToActAsAnotherIsAllThatWasAsked(verb: String) {
    let message =
      #"users \"v\" is forbidden: User \"u\" cannot \#(verb) resource \"users\" in API group "#
      + #"\"\" at the cluster scope"#
    let recorder = Self.recorder(
      "GET /api/v1/namespaces/x/pods/p", [("Impersonate-User", "v")],
      ["HTTP/1.1", "403", "Forbidden"],
      text: #"{"kind":"Status","message":"\#(message)","code":403}"#)
    let seen = recorder.tally.seen(of: "u")
    #expect(
      seen.map(\.request) == [
        .resource(ResourceRequest(verb: verb, apiGroup: "", resource: "users", name: "v"))
      ])
    #expect(seen.map(\.count.refused) == [1])
    #expect(recorder.tally.seen(of: "v").isEmpty)
  }
}
