// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import KubernetesAPI
import Manifests
import RBAC
package import YAMLSyntax

/// A cluster, read through kubectl: each thing that is asked for, and nothing else.
package struct Cluster: Sendable {
  package let kubectl: Kubectl

  package init(_ kubectl: Kubectl) { self.kubectl = kubectl }

  /// Something that RBAC does not let the user read.
  package struct Refusal: Sendable {
    /// What was to be read, such as `clusterroles`.
    package var what: String
    /// The API server's own message.
    package var words: String

    /// `may not list clusterroles.rbac.authorization.k8s.io: …`.
    package var note: Diagnostic.Note {
      guard case .unauthorized(let denial) = DenialScanner().denials(in: words).first else {
        return Diagnostic.Note("the \(what) could not be read: \(words)")
      }
      return Diagnostic.Note(
        "the \(what) could not be read: \(denial.user) may not "
          + "\(AccessPhrase(denial.request).question)"
      )
    }
  }

  /// Objects of one kind.
  package struct Listing {
    /// The server's lists, a page each.
    package var pages: [YAMLNode] = []
    /// `nil` when all of it was read.
    package var refusal: Refusal?

    package var items: [YAMLNode] { pages.flatMap { $0["items"].map { Array($0.elements) } ?? [] } }
  }

  /// One object, if it is there and may be read.
  package struct Single {
    package var node: YAMLNode?
    package var refusal: Refusal?
  }

  /// How many objects one page of a list holds.
  static let pageSize = 500
  /// How many pages a list may have: a server that goes on has no end.
  private static let mostPages = 2_000

  /// Reads a list in pages. `query` holds further parameters, such as a selector.
  package func list(_ path: String, query: [(String, String)] = []) throws(Failure) -> Listing {
    var listing = Listing()
    var next = ""
    var seen: Set<String> = []
    repeat {
      var query = query + [("limit", "\(Self.pageSize)")]
      if !next.isEmpty { query.append(("continue", next)) }
      switch try kubectl.get(path + Self.text(of: query)) {
      case .found(let page):
        try check(page, of: path)
        listing.pages.append(page)
        next = page["metadata"]?["continue"]?.string ?? ""
        guard next.isEmpty || (seen.insert(next).inserted && seen.count < Self.mostPages) else {
          throw .unjudged(
            "cluster", "\(kubectl.title) gives no end of the list of \(path)",
            remedy: "see what `kubectl get --raw \(path)` prints")
        }
      case .absent: next = ""
      case .forbidden(let words):
        listing.refusal = Refusal(what: Self.name(of: path), words: words)
        return listing
      case .expired:
        // Read too slowly: the rest is gone, and the whole must be had at once.
        guard
          case .found(let page) = try kubectl.get(path + Self.text(of: Array(query.dropLast(2))))
        else { throw .unjudged("cluster", "\(kubectl.title) broke off the list of \(path)") }
        try check(page, of: path)
        listing.pages = [page]
        next = ""
      }
    } while !next.isEmpty
    return listing
  }

  /// Throws for an answer that is no list, which must not be taken for an empty one.
  private func check(_ page: YAMLNode, of path: String) throws(Failure) {
    let kind = page["kind"]?.string ?? ""
    guard page.kind == .mapping, kind.hasSuffix("List"), let items = page["items"],
      items.kind == .sequence, items.elements.allSatisfy({ $0.kind == .mapping })
    else {
      let message = page["message"]?.string.map { ": \($0)" } ?? ""
      throw .unjudged(
        "cluster", "\(kubectl.title) did not answer with the list of \(path)\(message)",
        remedy: "see what `kubectl get --raw \(path)` prints")
    }
  }

  package func object(_ path: String) throws(Failure) -> Single {
    switch try kubectl.get(path) {
    case .found(let node): Single(node: node)
    case .absent, .expired: Single()
    case .forbidden(let words): Single(refusal: Refusal(what: Self.name(of: path), words: words))
    }
  }

  /// The version of the API server: everybody who can reach it may ask.
  package func version() throws(Failure) -> KubernetesVersion? {
    guard case .found(let node) = try kubectl.get("/version"), let major = node["major"]?.string,
      let minor = node["minor"]?.string
    else { return nil }
    return KubernetesVersion("\(major).\(minor.prefix(while: \.isNumber))")
  }

  private static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  private static func text(of query: [(String, String)]) -> String {
    "?" + query.map { "\($0.0)=\(URLText.escaped($0.1))" }.joined(separator: "&")
  }
}
