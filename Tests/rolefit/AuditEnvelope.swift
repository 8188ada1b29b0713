// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The ways in which clusters and those who run them export audit events.
enum AuditEnvelope: String, CaseIterable, Sendable {
  case eventList, array, cloudWatch, subscription, recordLines, atMessageLines, cloudLogging,
    cloudLoggingArray, azure, azureLines

  func wrapping(_ lines: [String]) throws -> String {
    switch self {
    case .eventList:
      let items = lines.joined(separator: ",")
      return #"{"kind":"EventList","apiVersion":"audit.k8s.io/v1","items":[\#(items)]}"#
    case .array: return "[\(lines.joined(separator: ",\n"))]"
    case .cloudWatch: return try Self.pretty(["events": Self.messages(lines), "nextToken": "x"])
    case .subscription:
      return try Self.text([
        "messageType": "DATA_MESSAGE", "owner": "1", "logEvents": Self.messages(lines),
      ])
    case .recordLines:
      return try Self.messages(lines).map(Self.text).joined(separator: "\n")
    case .atMessageLines:
      return try lines.map { try Self.text(["@timestamp": "x", "@message": $0]) }
        .joined(separator: "\n")
    case .cloudLogging:
      return try lines.map { try Self.text(try Self.logEntry($0)) }.joined(separator: "\n")
    case .cloudLoggingArray: return try Self.pretty(lines.map(Self.logEntry))
    case .azure: return try Self.pretty(["records": Self.records(lines)])
    case .azureLines: return try Self.records(lines).map(Self.text).joined(separator: "\n")
    }
  }

  private static func messages(_ lines: [String]) -> [[String: Any]] {
    lines.map { ["timestamp": 1_795_336_323_366, "message": $0, "ingestionTime": 1] }
  }

  private static func records(_ lines: [String]) -> [[String: Any]] {
    lines.map {
      ["category": "kube-audit", "properties": ["log": $0 + "\n", "stream": "stdout"]]
    }
  }

  /// As GKE writes an event of the API server.
  private static func logEntry(_ line: String) throws -> [String: Any] {
    let event = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
    func text(_ value: Any?) -> String { value as? String ?? "" }
    let verb = text(event["verb"])
    let status = event["responseStatus"] as? [String: Any] ?? [:]
    let codes = [400: 3, 404: 5, 409: 6, 403: 7, 500: 13]
    var payload: [String: Any] = [
      "@type": "type.googleapis.com/google.cloud.audit.AuditLog", "serviceName": "k8s.io",
      "authenticationInfo": [
        "principalEmail": text((event["user"] as? [String: Any])?["username"])
      ],
      "status": codes[status["code"] as? Int ?? 200].map { ["code": $0] } ?? [:],
    ]
    if let object = event["objectRef"] as? [String: Any], !text(object["resource"]).isEmpty {
      let group = text(object["apiGroup"])
      var parts = [group.isEmpty ? "core" : group, text(object["apiVersion"])]
      if !text(object["namespace"]).isEmpty { parts += ["namespaces", text(object["namespace"])] }
      parts += ["resource", "name", "subresource"].map { text(object[$0]) }
      let reversed = group.split(separator: ".").reversed().joined(separator: ".")
      let kind = [text(object["resource"]), text(object["subresource"])].filter { !$0.isEmpty }
      payload["resourceName"] = parts.filter { !$0.isEmpty }.joined(separator: "/")
      payload["methodName"] =
        (["io.k8s", group.isEmpty ? "core" : reversed, parts[1]] + kind + [verb])
        .joined(separator: ".")
    } else {
      payload["resourceName"] = String(
        text(event["requestURI"]).dropFirst().prefix { $0 != "?" })
      payload["methodName"] = "io.k8s.\(verb)"
    }
    let isFirst = text(event["stage"]) == "ResponseStarted"
    return [
      "protoPayload": payload, "timestamp": text(event["requestReceivedTimestamp"]),
      "labels": event["annotations"] ?? [:],
      "operation": ["id": text(event["auditID"]), isFirst ? "first" : "last": true],
      "resource": ["type": "k8s_cluster"],
    ]
  }

  private static func text(_ value: Any) throws -> String {
    String(
      decoding: try JSONSerialization.data(
        withJSONObject: value, options: [.withoutEscapingSlashes]), as: UTF8.self)
  }

  private static func pretty(_ value: Any) throws -> String {
    String(
      decoding: try JSONSerialization.data(withJSONObject: value, options: [.prettyPrinted]),
      as: UTF8.self)
  }
}
