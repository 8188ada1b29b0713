// SPDX-License-Identifier: Apache-2.0

package import Testing

extension APIServer {
  /// Creates an object as an administrator, in its namespace if it names one.
  @discardableResult
  package func create(_ object: JSON) async throws -> JSON {
    let path = try Self.collectionPath(of: object)
    let response = try await request("POST", path, body: object)
    guard response.status == 201 else {
      throw Failure(description: "POST \(path): \(response.status) \(response.body)")
    }
    return response.body
  }

  /// Creates a namespace.
  package func createNamespace(_ name: String) async throws {
    try await create(
      ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(name)]])
  }

  /// Creates a service account and returns a token of it.
  package func createServiceAccount(_ name: String, in namespace: String) async throws -> String {
    try await create([
      "apiVersion": "v1", "kind": "ServiceAccount",
      "metadata": ["name": .string(name), "namespace": .string(namespace)],
    ])
    let path = "/api/v1/namespaces/\(namespace)/serviceaccounts/\(name)/token"
    let request: JSON = [
      "apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": [:],
    ]
    let response = try await self.request("POST", path, body: request)
    guard let token = response.body["status"]["token"].string else {
      throw Failure(description: "POST \(path): \(response.status) \(response.body)")
    }
    return token
  }

  /// Asks the server's authorizer: `spec` is that of a SubjectAccessReview.
  package func review(_ spec: JSON) async throws -> Bool {
    let review = try await create([
      "apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview", "spec": spec,
    ])
    guard let allowed = review["status"]["allowed"].bool else {
      throw Failure(description: "no verdict: \(review)")
    }
    return allowed
  }

  /// Expects the verdict on `spec` to become `allowed`.
  ///
  /// The authorizer reads roles and bindings from a cache, which learns of new ones a moment
  /// later; so a verdict that differs is asked for again, for 20 seconds at most.
  package func expectReview(
    of spec: JSON, toBe allowed: Bool, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    for _ in 0..<200 {
      if try await review(spec) == allowed { return }
      try await Task.sleep(for: .milliseconds(100))
    }
    Issue.record("not \(allowed): \(spec)", sourceLocation: sourceLocation)
  }

  /// The path that objects of this kind are created at.
  package static func collectionPath(of object: JSON) throws -> String {
    guard let version = object["apiVersion"].string, let kind = object["kind"].string else {
      throw Failure(description: "neither apiVersion nor kind: \(object)")
    }
    let prefix = version.contains("/") ? "/apis" : "/api"
    let namespace = object["metadata"]["namespace"].string.map { "/namespaces/\($0)" } ?? ""
    return "\(prefix)/\(version)\(namespace)/\(plural(of: kind.lowercased()))"
  }

  private static func plural(of name: String) -> String {
    if name.hasSuffix("y") { return "\(name.dropLast())ies" }
    return name.hasSuffix("s") ? "\(name)es" : "\(name)s"
  }
}
