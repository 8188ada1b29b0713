// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import Host
import Manifests
import RBAC
import YAMLSyntax

/// Sends requests to a cluster as its agent, through a `kubectl proxy` of its own that listens on a
/// socket in a folder only its user may enter, and that goes when this does.
final class Prover {
  /// As whom requests are sent.
  enum Sender {
    /// You impersonate the account.
    case impersonated(User)
    /// The bearer of the token in a file, which only kubectl reads.
    case token(file: String)
  }

  private let kubectl: Kubectl
  private let sender: Sender
  private let proxy: BackgroundProgram
  private let http: LocalHTTP

  init(_ kubectl: Kubectl, as sender: Sender) throws(Failure) {
    self.kubectl = kubectl
    self.sender = sender
    let folder: String
    do { folder = try BackgroundProgram.makeFolder() } catch { throw .unreadable(error) }
    let socket = "\(folder)/socket"
    var words = ["proxy", "--unix-socket=\(socket)", "--reject-paths="]
    switch sender {
    case .impersonated:
      if let context = kubectl.context { words += ["--context", context] }
      if let kubeconfig = kubectl.kubeconfig { words += ["--kubeconfig", kubeconfig] }
    case .token(let file):
      let config = "\(folder)/config"
      let text = try Self.configuration(kubectl, tokenFile: file)
      do {
        try Files.writeWhole(Array(text.utf8), to: config)
      } catch {
        throw .unreadable(error)
      }
      words += ["--kubeconfig", config]
    }
    do {
      proxy = try BackgroundProgram("kubectl", words, folder: folder)
    } catch {
      throw .unjudged("program", "kubectl proxy could not be run: \(error.reason)")
    }
    http = LocalHTTP(socket: socket, seconds: kubectl.timeout)
    let deadline = ContinuousClock.now + .seconds(min(kubectl.timeout, 15))
    while !http.isReady {
      guard ContinuousClock.now < deadline else {
        let words = proxy.log.split(separator: "\n").last.map { ": \($0)" } ?? ""
        proxy.stop()
        throw .unjudged("cluster", "kubectl proxy did not start\(words)")
      }
      Pause.milliseconds(20)
    }
  }

  /// Ends the proxy.
  func stop() { proxy.stop() }

  /// The cluster of the user's configuration with another user: nothing of their own credentials.
  private static func configuration(
    _ kubectl: Kubectl, tokenFile: String
  ) throws(Failure) -> String {
    let output = try kubectl.output([
      "config", "view", "--minify", "--raw", "--flatten", "--output",
      "jsonpath={.clusters[0].cluster}",
    ])
    let stream = YAMLStream.read(SourceText(name: "kubectl config view", bytes: output))
    guard stream.failure == nil, let cluster = stream.documents.first?.value else {
      throw .unjudged("cluster", "kubectl did not say where the cluster is")
    }
    func named(_ key: String, _ value: YAMLValue) -> YAMLValue {
      .sequence([
        .mapping([YAMLValue.Entry("name", .string("agent")), YAMLValue.Entry(key, value)])
      ])
    }
    let path =
      Paths.isAbsolute(tokenFile) ? tokenFile : Paths.join(Paths.currentDirectory, tokenFile)
    let context = YAMLValue.mapping([
      YAMLValue.Entry("cluster", .string("agent")), YAMLValue.Entry("user", .string("agent")),
    ])
    return JSONEmitter.document(
      .mapping([
        YAMLValue.Entry("apiVersion", .string("v1")), YAMLValue.Entry("kind", .string("Config")),
        YAMLValue.Entry("current-context", .string("agent")),
        YAMLValue.Entry("clusters", named("cluster", cluster)),
        YAMLValue.Entry(
          "users", named("user", .mapping([YAMLValue.Entry("tokenFile", .string(path))]))),
        YAMLValue.Entry("contexts", named("context", context)),
      ]))
  }

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
    let response = try exchange(
      LocalHTTP.Request(
        method: probe.method ?? "GET", path: probe.path ?? "/", headers: headers, body: body),
      wholeStatuses: [403])
    do {
      try probe.take(status: response.status, body: response.body)
    } catch {
      switch error {
      case .impersonation(let words):
        throw .unjudged(
          "impersonation", "you may not act as the agent: \(words)",
          remedy: "get `impersonate` on the service account, or name a token with --token-file")
      case .unauthenticated:
        throw .unjudged(
          "cluster", "\(kubectl.title) does not accept the credentials",
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
    let response = try exchange(
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
    let allowed = stream.documents.first?["status"]?["allowed"]?.scalar
    probe.take(review: allowed == .bool(true))
  }

  private func exchange(
    _ request: LocalHTTP.Request, wholeStatuses: Set<Int>
  ) throws(Failure) -> HTTPResponse {
    do {
      return try http.send(request, wholeStatuses: wholeStatuses)
    } catch {
      throw .unjudged(
        "cluster",
        "\(kubectl.title) gave no answer to \(request.method) \(request.path): "
          + error.reason,
        remedy: "see that `kubectl version` answers, or give it longer with --timeout")
    }
  }
}
