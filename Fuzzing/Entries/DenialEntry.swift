// SPDX-License-Identifier: Apache-2.0

import Manifests
import RBAC

/// The denial scanner: a refusal is the same wherever it stands, and however often.
enum DenialEntry: FuzzEntry {
  static let name = "denials"

  static func run(_ input: [UInt8]) throws(Disagreement) {
    let text = String(decoding: input, as: UTF8.self)
    let scanner = DenialScanner()
    let denials = scanner.denials(in: text)
    try Disagreement.unless(
      "a text that comes twice says the same", denials.map { "\($0)" },
      scanner.denials(in: text + "\nand again\n" + text).map { "\($0)" })
    let unauthorized = denials.compactMap(\.unauthorized)
    let escaped = text.replacing("\"", with: "\\\"")
    if !text.contains("\\") {
      try Disagreement.unless(
        "a text in JSON says the same", unauthorized.map { "\($0)" },
        scanner.denials(in: escaped).compactMap(\.unauthorized).map { "\($0)" })
    }
    for denial in unauthorized {
      guard let sentence = sentence(of: denial) else { continue }
      let again = scanner.denials(in: sentence).compactMap(\.unauthorized)
      try Disagreement.unless(
        "the server's sentence for \(denial.request)", ["\(denial.user): \(denial.request)"],
        again.map { "\($0.user): \($0.request)" })
    }
  }

  /// What the API server would say of the request; `nil` where the words are not plain.
  private static func sentence(of denial: Denial.Unauthorized) -> String? {
    guard case .resource(let request) = denial.request, denial.alternatives.isEmpty,
      denial.reason.isEmpty, request.name.isEmpty, denial.saysNamespace,
      ([denial.user] + words(of: request)).allSatisfy({ $0.utf8.allSatisfy(isPlain) }),
      !denial.user.isEmpty, !request.verb.isEmpty, !request.resource.isEmpty,
      // An impersonated user and the like are told in other words.
      request.verb != "impersonate", denial.ruleName == nil
    else { return nil }
    let resource =
      request.resource + (request.subresource.isEmpty ? "" : "/\(request.subresource)")
    let scope =
      request.namespace.isEmpty
      ? "at the cluster scope" : "in the namespace \"\(request.namespace)\""
    return "\(request.resource) is forbidden: User \"\(denial.user)\" cannot \(request.verb) "
      + "resource \"\(resource)\" in API group \"\(request.apiGroup)\" \(scope)"
  }

  private static func words(of request: ResourceRequest) -> [String] {
    [request.verb, request.apiGroup, request.resource, request.subresource, request.namespace]
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"):
      true
    default: false
    }
  }
}

extension Denial {
  fileprivate var unauthorized: Unauthorized? {
    guard case .unauthorized(let unauthorized) = self else { return nil }
    return unauthorized
  }
}
