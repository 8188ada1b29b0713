// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Host
import Manifests
package import RBAC
import YAMLSyntax

/// As whom requests are sent to a cluster.
package enum RequestSender: Sendable {
  /// The user of kubectl, who impersonates an account.
  case impersonated(User)
  /// The bearer of the token in a file, which only kubectl reads.
  case token(file: String)
}

/// The way of single requests to a cluster's API server. A test answers in its place.
package protocol APIConnection: AnyObject {
  /// Sends a request. Bodies of answers are read to their end only for `wholeStatuses`.
  func send(
    _ request: LocalHTTP.Request, wholeStatuses: Set<Int>
  ) throws(Failure) -> HTTPResponse
  func stop()
}

/// A `kubectl proxy` of its own that listens on a socket in a folder only its user may enter, and
/// that ends when this does.
package final class KubectlProxy: APIConnection {
  private let kubectl: Kubectl
  private let proxy: BackgroundProgram
  private let http: LocalHTTP

  package init(_ kubectl: Kubectl, as sender: RequestSender) throws(Failure) {
    self.kubectl = kubectl
    let folder: String
    do { folder = try BackgroundProgram.makeFolder() } catch { throw .unwritable(error) }
    let socket = "\(folder)/socket"
    var words = ["proxy", "--unix-socket=\(socket)", "--reject-paths="]
    switch sender {
    case .impersonated:
      words += kubectl.clusterFlags
    case .token(let file):
      let config = "\(folder)/config"
      let text = try Self.configuration(kubectl, tokenFile: file)
      do {
        try Files.writeWhole(Array(text.utf8), to: config)
      } catch {
        throw .unwritable(error)
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
        let words = proxy.log.split(separator: "\n").last.map(String.init)
        let message = words.map { ": \(KubectlMessage.withoutSecrets($0))" } ?? ""
        proxy.stop()
        throw .unjudged("cluster", "kubectl proxy did not start\(message)")
      }
      Clock.wait(milliseconds: 20)
    }
  }

  /// The folder that only its user may enter, and that goes with it.
  package var folder: String { proxy.folder }
  /// Where it listens.
  package var socket: String { http.socket }

  /// Ends the proxy.
  package func stop() { proxy.stop() }

  package func send(
    _ request: LocalHTTP.Request, wholeStatuses: Set<Int>
  ) throws(Failure) -> HTTPResponse {
    do {
      return try http.send(request, wholeStatuses: wholeStatuses)
    } catch {
      throw .unjudged(
        "cluster",
        "\(kubectl.title) gave no answer to \(request.method) \(request.path): "
          + error.reason,
        remedy: KubectlMessage.noAnswerRemedy)
    }
  }

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
    let context = YAMLValue.mapping([
      YAMLValue.Entry("cluster", .string("agent")), YAMLValue.Entry("user", .string("agent")),
    ])
    let user = YAMLValue.mapping([
      YAMLValue.Entry("tokenFile", .string(Paths.absolute(tokenFile)))
    ])
    return JSONEmitter.document(
      .mapping([
        YAMLValue.Entry("apiVersion", .string("v1")), YAMLValue.Entry("kind", .string("Config")),
        YAMLValue.Entry("current-context", .string("agent")),
        YAMLValue.Entry("clusters", named("cluster", cluster)),
        YAMLValue.Entry("users", named("user", user)),
        YAMLValue.Entry("contexts", named("context", context)),
      ]))
  }
}
