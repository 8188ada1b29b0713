// SPDX-License-Identifier: Apache-2.0

import Manifests
import RBAC

/// Reads logs as `rolefit usage` does, whole or in pieces.
enum AuditText {
  /// What a log holds, in order.
  struct Content: Equatable {
    var events: [AuditEvent] = []
    var others = 0
    /// Damaged records with the lines that they start in.
    var damaged: [String] = []
  }

  static func content(
    of log: some Sequence<UInt8>, piece: Int = .max
  ) throws(Gzip.Failure) -> Content {
    var reader = AuditLogReader()
    var content = Content()
    func take(_ reading: AuditLogReader.Reading) {
      switch reading {
      case .event(let event): content.events.append(event)
      case .known(let template, let id, let time):
        content.events.append(template.event(id: id, time: time))
      case .other: content.others += 1
      case .damaged(let record, let line): content.damaged.append("\(line) \(record.hash)")
      }
    }
    var rest = Array(log)[...]
    while !rest.isEmpty {
      try reader.feed(Array(rest.prefix(piece)), take)
      rest = rest.dropFirst(piece)
    }
    try reader.finish(take)
    return content
  }

  static func content(of log: String, piece: Int = .max) throws(Gzip.Failure) -> Content {
    try content(of: log.utf8, piece: piece)
  }

  /// One event as a line, without its line feed.
  static func event(
    id: String = "1", stage: String = "ResponseComplete", verb: String = "get",
    uri: String = "/api/v1/namespaces/x/pods/p",
    object: String? = #"{"resource":"pods","namespace":"x","name":"p","apiVersion":"v1"}"#,
    user: String = "u", more: String = ""
  ) -> String {
    let reference = object.map { #","objectRef":\#($0)"# } ?? ""
    return #"{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"\#(id)","#
      + #""stage":"\#(stage)","requestURI":"\#(uri)","verb":"\#(verb)","#
      + #""user":{"username":"\#(user)"}\#(reference),"#
      + #""requestReceivedTimestamp":"2026-11-22T08:32:03.366009Z"\#(more)}"#
  }
}
