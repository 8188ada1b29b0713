// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A real kube-apiserver, one for all the tests of a run.
///
/// `scripts/api-server` runs it, from the folder in `KUBEBUILDER_ASSETS`, and ends it when this
/// process ends, however that happens. Tests share it, so each uses names of its own.
package final class APIServer: Sendable {
  /// Who sends a request.
  package enum Sender: Hashable, Sendable {
    /// A member of `system:masters`.
    case admin
    /// Any user; service accounts get their implicit groups, and all `system:authenticated`.
    case user(String, groups: [String] = [])
    /// The bearer of a token.
    case token(String)
    /// The bearer of a token, in the name of somebody else; nothing is added to the groups here.
    indirect case impersonating(User, by: Sender)

    /// Whom an impersonation names.
    package struct User: Hashable, Sendable {
      package var name: String
      package var groups: [String]

      package init(name: String, groups: [String] = []) {
        self.name = name
        self.groups = groups
      }
    }
  }

  /// What came back.
  package struct Response: Sendable {
    package var status: Int
    package var body: JSON
  }

  /// A request that a test needed did not succeed.
  package struct Failure: Error, CustomStringConvertible {
    package var description: String
  }

  /// Whether there is a server to run here.
  package static let isAvailable: Bool = {
    guard let assets = ProcessInfo.processInfo.environment["KUBEBUILDER_ASSETS"] else {
      return false
    }
    return ["etcd", "kube-apiserver"].allSatisfy {
      FileManager.default.isExecutableFile(atPath: "\(assets)/\($0)")
    }
  }()

  /// For `.enabled(if: APIServer.isAvailable, APIServer.whySkipped)`.
  package static let whySkipped: Comment =
    "needs a kube-apiserver and etcd in the folder KUBEBUILDER_ASSETS"

  /// The server, started by the first who asks.
  package static var shared: APIServer {
    get async throws { try await started.value }
  }

  /// The server's version, such as `v1.20.2`.
  package let version: String
  /// Where it is reached without TLS: Foundation's networking trusts no certificate of ours.
  private let url: String
  /// A kubeconfig file that makes kubectl an administrator.
  package let kubeconfig: String
  private let token: String
  private let process: RunningScript

  private static let started = Task.detached { try APIServer() }

  private init() throws {
    process = try RunningScript("scripts/api-server")
    let description = try JSON(parsing: try process.firstLine())
    version = description["version"].string ?? ""
    url = description["plainURL"].string ?? ""
    token = description["token"].string ?? ""
    kubeconfig = description["kubeconfig"].string ?? ""
  }

  /// Sends one request; any status is an answer.
  package func request(
    _ method: String, _ path: String, body: JSON? = nil, as sender: Sender = .admin,
    contentType: String = "application/json"
  ) async throws -> Response {
    guard let target = URL(string: url + path) else {
      throw Failure(description: "not a path: \(path)")
    }
    var request = URLRequest(url: target)
    request.httpMethod = method
    // Many tests ask one server at once, and a busy machine may have two cores.
    request.timeoutInterval = 300
    request.httpBody = body.map { Data($0.text.utf8) }
    request.setValue(contentType, forHTTPHeaderField: "Content-Type")
    request.setValue("application/json", forHTTPHeaderField: "Accept")
    sign(&request, as: sender)
    let (data, response) = try await URLSession.shared.data(for: request)
    let status = (response as? HTTPURLResponse)?.statusCode ?? 0
    let answer = (try? JSON(parsing: data)) ?? .string(String(decoding: data, as: UTF8.self))
    return Response(status: status, body: answer)
  }

  private func sign(_ request: inout URLRequest, as sender: Sender) {
    switch sender {
    case .admin: request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
    case .token(let token):
      request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
    case .user(let name, let groups):
      sign(&request, as: .impersonating(.init(name: name, groups: groups), by: .admin))
    case .impersonating(let user, let bearer):
      sign(&request, as: bearer)
      request.setValue(user.name, forHTTPHeaderField: "Impersonate-User")
      for group in user.groups { request.addValue(group, forHTTPHeaderField: "Impersonate-Group") }
    }
  }
}
