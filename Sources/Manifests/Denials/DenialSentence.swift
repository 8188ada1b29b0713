// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Reads one refusal from the place where its `User "` stands.
struct DenialSentence {
  private let line: [UInt8]
  private let start: Int
  private(set) var position: Int

  init(_ line: [UInt8], at start: Int) {
    self.line = line
    self.start = start
    position = start
  }

  /// `User "u" cannot VERB resource "R" in API group "G" (in the namespace "N" | at the cluster
  /// scope)`, or `User "u" cannot VERB path "P"`; up to Kubernetes 1.11
  /// `User "u" cannot VERB R.G/SUBRESOURCE (in the namespace "N" | at the cluster scope)`, before
  /// that also `cannot VERB all R.G in the cluster`.
  mutating func unauthorized() -> Denial.Unauthorized? {
    guard take("User \""), let user = quoted(), take(" cannot ") else { return nil }
    guard let verb = word(), take(" ") else { return nil }
    if take("path \"") {
      guard let path = quoted() else { return nil }
      let request = NonResourceRequest(verb: verb, path: path)
      return Denial.Unauthorized(user: user, request: .nonResource(request))
    }
    guard var request = take("resource \"") ? resource() : olderResource() else { return nil }
    request.verb = verb
    if take(" in the namespace \"") {
      guard let name = quoted() else { return nil }
      request.namespace = name
    } else if !take(" at the cluster scope"), !take(" in the cluster") {
      return nil
    }
    request.name = objectName()
    return Denial.Unauthorized(user: user, request: .resource(request))
  }

  private mutating func resource() -> ResourceRequest? {
    guard let combined = quoted(), take(" in API group \""), let group = quoted() else {
      return nil
    }
    let parts = combined.split(separator: "/", maxSplits: 1)
    return ResourceRequest(
      verb: "", apiGroup: group, resource: parts.first.map(String.init) ?? "",
      subresource: parts.count > 1 ? String(parts[1]) : "")
  }

  private mutating func olderResource() -> ResourceRequest? {
    _ = take("all ")
    guard let text = word() else { return nil }
    return ResourceRequest(dotted: text)
  }

  /// The name in `deployments.apps "web" is forbidden: User …`; empty where there is none.
  private func objectName() -> String {
    let marker = Array("\" is forbidden: ".utf8)
    guard start >= marker.count, line[..<start].suffix(marker.count).elementsEqual(marker) else {
      return ""
    }
    let end = start - marker.count
    guard let quote = line[..<end].lastIndex(of: UInt8(ascii: "\"")) else { return "" }
    return String(decoding: line[(quote + 1)..<end], as: UTF8.self)
  }

  private mutating func take(_ text: String) -> Bool {
    guard line[position...].starts(with: text.utf8) else { return false }
    position += text.utf8.count
    return true
  }

  private mutating func quoted() -> String? {
    guard let end = line[position...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
    defer { position = end + 1 }
    return String(decoding: line[position..<end], as: UTF8.self)
  }

  private mutating func word() -> String? {
    let end = line[position...].firstIndex(of: UInt8(ascii: " ")) ?? line.endIndex
    guard end > position else { return nil }
    defer { position = end }
    return String(decoding: line[position..<end], as: UTF8.self)
  }
}

extension ResourceRequest {
  /// `deployments.extensions/scale`, as messages write a resource with its group: no verb yet.
  init?(dotted text: String) {
    let parts = text.split(separator: "/", maxSplits: 1)
    let names = parts.first?.split(separator: ".", maxSplits: 1) ?? []
    guard let name = names.first else { return nil }
    self.init(
      verb: "", apiGroup: names.count > 1 ? String(names[1]) : "", resource: String(name),
      subresource: parts.count > 1 ? String(parts[1]) : "")
  }
}
