// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Finds the API server's refusals in any text around them, JSON-escaped or not.
///
/// The sentences are those of k8s.io/apiserver,
/// pkg/endpoints/handlers/responsewriters/errors.go, and of the admission plugins.
package struct DenialScanner {
  package init() {}

  /// The refusals in `text`, in the order they first stand there. Refusals that differ in the
  /// object's name alone are one.
  package func denials(in text: String) -> [Denial] {
    var seen: Set<Denial> = []
    var denials: [Denial] = []
    for line in text.split(whereSeparator: \.isNewline) {
      for denial in self.denials(inLine: Self.unescaped(line))
      where seen.insert(denial.unnamed).inserted {
        denials.append(denial)
      }
    }
    return denials
  }

  /// Logs quote messages, sometimes more than once: a quotation mark keeps no backslash.
  private static func unescaped(_ line: Substring) -> [UInt8] {
    var bytes: [UInt8] = []
    var pendingBackslashes = 0
    for byte in line.utf8 {
      if byte == UInt8(ascii: "\\") {
        pendingBackslashes += 1
        continue
      }
      if byte != UInt8(ascii: "\"") {
        bytes.append(
          contentsOf: repeatElement(UInt8(ascii: "\\"), count: pendingBackslashes))
      }
      pendingBackslashes = 0
      bytes.append(byte)
    }
    return bytes
  }

  private func denials(inLine line: [UInt8]) -> [Denial] {
    var found: [Denial] = []
    var position = 0
    while let start = line.firstOffset(of: "User \"", from: position) {
      var scanner = SentenceScanner(line, at: start)
      if let unauthorized = scanner.unauthorized() {
        found.append(.unauthorized(unauthorized))
        position = scanner.position
      } else {
        position = start + 1
      }
    }
    if found.isEmpty, let refusal = Self.refusal(in: line) { found.append(.other(refusal)) }
    return found
  }

  /// Words that only one kind of refusal uses, the most telling first.
  private static let causes: [(String, Denial.Refusal.Cause)] = [
    ("is attempting to grant RBAC permissions not currently held", .escalation),
    ("exceeded quota", .quota),
    ("violates PodSecurity", .podSecurity),
    ("denied the request", .webhook),
    ("unable to validate against any security context constraint", .podSecurity),
    ("is forbidden: ", .admission),
  ]

  private static func refusal(in line: [UInt8]) -> Denial.Refusal? {
    for (words, cause) in causes where line.firstOffset(of: words, from: 0) != nil {
      return Denial.Refusal(cause: cause, text: sentence(of: line))
    }
    return nil
  }

  /// The message inside a JSON log line, or the line itself.
  private static func sentence(of line: [UInt8]) -> String {
    let text = String(decoding: line, as: UTF8.self)
    for field in ["\"message\":\"", "\"msg\":\"", "\"error\":\""] {
      guard let start = line.firstOffset(of: field, from: 0) else { continue }
      let rest = line[(start + field.utf8.count)...]
      let end = rest.indices.first { rest[$0...].starts(with: "\",\"".utf8) } ?? rest.endIndex
      return String(decoding: rest[..<end], as: UTF8.self)
    }
    return text
  }
}

/// Reads one refusal from the place where its `User "` stands.
private struct SentenceScanner {
  private let line: [UInt8]
  private let start: Int
  private(set) var position: Int

  init(_ line: [UInt8], at start: Int) {
    self.line = line
    self.start = start
    position = start
  }

  /// `User "u" cannot VERB resource "R" in API group "G" (in the namespace "N" | at the cluster
  /// scope)`, or `User "u" cannot VERB path "P"`.
  mutating func unauthorized() -> Denial.Unauthorized? {
    guard take("User \""), let user = quoted(), take(" cannot ") else { return nil }
    guard let verb = word() else { return nil }
    if take(" path \"") {
      guard let path = quoted() else { return nil }
      let request = NonResourceRequest(verb: verb, path: path)
      return Denial.Unauthorized(user: user, request: .nonResource(request))
    }
    guard take(" resource \""), let combined = quoted() else { return nil }
    guard take(" in API group \""), let group = quoted() else { return nil }
    var namespace = ""
    if take(" in the namespace \"") {
      guard let name = quoted() else { return nil }
      namespace = name
    } else if !take(" at the cluster scope") {
      return nil
    }
    let parts = combined.split(separator: "/", maxSplits: 1)
    let request = ResourceRequest(
      verb: verb, apiGroup: group, resource: parts.first.map(String.init) ?? "",
      subresource: parts.count > 1 ? String(parts[1]) : "", namespace: namespace,
      name: objectName())
    return Denial.Unauthorized(user: user, request: .resource(request))
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

extension [UInt8] {
  /// Where `text` next stands, at `start` or after it.
  fileprivate func firstOffset(of text: String, from start: Int) -> Int? {
    let bytes = Array(text.utf8)
    guard count >= bytes.count, start <= count - bytes.count else { return nil }
    return (start...(count - bytes.count)).first { self[$0...].starts(with: bytes) }
  }
}
