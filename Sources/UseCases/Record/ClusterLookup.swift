// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Host
import Tools
import YAMLSyntax

/// Looks at objects of a cluster, as kubectl's user.
struct ClusterLookup {
  /// What the cluster says of an object.
  enum Answer {
    case found(YAMLNode)
    case missing
    /// It does not say, and why.
    case unknown(String)
  }

  private let connection: any APIConnection

  init(_ connection: any APIConnection) { self.connection = connection }

  func object(at path: String) -> Answer {
    send(LocalHTTP.Request(method: "GET", path: URLText.escaped(path, besides: "/:@!$&'()*+,;=")))
  }

  /// Sends a request, and reads the object that it answers with.
  func send(_ request: LocalHTTP.Request) -> Answer {
    let response: HTTPResponse
    do throws(Failure) {
      let statuses: Set<Int> = [200, 201, 400, 403, 404, 409, 422, 500]
      response = try connection.send(request, wholeStatuses: statuses)
    } catch {
      return .unknown(error.diagnostics.first?.message ?? "the cluster does not answer")
    }
    var reader = JSONReader()
    let source = SourceText(name: "answer", bytes: response.body)
    let node = try? reader.read(source)
    switch (response.status, node) {
    case (200, let node?), (201, let node?): return .found(node)
    case (404, _): return .missing
    default:
      return .unknown(node?["message"]?.string ?? "the cluster answers \(response.status)")
    }
  }

  /// The resource of a kind, as discovery has it.
  func resource(of kind: String, in version: String) -> (name: String, isNamespaced: Bool)? {
    let prefix = version.contains("/") ? "/apis" : "/api"
    guard case .found(let list) = object(at: "\(prefix)/\(version)") else { return nil }
    for resource in list["resources"]?.elements.map({ $0 }) ?? [] {
      guard resource["kind"]?.string == kind, let name = resource["name"]?.string,
        !name.contains("/")
      else { continue }
      return (name, resource["namespaced"]?.scalar == .bool(true))
    }
    return nil
  }
}
