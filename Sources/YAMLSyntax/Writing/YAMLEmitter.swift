// SPDX-License-Identifier: Apache-2.0

internal import CLibYAML

/// Writes values as YAML in the block style that kubectl prints: lists not indented under their
/// key, `{}` and `[]` when empty, literal blocks for text of several lines, no line ever wrapped.
///
/// A string is quoted when Helm or PyYAML would otherwise read it as something else.
package enum YAMLEmitter {
  /// Several documents, with `---` between them.
  package static func text(_ documents: [YAMLValue]) -> String {
    documents.map { text($0) }.joined(separator: "---\n")
  }

  /// One document, ending with a line break.
  package static func text(_ document: YAMLValue) -> String {
    let writer = EventWriter(.block, escapes: document.holdsHiddenScalars)
    writer.write(document)
    return writer.finish()
  }

  /// A value on one line, for text that a person goes on writing: `{verb: get, apiGroup: ""}`.
  ///
  /// A value that is a string is plain only where it is a single word that nobody could mistake,
  /// such as `deployments/scale`; any other is in double quotes, even where it needs none.
  package static func line(_ value: YAMLValue) -> String {
    let writer = EventWriter(.line, escapes: value.holdsHiddenScalars)
    writer.write(value)
    return String(writer.finish().dropLast())
  }
}

/// libyaml's emitter, one document long.
private final class EventWriter {
  enum Layout {
    /// As `YAMLEmitter.text` writes a document.
    case block
    /// As `YAMLEmitter.line` writes a value.
    case line
  }

  private let layout: Layout
  private let emitter: UnsafeMutablePointer<yaml_emitter_t>
  private var output: [UInt8] = []

  /// - Parameter escapes: whether all that is not ASCII is written as an escape. libyaml escapes
  ///   some of what nobody sees, and the rest only then.
  init(_ layout: Layout, escapes: Bool) {
    self.layout = layout
    emitter = .allocate(capacity: 1)
    emitter.initialize(to: yaml_emitter_t())
    check(yaml_emitter_initialize(emitter))
    yaml_emitter_set_unicode(emitter, escapes ? 0 : 1)
    yaml_emitter_set_width(emitter, -1)
    yaml_emitter_set_output(
      emitter,
      { context, bytes, count in
        guard let context, let bytes else { return 0 }
        Unmanaged<EventWriter>.fromOpaque(context).takeUnretainedValue().output
          .append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
        return 1
      }, Unmanaged.passUnretained(self).toOpaque())
    var event = yaml_event_t()
    check(yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING))
    emit(&event)
    check(yaml_document_start_event_initialize(&event, nil, nil, nil, 1))
    emit(&event)
  }

  deinit {
    yaml_emitter_delete(emitter)
    emitter.deallocate()
  }

  func write(_ value: YAMLValue) {
    switch value {
    case .null: scalar("null", YAML_PLAIN_SCALAR_STYLE)
    case .bool(let bool): scalar(bool ? "true" : "false", YAML_PLAIN_SCALAR_STYLE)
    case .integer(let integer): scalar(String(integer), YAML_PLAIN_SCALAR_STYLE)
    case .float(let float): scalar(FloatText.yaml(float), YAML_PLAIN_SCALAR_STYLE)
    case .string(let string): self.string(string)
    case .sequence(let elements):
      var event = yaml_event_t()
      check(
        yaml_sequence_start_event_initialize(
          &event, nil, nil, 1,
          layout == .line ? YAML_FLOW_SEQUENCE_STYLE : YAML_BLOCK_SEQUENCE_STYLE))
      emit(&event)
      for element in elements { write(element) }
      check(yaml_sequence_end_event_initialize(&event))
      emit(&event)
    case .mapping(let entries):
      var event = yaml_event_t()
      check(
        yaml_mapping_start_event_initialize(
          &event, nil, nil, 1,
          layout == .line ? YAML_FLOW_MAPPING_STYLE : YAML_BLOCK_MAPPING_STYLE))
      emit(&event)
      for entry in entries {
        key(entry.key)
        write(entry.value)
      }
      check(yaml_mapping_end_event_initialize(&event))
      emit(&event)
    }
  }

  func finish() -> String {
    var event = yaml_event_t()
    check(yaml_document_end_event_initialize(&event, 1))
    emit(&event)
    check(yaml_emitter_flush(emitter))
    return String(decoding: output, as: UTF8.self)
  }

  private func key(_ key: String) {
    let style = StringStyle(for: key)
    scalar(key, layout == .line && style == .literal ? .quoted : style)
  }

  private func string(_ string: String) {
    scalar(string, layout == .line ? .forLine(string) : StringStyle(for: string))
  }

  private func scalar(_ text: String, _ style: StringStyle) {
    switch style {
    case .plain: scalar(text, YAML_PLAIN_SCALAR_STYLE)
    case .literal: scalar(text, YAML_LITERAL_SCALAR_STYLE)
    case .quoted: scalar(text, YAML_DOUBLE_QUOTED_SCALAR_STYLE)
    }
  }

  private func scalar(_ text: String, _ style: yaml_scalar_style_t) {
    var text = text
    var event = yaml_event_t()
    text.withUTF8 { bytes in
      check(
        yaml_scalar_event_initialize(
          &event, nil, nil, bytes.baseAddress, Int32(bytes.count), 1, 1, style))
    }
    emit(&event)
  }

  private func emit(_ event: inout yaml_event_t) { check(yaml_emitter_emit(emitter, &event)) }

  /// Events are well-formed and Swift strings are UTF-8, so only a lack of memory is left.
  private func check(_ status: Int32) {
    guard status == 1 else { preconditionFailure("libyaml could not write YAML") }
  }
}

extension YAMLValue {
  /// Whether a string or a key in it holds what nobody sees, besides line feeds.
  fileprivate var holdsHiddenScalars: Bool {
    func isHidden(_ string: String) -> Bool {
      string.holdsHiddenScalars
        && string.unicodeScalars.contains { $0.isHidden && $0 != "\n" && $0 != "\t" }
    }
    switch self {
    case .null, .bool, .integer, .float: return false
    case .string(let string): return isHidden(string)
    case .sequence(let elements): return elements.contains(where: \.holdsHiddenScalars)
    case .mapping(let entries):
      return entries.contains { isHidden($0.key) || $0.value.holdsHiddenScalars }
    }
  }
}
