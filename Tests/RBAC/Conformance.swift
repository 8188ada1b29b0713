// SPDX-License-Identifier: Apache-2.0

import Foundation
import RBAC

/// The recorded verdicts of a real API server: JSON lines, in the folder that `ROLEFIT_CONFORMANCE`
/// names or else among the fixtures.
enum Conformance {
  static var folder: URL {
    if let path = ProcessInfo.processInfo.environment["ROLEFIT_CONFORMANCE"] {
      return URL(fileURLWithPath: path)
    }
    return URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Fixtures/Conformance")
  }

  static func lines<Line: Decodable>(of file: String, as type: Line.Type) throws -> [Line] {
    let data = try Data(contentsOf: folder.appendingPathComponent(file))
    let decoder = JSONDecoder()
    return try data.split(separator: UInt8(ascii: "\n")).map { try decoder.decode(type, from: $0) }
  }
}

struct RecordedRule: Decodable {
  var apiGroups: [String]?
  var resources: [String]?
  var resourceNames: [String]?
  var verbs: [String]?
  var nonResourceURLs: [String]?

  var rule: PolicyRule {
    PolicyRule(
      apiGroups: apiGroups ?? [], resources: resources ?? [], resourceNames: resourceNames ?? [],
      verbs: verbs ?? [], nonResourceURLs: nonResourceURLs ?? [])
  }
}

struct RecordedRequest: Decodable {
  var verb: String
  var group: String?
  var resource: String?
  var subresource: String?
  var namespace: String?
  var name: String?
  var path: String?

  var request: Request {
    if let path { return .nonResource(NonResourceRequest(verb: verb, path: path)) }
    return .resource(
      ResourceRequest(
        verb: verb, apiGroup: group ?? "", resource: resource ?? "",
        subresource: subresource ?? "", namespace: namespace ?? "", name: name ?? ""))
  }
}
