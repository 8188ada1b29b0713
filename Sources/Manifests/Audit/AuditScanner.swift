// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Reads an audit event straight from a line of JSON, without a tree and without strings.
///
/// It takes the shape in which API servers write events: the known keys, each once, with text in
/// ASCII and, where it counts, without escapes. At anything else it gives up, and whoever asked
/// reads the line as a tree; what it takes, it reads as that way does.
struct AuditScanner {
  typealias Word = RequestWords.Word

  /// What of an event counts, as places in the line.
  struct Words {
    var id = RequestWords.none
    var stage = RequestWords.none
    /// Up to the query.
    var path = RequestWords.none
    var verb = RequestWords.none
    var user = RequestWords.none
    /// The whole object, unread.
    var impersonatedUser = RequestWords.none
    var resource = RequestWords.none
    var apiGroup = RequestWords.none
    var subresource = RequestWords.none
    var namespace = RequestWords.none
    var name = RequestWords.none
    var decision = RequestWords.none
    var agent = RequestWords.none
    var message = RequestWords.none
    var received = RequestWords.none
    var staged = RequestWords.none
    var code = 0
    var hasObject = false

    /// As the way by a tree finds it.
    var isKubectls: Bool { agent.starts(with: AuditEventFields.kubectl.utf8) }

    /// When the request was received, as the way by a tree finds it.
    var time: Timestamp? { Timestamp(received.isEmpty ? staged : received) }
  }

  /// The members that were met: each may be there once.
  private struct Members: OptionSet {
    var rawValue: UInt32
    static let id = Members(rawValue: 1)
    static let stage = Members(rawValue: 2)
    static let uri = Members(rawValue: 4)
    static let verb = Members(rawValue: 8)
    static let user = Members(rawValue: 16)
    static let impersonated = Members(rawValue: 32)
    static let object = Members(rawValue: 64)
    static let status = Members(rawValue: 128)
    static let received = Members(rawValue: 256)
    static let staged = Members(rawValue: 512)
    static let annotations = Members(rawValue: 1_024)
    static let timestamp = Members(rawValue: 2_048)
    static let agent = Members(rawValue: 4_096)
    static let needed: Members = [.id, .stage, .verb, .user]
  }

  private var line: JSONLineScanner
  private var words = Words()

  private init(line: JSONLineScanner) { self.line = line }

  /// An event's words, which point into the line; `nil` where it gives up.
  static func read(_ line: UnsafeBufferPointer<UInt8>) -> Words? {
    var scanner = AuditScanner(line: JSONLineScanner(line))
    var members: Members = []
    guard scanner.line.take("{") else { return nil }
    repeat {
      guard scanner.readMember(&members) else { return nil }
    } while scanner.line.take(",")
    guard scanner.line.take("}"), scanner.line.isAtEnd(), members.isSuperset(of: .needed) else {
      return nil
    }
    return scanner.words
  }

  private mutating func readMember(_ members: inout Members) -> Bool {
    if line.takeKey("\"auditID\":") {
      return meet(.id, &members) && line.readString(&words.id)
    }
    if line.takeKey("\"stage\":") {
      return meet(.stage, &members) && line.readString(&words.stage)
    }
    if line.takeKey("\"requestURI\":") {
      return meet(.uri, &members) && readPath()
    }
    if line.takeKey("\"verb\":") {
      return meet(.verb, &members) && line.readString(&words.verb)
    }
    if line.takeKey("\"user\":") {
      return meet(.user, &members) && readUser()
    }
    if line.takeKey("\"objectRef\":") {
      words.hasObject = true
      return meet(.object, &members) && readObject()
    }
    if line.takeKey("\"responseStatus\":") {
      return meet(.status, &members) && readStatus()
    }
    if line.takeKey("\"requestReceivedTimestamp\":") {
      return meet(.received, &members) && line.readString(&words.received)
        && !words.received.isEmpty
    }
    if line.takeKey("\"stageTimestamp\":") {
      return meet(.staged, &members) && line.readString(&words.staged)
    }
    if line.takeKey("\"annotations\":") {
      return meet(.annotations, &members) && readAnnotations()
    }
    if line.takeKey("\"userAgent\":") {
      return meet(.agent, &members) && line.readString(&words.agent)
    }
    if line.takeKey("\"impersonatedUser\":") {
      let start = line.place
      guard meet(.impersonated, &members), line.skipValue() else { return false }
      words.impersonatedUser = line.bytes(from: start)
      return true
    }
    return skipOther()
  }

  @inline(__always)
  private func meet(_ member: Members, _ members: inout Members) -> Bool {
    members.insert(member).inserted
  }

  private mutating func skipOther() -> Bool {
    if line.takeKey("\"kind\":") || line.takeKey("\"apiVersion\":")
      || line.takeKey("\"level\":") || line.takeKey("\"sourceIPs\":")
      || line.takeKey("\"requestObject\":") || line.takeKey("\"responseObject\":")
    {
      return line.skipValue()
    }
    return skip(Self.known)
  }

  private static let known = [
    "auditID", "stage", "requestURI", "verb", "user", "objectRef", "responseStatus",
    "requestReceivedTimestamp", "stageTimestamp", "annotations", "impersonatedUser", "timestamp",
    "userAgent",
  ]
  private static let userFields = ["username"]
  private static let objectFields = ["resource", "namespace", "name", "apiGroup", "subresource"]
  private static let statusFields = ["code", "message"]
  private static let annotationFields = [
    "authorization.k8s.io/decision", AuditDemand.annotation,
  ]

  private mutating func readPath() -> Bool {
    guard line.readString(&words.path) else { return false }
    let length = words.path.firstIndex(of: UInt8(ascii: "?")) ?? words.path.count
    words.path = Word(rebasing: words.path[..<length])
    return true
  }

  private mutating func readUser() -> Bool {
    var isNamed = false
    return readMembers { scanner in
      guard scanner.line.takeKey("\"username\":") else { return scanner.skip(Self.userFields) }
      guard !isNamed else { return false }
      isNamed = true
      return scanner.line.readString(&scanner.words.user)
    } && isNamed
  }

  private mutating func readObject() -> Bool {
    var met: UInt8 = 0
    func first(_ bit: UInt8) -> Bool {
      defer { met |= bit }
      return met & bit == 0
    }
    return readMembers { scanner in
      if scanner.line.takeKey("\"resource\":") {
        return first(1) && scanner.line.readString(&scanner.words.resource)
      }
      if scanner.line.takeKey("\"namespace\":") {
        return first(2) && scanner.line.readString(&scanner.words.namespace)
      }
      if scanner.line.takeKey("\"name\":") {
        return first(4) && scanner.line.readString(&scanner.words.name)
      }
      if scanner.line.takeKey("\"apiGroup\":") {
        return first(8) && scanner.line.readString(&scanner.words.apiGroup)
      }
      if scanner.line.takeKey("\"subresource\":") {
        return first(16) && scanner.line.readString(&scanner.words.subresource)
      }
      return scanner.skip(Self.objectFields)
    }
  }

  private mutating func readStatus() -> Bool {
    var met: UInt8 = 0
    return readMembers { scanner in
      if scanner.line.takeKey("\"code\":") {
        defer { met |= 1 }
        return met & 1 == 0 && scanner.line.readNumber(&scanner.words.code)
      }
      if scanner.line.takeKey("\"message\":") {
        defer { met |= 2 }
        let start = scanner.line.place
        guard met & 2 == 0, scanner.line.peek() == UInt8(ascii: "\""),
          scanner.line.skipEscapedString()
        else { return false }
        scanner.words.message = scanner.line.bytes(from: start)
        return true
      }
      return scanner.skip(Self.statusFields)
    }
  }

  private mutating func readAnnotations() -> Bool {
    var isMet = false
    return readMembers { scanner in
      guard scanner.line.takeKey("\"authorization.k8s.io/decision\":") else {
        return scanner.skip(Self.annotationFields)
      }
      defer { isMet = true }
      return !isMet && scanner.line.readString(&scanner.words.decision)
    }
  }

  /// Goes over a member that does not count. A key that is spelt with an escape may be one that
  /// does, and one that is known may stand before a blank.
  private mutating func skip(_ known: [String]) -> Bool {
    var key = RequestWords.none
    guard line.readString(&key) else { return false }
    let isKnown = known.contains { $0.utf8.count == key.count && key.elementsEqual($0.utf8) }
    return !isKnown && line.take(":") && line.skipValue()
  }

  private mutating func readMembers(_ read: (inout AuditScanner) -> Bool) -> Bool {
    guard line.take("{") else { return false }
    if line.take("}") { return true }
    repeat {
      guard read(&self) else { return false }
    } while line.take(",")
    return line.take("}")
  }
}
