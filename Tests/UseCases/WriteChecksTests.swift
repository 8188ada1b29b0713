// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import Host
import RBAC
import Testing
import Tools
import YAMLSyntax

@testable import UseCases

/// What is asked besides writes that servers of these tests do not know.
struct WriteChecksTests {
  /// Answers GET by path.
  private final class Cluster: APIConnection {
    private let objects: [String: String]

    init(_ objects: [String: String]) { self.objects = objects }

    func send(
      _ request: LocalHTTP.Request, wholeStatuses: Set<Int>
    ) throws(Failure) -> HTTPResponse {
      let body = objects[request.path]
      let head = "HTTP/1.1 \(body == nil ? 404 : 200) x\r\n\r\n\(body ?? "{}")"
      guard let response = HTTPResponse(Array(head.utf8), isEnded: true) else {
        throw .unjudged("cluster", "no answer")
      }
      return response
    }

    func stop() {}
  }

  private static let resources =
    #"{"resources": [{"name": "limits/status", "kind": "Limit"}, {"name": "limits", "#
    + #""kind": "Limit", "namespaced": true}]}"#

  private static func node(_ text: String) throws -> YAMLNode {
    var reader = JSONReader()
    return try #require(try reader.read(SourceText(name: "object", text: text)))
  }

  private static func found(
    _ verb: String, _ group: String, _ resource: String, name: String = "", old: String? = nil,
    new: String, _ objects: [String: String] = [:]
  ) throws -> WriteChecks.Found {
    let parts = resource.split(separator: "/").map(String.init)
    let request = ResourceRequest(
      verb: verb, apiGroup: group, resource: parts[0],
      subresource: parts.count > 1 ? parts[1] : "", name: name)
    #expect(WriteChecks.concern(request))
    return WriteChecks(
      request: request, old: try old.map(node), new: try node(new),
      cluster: ClusterLookup(Cluster(objects)), kubernetesMinor: 37
    ).found()
  }

  private static func phrases(_ found: WriteChecks.Found) -> [String] {
    found.checks.flatMap(\.needed).map { AccessPhrase($0).grant }
  }

  private static let admission = "admissionregistration.k8s.io"

  @Test func aPolicyTakesReadingItsParameters() throws {
    func policy(_ spec: String) -> String {
      #"{"kind": "ValidatingAdmissionPolicy", "metadata": {"name": "p"}, "spec": {\#(spec)}}"#
    }
    let own = policy(#""paramKind": {"apiVersion": "example.com/v1", "kind": "Limit"}"#)
    let known = ["/apis/example.com/v1": Self.resources]
    let kind = "validatingadmissionpolicies"
    let found = try Self.found("create", Self.admission, kind, new: own, known)
    #expect(Self.phrases(found) == ["get on limits (example.com)"])
    // What nobody serves is asked for as anything of its group.
    let unknown = try Self.found("create", Self.admission, kind, new: own)
    #expect(Self.phrases(unknown) == ["get on * (example.com)"])
    #expect(try Self.found("create", Self.admission, kind, new: policy("")).checks.isEmpty)
    let same = try Self.found("update", Self.admission, kind, name: "p", old: own, new: own, known)
    #expect(same.checks.isEmpty)
    let changed = try Self.found(
      "patch", Self.admission, kind, name: "p", old: policy(""), new: own, known)
    #expect(Self.phrases(changed) == ["get on limits (example.com)"])
  }

  @Test func aPolicysBindingTakesReadingThatParameter() throws {
    let binding =
      #"{"apiVersion": "admissionregistration.k8s.io/v1", "metadata": {"name": "b"}, "#
      + #""spec": {"policyName": "p", "paramRef": {"name": "l", "namespace": "n"}}}"#
    let path = "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies/p"
    let policy =
      #"{"spec": {"paramKind": {"apiVersion": "example.com/v1", "kind": "Limit"}}}"#
    let kind = "validatingadmissionpolicybindings"
    let found = try Self.found(
      "create", Self.admission, kind, new: binding,
      [path: policy, "/apis/example.com/v1": Self.resources])
    #expect(Self.phrases(found) == ["get on limits (example.com) named 'l' in namespace n"])
    let without = try Self.found("create", Self.admission, kind, new: binding)
    #expect(Self.phrases(without) == ["get on * (*) named 'l' in namespace n"])
  }

  @Test func signersAreAskedAbout() throws {
    let bundle = #"{"metadata": {"name": "b"}, "spec": {"signerName": "example.com/s"}}"#
    let group = "certificates.k8s.io"
    let found = try Self.found("create", group, "clustertrustbundles", new: bundle)
    #expect(
      Self.phrases(found) == ["attest on signers (certificates.k8s.io) named 'example.com/s'"])
    let kept = try Self.found(
      "patch", group, "clustertrustbundles", name: "b", old: bundle,
      new: #"{"metadata": {"name": "b", "finalizers": ["x"]}, "#
        + #""spec": {"signerName": "example.com/s"}}"#)
    #expect(kept.checks.isEmpty)
    let request = #"{"spec": {"signerName": "example.com/s"}, "status": {}}"#
    let signed =
      #"{"spec": {"signerName": "example.com/other"}, "status": {"certificate": "x"}}"#
    let kind = "certificatesigningrequests/status"
    let signing = try Self.found(
      "update", group, kind, name: "r", old: request, new: signed)
    #expect(
      Self.phrases(signing) == ["sign on signers (certificates.k8s.io) named 'example.com/s'"])
    let touched = try Self.found("update", group, kind, name: "r", old: request, new: request)
    #expect(touched.checks.isEmpty)
  }

  @Test func whatTheCollectorChangesIsNotAskedAbout() throws {
    func role(_ metadata: String, _ verb: String) -> String {
      #"{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": "#
        + #"{"name": "r"\#(metadata)}, "rules": [{"apiGroups": [""], "resources": ["pods"], "#
        + #""verbs": ["\#(verb)"]}]}"#
    }
    func phrases(_ new: String) throws -> [String] {
      Self.phrases(
        try Self.found(
          "patch", WriteChecks.rbac, "clusterroles", name: "r", old: role("", "get"), new: new))
    }
    #expect(try phrases(role(#", "finalizers": ["x"], "resourceVersion": "2""#, "get")).isEmpty)
    #expect(try phrases(role(#", "labels": {"a": "b"}"#, "get")) == ["get on pods (core)"])
    #expect(try phrases(role("", "list")) == ["list on pods (core)"])
  }

  @Test func ownersAreAskedAboutWhereTheyAreNew() throws {
    func pod(_ owners: String) throws -> YAMLNode {
      try Self.node(#"{"metadata": {"name": "p", "ownerReferences": [\#(owners)]}}"#)
    }
    let owner =
      #"{"apiVersion": "example.com/v1", "kind": "Limit", "name": "l", "uid": "1", "#
      + #""blockOwnerDeletion": true}"#
    func phrases(_ verb: String, old: YAMLNode?, new: YAMLNode) -> [String] {
      let request = ResourceRequest(
        verb: verb, apiGroup: "", resource: "pods", namespace: "n", name: old == nil ? "" : "p")
      return Self.phrases(
        OwnerChecks(
          request: request, old: old, new: new,
          cluster: ClusterLookup(Cluster(["/apis/example.com/v1": Self.resources]))
        ).found())
    }
    let finalizers = "update on limits/finalizers (example.com) named 'l' in namespace n"
    #expect(phrases("create", old: nil, new: try pod(owner)) == [finalizers])
    #expect(
      phrases("patch", old: try pod(""), new: try pod(owner))
        == ["delete on pods (core) named 'p' in namespace n", finalizers])
    #expect(phrases("patch", old: try pod(owner), new: try pod(owner)).isEmpty)
  }
}
