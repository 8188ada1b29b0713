// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Finds the API server's refusals in any text around them, JSON-escaped or not.
///
/// The sentences are those of k8s.io/apiserver,
/// pkg/endpoints/handlers/responsewriters/errors.go, of the admission plugins and of the kubelet.
package struct DenialScanner {
  package init() {}

  /// The refusals in `text`, in the order they first stand there. Refusals that differ in the
  /// object's name alone are one.
  package func denials(in text: String) -> [Denial] {
    var seen: Set<Denial> = []
    var denials: [Denial] = []
    let lines = text.split(whereSeparator: \.isNewline).map(Self.unescaped)
    for (index, line) in lines.enumerated() {
      for denial in self.denials(inLine: line, before: lines[(index + 1)...])
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

  private func denials(inLine line: [UInt8], before following: ArraySlice<[UInt8]>) -> [Denial] {
    var found: [Denial] = []
    var position = 0
    while let start = line.firstOffset(of: "User \"", from: position) {
      var scanner = DenialSentence(line, at: start)
      if var unauthorized = scanner.unauthorized() {
        position = scanner.position
        let end = line.firstOffset(of: "User \"", from: position) ?? line.count
        unauthorized.missingRoles = MissingRoles.roles(
          in: line[position..<end], of: unauthorized.request)
        found.append(.unauthorized(unauthorized))
      } else {
        position = start + 1
      }
    }
    if !found.isEmpty { return found }
    // Most lines of a log are no refusal: only those with such a word are looked at closely.
    guard Self.words.contains(where: { line.firstOffset(of: $0, from: 0) != nil }) else {
      return missingRole(in: line).map { [$0] } ?? []
    }
    let hints = DenialHints(line)
    if let denial = hints.denial { return [denial] }
    if let refusal = refusal(in: line, before: following) { return [.other(refusal)] }
    return (hints.forbiddenURL ?? missingRole(in: line)).map { [$0] } ?? []
  }

  /// What is told who asks for a role that is not there, or binds one.
  private func missingRole(in line: [UInt8]) -> Denial? {
    let roles = MissingRoles.roles(in: line[...])
    guard !roles.isEmpty else { return nil }
    return .other(
      Denial.Refusal(cause: .missingRole, text: Self.sentence(of: line), missingRoles: roles))
  }

  /// Words of which every refusal has one.
  private static let words = [
    "orbidden", "ORBIDDEN", "403", "permi", "privileges", "denied", "exceeded", "violates",
    "unable to validate", "cannot set", "not allow",
  ]

  /// Words that only one kind of refusal uses, the most telling first.
  private static let causes: [(String, Denial.Refusal.Cause)] = [
    ("is attempting to grant RBAC permissions not currently held", .escalation),
    ("attempt to grant extra privileges", .escalation),
    ("must have cluster-admin privileges to use the aggregationRule", .escalation),
    ("exceeded quota", .quota),
    ("violates PodSecurity", .podSecurity),
    ("denied the request", .webhook),
    ("unable to validate against any security context constraint", .podSecurity),
    ("is forbidden: ", .admission),
  ]

  /// The rules that a writer lacks follow the sentence, on its line or one a line.
  private func refusal(
    in line: [UInt8], before following: ArraySlice<[UInt8]>
  ) -> Denial.Refusal? {
    for (words, cause) in Self.causes {
      guard let start = line.firstOffset(of: words, from: 0) else { continue }
      var refusal = Denial.Refusal(cause: cause, text: Self.sentence(of: line))
      if cause == .escalation {
        var text = String(decoding: line[start...], as: UTF8.self)
        for next in following {
          let rule = String(decoding: next, as: UTF8.self)
          guard rule.drop(while: \.isWhitespace).first == "{" else { break }
          text += "\n" + rule
        }
        refusal.notHeld =
          words.contains("aggregationRule") ? PrintedRules.everything : PrintedRules.rules(in: text)
      }
      return refusal
    }
    return nil
  }

  /// The message inside a JSON log line, or the line itself.
  static func sentence(of line: [UInt8]) -> String {
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

extension [UInt8] {
  /// Where `text` next stands, at `start` or after it.
  func firstOffset(of text: String, from start: Int) -> Int? {
    let bytes = Array(text.utf8)
    guard count >= bytes.count, start <= count - bytes.count else { return nil }
    return (start...(count - bytes.count)).first { self[$0...].starts(with: bytes) }
  }
}
