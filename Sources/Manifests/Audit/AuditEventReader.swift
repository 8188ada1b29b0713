// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import RBAC
import YAMLSyntax

/// Reads the records of a log that may hold audit events: events themselves, lists of them, and
/// the envelopes in which managed clusters export them.
package struct AuditEventReader {
  /// What a record holds.
  package enum Reading {
    case event(AuditEvent)
    /// An event that is like an earlier one, with its id, which is valid while it is taken.
    case known(AuditTemplate, id: UnsafeBufferPointer<UInt8>, time: Timestamp?)
    /// Something that is no audit event, such as another log's line in an export.
    case other
    /// Text that cannot be read.
    case damaged
  }

  private var json = JSONReader()
  private let denials = DenialScanner()
  private var templates = AuditTemplates()

  package init() {}

  /// Calls `take` with whatever a record holds as a tree, in order: the slow twin of `read`.
  mutating func readSlowly(_ record: [UInt8], _ take: (Reading) -> Void) {
    read(text: record, nesting: 0, take)
  }

  /// Calls `take` with whatever a record holds, in order.
  package mutating func read(
    _ record: UnsafeBufferPointer<UInt8>, _ take: (Reading) -> Void
  ) {
    if !readKnown(record, take) { read(text: Array(record), nesting: 0, take) }
  }

  /// Reads an event without a tree; false where that has to be made.
  private mutating func readKnown(
    _ record: UnsafeBufferPointer<UInt8>, _ take: (Reading) -> Void
  ) -> Bool {
    guard let words = AuditScanner.read(record), let template = templates.template(words) else {
      return false
    }
    take(.known(template, id: words.id, time: words.time))
    return true
  }

  private mutating func read(text: [UInt8], nesting: Int, _ take: (Reading) -> Void) {
    guard let node = try? json.read(SourceText(name: "", bytes: text, firstLine: 1)) else {
      return take(.damaged)
    }
    read(node, nesting: nesting, take)
  }

  private mutating func read(_ node: YAMLNode, nesting: Int, _ take: (Reading) -> Void) {
    // Envelopes hold envelopes twice at the most: an export of records of an agent that ships logs.
    guard nesting < 6 else { return take(.other) }
    switch node.kind {
    case .scalar: take(.other)
    case .sequence:
      if let text = Self.row(node) { return read(enclosed: text, nesting: nesting, take) }
      for element in node.elements { read(element, nesting: nesting + 1, take) }
    case .mapping:
      if AuditEventFields.isEvent(node) {
        take(event(node).map(Reading.event) ?? .damaged)
      } else if let entry = CloudLoggingEntry(node) {
        take(entry.event(denials).map(Reading.event) ?? .other)
      } else if let text = Self.enclosedText(node) {
        read(enclosed: text, nesting: nesting, take)
      } else if let list = Self.listKeys.lazy.compactMap({ node[$0] }).first(where: {
        $0.kind == .sequence
      }) {
        read(list, nesting: nesting + 1, take)
      } else {
        take(.other)
      }
    }
  }

  /// The keys under which lists of records stand: in an EventList, in what CloudWatch and its
  /// subscriptions, Azure's diagnostic settings, Cloud Logging and CloudWatch Insights export.
  package static let listKeys = ["items", "events", "logEvents", "records", "entries", "results"]

  /// The text of a record that stands in another as a string.
  private static func enclosedText(_ node: YAMLNode) -> String? {
    for key in ["message", "@message"] {
      if let text = node[key]?.string { return text }
    }
    if let properties = node["properties"] {
      if let text = properties["log"]?.string { return text }
      // Some ways out of Azure put the properties into a string of their own.
      if let text = properties.string, text.hasPrefix("{") { return text }
    }
    return node["log"]?.string
  }

  /// The message in a row of what CloudWatch Insights finds, which lists fields and their values.
  private static func row(_ node: YAMLNode) -> String? {
    node.elements.first { $0["field"]?.string == "@message" }?["value"]?.string
  }

  /// A log that is exported holds other components' lines, too.
  private mutating func read(enclosed text: String, nesting: Int, _ take: (Reading) -> Void) {
    guard text.utf8.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") else { return take(.other) }
    let bytes = Array(text.utf8)
    if bytes.withUnsafeBufferPointer({ readKnown($0, take) }) { return }
    read(text: bytes, nesting: nesting + 1, take)
  }

  private func event(_ node: YAMLNode) -> AuditEvent? {
    AuditEventFields(node).flatMap { $0.event(denials) }
  }
}
