// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Finds what the authorizer refused in a line that does not say so in its usual sentence.
struct DenialHints {
  private let line: [UInt8]
  private let text: String

  init(_ line: [UInt8]) {
    self.line = line
    text = String(decoding: line, as: UTF8.self)
  }

  /// What a component refused for want of a permission besides that for the request itself.
  var denial: Denial? {
    kubelet ?? signer ?? owner ?? parameters ?? unsafeDelete ?? route ?? securityPolicy ?? noReason
      ?? olderClient
  }

  /// `Forbidden (user=U, verb=V, resource=R, subresource(s)=[S …])`, with `subresource=S` up to
  /// 1.31.
  ///
  /// Source: kubernetes/kubernetes, `InstallAuthFilter` in pkg/kubelet/server/server.go.
  private var kubelet: Denial? {
    guard let start = text.firstRange(of: "Forbidden (user=")?.upperBound,
      let verbStart = text[start...].firstRange(of: ", verb="),
      let resourceStart = text[verbStart.upperBound...].firstRange(of: ", resource="),
      let subStart = text[resourceStart.upperBound...].firstRange(of: ", subresource"),
      let equals = text[subStart.upperBound...].firstIndex(of: "=")
    else { return nil }
    let subresources = text[text.index(after: equals)...].prefix { $0 != ")" }
      .split(whereSeparator: { "[] ,".contains($0) }).map(String.init)
    let requests = subresources.map { subresource in
      Request.resource(
        ResourceRequest(
          verb: String(text[verbStart.upperBound..<resourceStart.lowerBound]), apiGroup: "",
          resource: String(text[resourceStart.upperBound..<subStart.lowerBound]),
          subresource: subresource))
    }
    return Self.askedByKubelet(requests, user: String(text[start..<verbStart.lowerBound]))
  }

  private static func askedByKubelet(_ requests: [Request], user: String) -> Denial? {
    guard let first = requests.first else { return nil }
    var unauthorized = Denial.Unauthorized(user: user, request: first)
    unauthorized.alternatives = Array(requests.dropFirst())
    unauthorized.reason = "the node's kubelet asked for it, about its own endpoint"
    return .unauthorized(unauthorized)
  }

  /// Source: kubernetes/kubernetes, plugin/pkg/admission/certificates.
  private var signer: Denial? {
    for (words, verb) in [
      ("not permitted to approve requests with signerName \"", "approve"),
      ("not permitted to sign requests with signerName \"", "sign"),
      ("not permitted to attest for signerName \"", "attest"),
    ] {
      guard let start = text.firstRange(of: words)?.upperBound else { continue }
      let name = String(text[start...].prefix { $0 != "\"" })
      var unauthorized = Denial.Unauthorized(
        user: "",
        request: .resource(
          ResourceRequest(
            verb: verb, apiGroup: "certificates.k8s.io", resource: "signers", name: name)))
      unauthorized.ruleName = name
      unauthorized.reason = "admission asks for it for the signer's name, which the rule names"
      return .unauthorized(unauthorized)
    }
    return nil
  }

  /// Source: kubernetes/kubernetes, plugin/pkg/admission/gc/gc_admission.go.
  private var owner: Denial? {
    if text.contains("cannot set blockOwnerDeletion if an ownerReference refers to a resource") {
      return .unclear(
        Denial.Unclear(topic: .ownerFinalizers, text: DenialScanner.sentence(of: line)))
    }
    guard text.contains("cannot set an ownerRef on a resource you can't delete"),
      var request = object
    else { return nil }
    request.verb = "delete"
    return Self.asked(
      request, because: "whoever sets an owner reference must be allowed to delete the object")
  }

  /// Source: kubernetes/kubernetes, authz.go of pkg/registry/admissionregistration's policies and
  /// of their bindings.
  private var parameters: Denial? {
    guard text.contains("\"get\" permission"), text.contains("param"),
      let kind = text.firstRange(of: "(kind=")?.upperBound,
      let version = text[kind...].firstRange(of: "apiVersion=")?.upperBound
    else { return nil }
    let user = text.firstRange(of: "user &{")?.upperBound
    return .unclear(
      Denial.Unclear(
        topic: .policyParameters(
          kind: String(text[kind...].prefix { $0 != "," }),
          apiVersion: String(text[version...].prefix { $0 != ")" })),
        user: user.map { String(text[$0...].prefix { $0 != " " }) } ?? "",
        text: DenialScanner.sentence(of: line)))
  }

  /// Source: k8s.io/apiserver, `authorizeUnsafeDelete` in pkg/endpoints/handlers/delete.go.
  private var unsafeDelete: Denial? {
    let verb = "unsafe-delete-ignore-read-errors"
    guard text.contains("not permitted to do \"\(verb)\""), var request = object else { return nil }
    request.verb = verb
    return Self.asked(
      request, because: "who deletes what cannot be read must be allowed to do that, too")
  }

  /// Source: openshift/library-go, pkg/route/hostassignment.
  private var route: Denial? {
    guard text.contains("you do not have permission to set the host field of the route") else {
      return nil
    }
    let request = ResourceRequest(
      verb: "create", apiGroup: "route.openshift.io", resource: "routes",
      subresource: "custom-host")
    return Self.asked(request, because: "OpenShift asks for it before a route gets its own host")
  }

  /// No policy at all could be used: the list of reasons is empty.
  ///
  /// Source: kubernetes/kubernetes up to 1.24, plugin/pkg/admission/security/podsecuritypolicy.
  private var securityPolicy: Denial? {
    guard text.contains("unable to validate against any pod security policy: []") else {
      return nil
    }
    let request = ResourceRequest(
      verb: "use", apiGroup: "policy", resource: "podsecuritypolicies")
    return Self.asked(request, because: "a pod's account must be allowed to use a policy")
  }

  /// `pods "x" is forbidden: ` with nothing behind it.
  private var noReason: Denial? {
    var end = DenialScanner.sentence(of: line)[...]
    while let last = end.last, last.isWhitespace || "\"'},".contains(last) { end.removeLast() }
    guard end.hasSuffix("is forbidden:"), let request = object else { return nil }
    let group = request.apiGroup.isEmpty ? "" : ".\(request.apiGroup)"
    return .unclear(
      Denial.Unclear(
        topic: .noReason(resource: request.resource + group),
        text: DenialScanner.sentence(of: line)))
  }

  /// `the server does not allow access to the requested resource (get pods web-0)`.
  ///
  /// Source: k8s.io/apimachinery, `NewGenericServerResponse` in pkg/api/errors/errors.go.
  private var olderClient: Denial? {
    guard
      let start = text.firstRange(of: "does not allow access to the requested resource (")?
        .upperBound
    else { return nil }
    let words = text[start...].prefix { $0 != ")" }.split(separator: " ").map(String.init)
    guard words.count > 1, var request = ResourceRequest(dotted: words[1]) else { return nil }
    let isPost = words[0] == "post"
    request.verb = isPost ? "create" : words[0] == "put" ? "update" : words[0]
    request.name = words.count > 2 ? words[2] : ""
    if words[0] == "get", words.count == 2 { request.verb = "list" }
    return Self.asked(request, because: "")
  }

  /// The object in `deployments.apps "web" is forbidden:`.
  private var object: ResourceRequest? {
    guard let end = text.firstRange(of: "\" is forbidden:")?.lowerBound,
      let quote = text[..<end].lastIndex(of: "\"")
    else { return nil }
    let word = text[..<quote].split(whereSeparator: { " \"'{([:".contains($0) }).last ?? ""
    guard var request = ResourceRequest(dotted: String(word)) else { return nil }
    request.name = String(text[text.index(after: quote)..<end])
    return request
  }

  private static func asked(_ request: ResourceRequest, because reason: String) -> Denial {
    var unauthorized = Denial.Unauthorized(user: "", request: .resource(request))
    unauthorized.reason = reason
    unauthorized.saysNamespace = false
    return .unauthorized(unauthorized)
  }
}

extension DenialHints {
  /// A URL of the API server or of a kubelet in a line that says 403 or Forbidden.
  var forbiddenURL: Denial? {
    let says403 = text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).contains {
      $0 == "403" || $0.lowercased() == "forbidden"
    }
    guard says403 else { return nil }
    guard let url = ForbiddenURL(in: text) else { return nil }
    if !url.kubeletRequests.isEmpty {
      return Self.askedByKubelet(url.kubeletRequests, user: "")
    }
    guard let request = url.request else { return nil }
    if url.method == nil {
      return .unclear(
        Denial.Unclear(topic: .url(request), text: DenialScanner.sentence(of: line)))
    }
    var unauthorized = Denial.Unauthorized(user: "", request: request)
    unauthorized.reason = "the text has the URL alone: that RBAC refused it is likely, not said"
    return .unauthorized(unauthorized)
  }
}
