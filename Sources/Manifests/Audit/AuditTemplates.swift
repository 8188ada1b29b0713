// SPDX-License-Identifier: Apache-2.0

import RBAC

/// The templates that a reader has met, by what of a line they were made from.
struct AuditTemplates {
  /// More than this many are not kept: all are forgotten, and gathered anew.
  static let limit = 1 << 13

  private struct Entry {
    var key: [UInt8]
    var hash: UInt64
    var template: AuditTemplate
  }

  private var entries: [Entry] = []
  /// Places in `entries` plus one, by the hash; 0 for none.
  private var table = [Int32](repeating: 0, count: 4 * limit)
  private var key: [UInt8] = []
  private let denials = DenialScanner()

  /// The template of a line's words; `nil` where the line has to be read as a tree.
  mutating func template(_ words: AuditScanner.Words) -> AuditTemplate? {
    // The answer to what was refused may have escapes, which are not read here.
    guard
      words.message.isEmpty
        || !AuditEventFields.mayRefuse(code: words.code, resource: words.resource),
      words.impersonatedUser.isEmpty
    else { return nil }
    makeKey(words)
    let hash = Self.hash(key)
    var place = Int(truncatingIfNeeded: hash) & (table.count - 1)
    while table[place] != 0 {
      let entry = Int(table[place]) - 1
      if entries[entry].hash == hash, entries[entry].key == key { return entries[entry].template }
      place = (place + 1) & (table.count - 1)
    }
    guard let event = event(words) else { return nil }
    if entries.count == Self.limit {
      entries.removeAll(keepingCapacity: true)
      table = [Int32](repeating: 0, count: table.count)
      place = Int(truncatingIfNeeded: hash) & (table.count - 1)
    }
    let template = AuditTemplate(event, number: entries.count)
    entries.append(Entry(key: key, hash: hash, template: template))
    table[place] = Int32(entries.count)
    return template
  }

  private mutating func makeKey(_ words: AuditScanner.Words) {
    key.removeAll(keepingCapacity: true)
    // No text in a line holds a control character.
    for word in [
      words.stage, words.verb, words.user, words.path, words.resource, words.apiGroup,
      words.subresource, words.namespace, words.name, words.decision,
    ] {
      key.append(contentsOf: word)
      key.append(0)
    }
    withUnsafeBytes(of: Int32(truncatingIfNeeded: words.code)) { key.append(contentsOf: $0) }
    key.append((words.hasObject ? 1 : 0) | (words.isKubectls ? 2 : 0))
  }

  private func event(_ words: AuditScanner.Words) -> AuditEvent? {
    func text(_ word: AuditScanner.Word) -> String { String(decoding: word, as: UTF8.self) }
    let verb = text(words.verb)
    guard !verb.isEmpty, let stage = AuditEvent.Stage(rawValue: text(words.stage)) else {
      return nil
    }
    var fields = AuditEventFields(verb: verb, user: text(words.user), stage: stage)
    fields.uri = text(words.path)
    if words.hasObject, !words.resource.isEmpty {
      fields.object = ResourceRequest(
        verb: verb, apiGroup: text(words.apiGroup), resource: text(words.resource),
        subresource: text(words.subresource), namespace: text(words.namespace),
        name: text(words.name))
    }
    fields.code = words.code
    fields.decision = text(words.decision)
    fields.isKubectls = words.isKubectls
    let event = fields.event(denials)
    guard let event, event.besides.isEmpty, event.demands.isEmpty else { return nil }
    return event
  }

  /// Eight bytes at a time, multiplied and folded.
  private static func hash(_ key: [UInt8]) -> UInt64 {
    key.withUnsafeBytes { bytes in
      var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
      var offset = 0
      func mix(_ word: UInt64) {
        let product = (hash ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        hash = product.high ^ product.low
      }
      while offset + 8 <= bytes.count {
        mix(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        offset += 8
      }
      var rest: UInt64 = UInt64(bytes.count)
      for byte in bytes[offset...] { rest = rest << 8 | UInt64(byte) }
      mix(rest)
      return hash
    }
  }
}
