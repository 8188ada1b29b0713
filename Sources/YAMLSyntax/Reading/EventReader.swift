// SPDX-License-Identifier: Apache-2.0

internal import CLibYAML
internal import Diagnostics

/// Reads YAML with libyaml, event by event, into a tree builder.
struct EventReader: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  let bytes: UnsafeBufferPointer<UInt8>
  private var marks: MarkConverter
  /// What other readers take for something else.
  private var doubts = Doubts()

  /// A reader of `bytes`, which must stay where they are while it lives.
  init(bytes: UnsafeBufferPointer<UInt8>, markLength: Int, isASCII: Bool) {
    self.bytes = bytes
    marks = MarkConverter(bytes: bytes, markLength: markLength, isASCII: isASCII)
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    guard yaml_parser_initialize(parser) == 1 else {
      preconditionFailure("libyaml has no memory for a parser")
    }
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// Reads the whole stream; what was read before a failure stays in `builder`.
  mutating func read(into builder: inout TreeBuilder) throws(ReadingFailure) {
    try checkDirectives()
    doubts.findGluedSeparator(in: bytes)
    var event = yaml_event_t()
    var isDone = false
    while !isDone {
      guard yaml_parser_parse(parser, &event) == 1 else {
        let failure = parsingFailure()
        try doubts.checkSeparators(before: failure.bytes.upperBound)
        throw failure
      }
      defer { yaml_event_delete(&event) }
      isDone = event.type == YAML_STREAM_END_EVENT
      try handle(&event, builder: &builder)
    }
  }

  @inline(__always)
  private mutating func handle(
    _ event: inout yaml_event_t, builder: inout TreeBuilder
  ) throws(ReadingFailure) {
    switch event.type {
    case YAML_SCALAR_EVENT:
      try scalar(&event, builder: &builder)
    case YAML_MAPPING_START_EVENT:
      let data = event.data.mapping_start
      doubts.startContainer(isFlow: data.style == YAML_FLOW_MAPPING_STYLE)
      try startContainer(
        .mapping, event, anchor: data.anchor, hasTag: data.tag != nil, builder: &builder)
    case YAML_SEQUENCE_START_EVENT:
      let data = event.data.sequence_start
      doubts.startContainer(isFlow: data.style == YAML_FLOW_SEQUENCE_STYLE)
      try startContainer(
        .sequence, event, anchor: data.anchor, hasTag: data.tag != nil, builder: &builder)
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
      // A bracket has width; the end of a block container is where libyaml noticed it.
      let hasBracket = event.end_mark.index > event.start_mark.index
      doubts.endContainer()
      try builder.endContainer(end: hasBracket ? offset(event.end_mark) : nil)
    case YAML_ALIAS_EVENT:
      let place = range(event)
      try builder.alias(
        string(event.data.alias.anchor) ?? "", start: place.lowerBound, end: place.upperBound)
    case YAML_DOCUMENT_START_EVENT:
      let place = range(event)
      let data = event.data.document_start
      try doubts.checkDocument(
        at: place.lowerBound,
        hasDirectives: data.version_directive != nil
          || data.tag_directives.start != data.tag_directives.end, in: bytes)
      try builder.startDocument(at: place)
    case YAML_DOCUMENT_END_EVENT:
      builder.endDocument()
    default:
      break
    }
  }

  private mutating func startContainer(
    _ kind: Tree.Record.Kind, _ event: yaml_event_t, anchor: UnsafeMutablePointer<UInt8>?,
    hasTag: Bool, builder: inout TreeBuilder
  ) throws(ReadingFailure) {
    var start = offset(event.start_mark)
    if anchor != nil || hasTag { start = try skipProperties(from: start) }
    try builder.startContainer(
      kind, start: start, end: max(start, offset(event.end_mark)), anchor: string(anchor))
  }

  @inline(__always)
  private mutating func scalar(
    _ event: inout yaml_event_t, builder: inout TreeBuilder
  ) throws(ReadingFailure) {
    let data = event.data.scalar
    var start = offset(event.start_mark)
    var end = offset(event.end_mark)
    let text = UnsafeBufferPointer(start: data.value, count: data.length)
    let isPlain = data.style == YAML_PLAIN_SCALAR_STYLE
    // libyaml drops the tag `!`, which says that the scalar is a string.
    let isTagged = data.tag != nil || (isPlain && start < end && bytes[start] == UInt8(ascii: "!"))
    try doubts.checkSeparators(before: end)
    if isTagged || data.anchor != nil { start = min(try skipProperties(from: start), end) }
    if isPlain { try doubts.checkPlain(text, at: start..<end) }
    var typing = isPlain && !isTagged ? ScalarTyping.plain : .string
    if isTagged, let tag = string(data.tag) {
      typing = try self.typing(of: text, tag: tag, at: start..<end)
    }
    if typing == .plain || typing == .float, ScalarTyping.isNotFinite(text), !builder.expectsKey {
      throw .notFinite(at: start..<end)
    }

    let quotes =
      data.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE || data.style == YAML_SINGLE_QUOTED_SCALAR_STYLE
      ? 1 : 0
    let written = end - quotes - text.count
    let anchor = string(data.anchor)
    if typing == .binary {
      guard let content = Base64.decoded(text) else {
        throw .wrongTag("!!binary", at: start..<end)
      }
      let first = builder.decoded.count
      // As in Go's JSON, U+FFFD stands for what is not UTF-8.
      builder.decoded.append(contentsOf: String(decoding: content, as: UTF8.self).utf8)
      try builder.scalar(
        .string, start: start, end: end, text: first..<builder.decoded.count, isDecoded: true,
        anchor: anchor)
    } else if isWritten(text, at: written, notBefore: start) {
      try builder.scalar(
        typing, start: start, end: end, text: written..<written + text.count, isDecoded: false,
        anchor: anchor)
    } else {
      if quotes == 0, !isPlain { end = trimmed(from: start, end) }
      if data.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE {
        try Doubts.checkEscapes(in: bytes, from: start, to: end)
      }
      let first = builder.decoded.count
      builder.decoded.append(contentsOf: text)
      try builder.scalar(
        typing, start: start, end: end, text: first..<builder.decoded.count, isDecoded: true,
        anchor: anchor)
    }
  }

  /// Whether the source has just this text at `place`.
  @inline(__always)
  private func isWritten(
    _ text: UnsafeBufferPointer<UInt8>, at place: Int, notBefore start: Int
  ) -> Bool {
    guard place >= start else { return false }
    for index in 0..<text.count where bytes[place + index] != text[index] { return false }
    return true
  }

  /// How a tag types a scalar (kubernetes-sigs/yaml, goyaml.v2/resolve.go, `resolve`).
  private func typing(
    of text: UnsafeBufferPointer<UInt8>, tag: String, at place: Range<Int>
  ) throws(ReadingFailure) -> ScalarTyping {
    let prefix = "tag:yaml.org,2002:"
    guard tag.hasPrefix(prefix) else { return .string }
    let name = tag.dropFirst(prefix.count)
    let typed = ScalarTyping.typed(text)
    switch (name, typed) {
    case ("int", .integer), ("bool", .bool), ("null", .null): return .plain
    case ("float", .integer), ("float", .float): return .float
    // Go's unsigned integers are integers too.
    case ("int", .float) where UInt64(String(decoding: text, as: UTF8.self)) != nil:
      return .plain
    case ("int", _), ("bool", _), ("null", _), ("float", _):
      throw .wrongTag("!!" + name, at: place)
    case ("binary", _): return .binary
    case ("timestamp", _) where !Doubts.isDate(text): throw .wrongTag("!!timestamp", at: place)
    case ("merge", _) where text.elementsEqual("<<".utf8): return .mergeKey
    default: return .string
    }
  }

  /// The first byte after an anchor, a tag, and what separates them from their node.
  private func skipProperties(from start: Int) throws(ReadingFailure) -> Int {
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "!"):
        index = try Doubts.endOfTag(in: bytes, at: index)
      case UInt8(ascii: "&"):
        while index < bytes.count, bytes[index] > 0x20 { index += 1 }
      case UInt8(ascii: "#"):
        while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      default: return index
      }
    }
    return index
  }

  /// The end of a block scalar without the blank that follows it.
  private func trimmed(from start: Int, _ end: Int) -> Int {
    var end = end
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return end
  }

  @inline(__always)
  private mutating func offset(_ mark: yaml_mark_t) -> Int {
    marks.offset(ofScalar: Int(mark.index))
  }

  private mutating func range(_ event: yaml_event_t) -> Range<Int> {
    let start = offset(event.start_mark)
    return start..<max(start, offset(event.end_mark))
  }

  @inline(__always)
  private func string(_ text: UnsafeMutablePointer<UInt8>?) -> String? {
    text.map { String(cString: $0) }
  }
}

extension EventReader {
  /// libyaml compares every `%TAG` with all before it, so a flood of them would take it hours.
  private func checkDirectives() throws(ReadingFailure) {
    var index = 0
    var count = 0
    while let place = bytes[index...].firstIndex(of: UInt8(ascii: "%")) {
      index = place + 1
      guard place == 0 || bytes[place - 1] == 0x0A || bytes[place - 1] == 0x0D else { continue }
      count += 1
      guard count <= 1_000 else {
        throw ReadingFailure(
          "yaml-syntax", "the text has more than 1000 lines that start with `%`",
          at: place..<place + 1, remedy: "remove the directives: Kubernetes objects need none")
      }
    }
  }

  /// Why libyaml stopped.
  private mutating func parsingFailure() -> ReadingFailure {
    let parser = parser.pointee
    if parser.error == YAML_MEMORY_ERROR {
      return ReadingFailure("yaml-size", "there is not enough memory to read the text", at: 0..<0)
    }
    let problem = parser.problem.map { String(cString: $0) } ?? "unknown problem"
    if parser.error == YAML_READER_ERROR {
      let place = min(Int(parser.problem_offset), bytes.count)
      return .notText(SyntaxProblem.characterWords(parser.problem_value), at: place)
    }
    let place = offset(parser.problem_mark)
    let context = parser.context.map { String(cString: $0) }
    return SyntaxProblem(
      problem: problem, place: place, context: context,
      contextPlace: context == nil ? nil : offset(parser.context_mark)
    ).failure
  }
}
