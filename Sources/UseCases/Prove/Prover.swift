// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import Host
import Manifests
import RBAC
import Tools
import YAMLSyntax

/// Sends requests to a cluster as its agent.
struct Prover {
  let connection: any APIConnection
  let sender: RequestSender
  /// How messages call the cluster.
  let clusterTitle: String

  /// Sends the requests of an action, one after the other.
  func prove(_ action: inout Proof.ActionResult) throws(Failure) {
    for index in action.probes.indices {
      if action.probes[index].review == nil {
        try send(&action.probes[index])
      } else {
        try ask(&action.probes[index])
      }
    }
  }

  private func send(_ probe: inout Proof.Probe) throws(Failure) {
    var headers: [(name: String, value: String)] = []
    if case .impersonated(let user) = sender {
      headers.append(("Impersonate-User", user.name))
      // A service account's own groups come with its name.
      if user.serviceAccount == nil {
        for group in user.groups { headers.append(("Impersonate-Group", group)) }
      }
    }
    var body: [UInt8] = []
    if let value = probe.body {
      body = Array(JSONEmitter.text(value, pretty: false).utf8)
      headers.append(("Content-Type", probe.contentType ?? "application/json"))
    }
    let response = try connection.send(
      LocalHTTP.Request(
        method: probe.method ?? "GET", path: probe.path ?? "/", headers: headers, body: body),
      wholeStatuses: [403])
    do {
      try probe.take(status: response.status, body: response.body)
    } catch {
      switch error {
      case .impersonation(let message):
        throw .unjudged(
          "impersonation", "you may not act as the agent: \(message)",
          remedy: "get `impersonate` on the service account, or name a token with --token-file")
      case .unauthenticated:
        throw .unjudged(
          "cluster", "\(clusterTitle) does not accept the credentials",
          remedy: "see that the token is one of this cluster and has not expired")
      }
    }
  }

  /// What cannot be sent is asked: of the account, or by the bearer of its token.
  private func ask(_ probe: inout Proof.Probe) throws(Failure) {
    var user: User?
    if case .impersonated(let account) = sender { user = account }
    let kind = user == nil ? "selfsubjectaccessreviews" : "subjectaccessreviews"
    let review = AccessQuestion.review(of: probe.request, by: user)
    let response = try connection.send(
      LocalHTTP.Request(
        method: "POST", path: "/apis/authorization.k8s.io/v1/\(kind)",
        headers: [("Content-Type", "application/json")],
        body: Array(JSONEmitter.text(review, pretty: false).utf8)),
      wholeStatuses: Set(200..<300))
    guard (200..<300).contains(response.status) else {
      probe.take(review: nil)
      return
    }
    let stream = YAMLStream.read(SourceText(name: "answer", bytes: response.body))
    guard let answer = stream.documents.first.map(ReviewAnswer.init) else {
      probe.take(review: nil)
      return
    }
    probe.take(review: answer.isAllowed, doubt: answer.doubt)
  }
}
