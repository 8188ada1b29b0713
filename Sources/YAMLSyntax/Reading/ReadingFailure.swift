// SPDX-License-Identifier: Apache-2.0

internal import Diagnostics

/// Why a reader stopped, with bytes for places: lines and columns are computed once it is reported.
struct ReadingFailure: Error {
  var code: Diagnostic.Code
  var message: String
  /// The bytes it is about.
  var bytes: Range<Int>
  var notes: [(message: String, bytes: Range<Int>?)] = []
  var remedy: String?

  init(
    _ code: Diagnostic.Code, _ message: String, at bytes: Range<Int>,
    notes: [(message: String, bytes: Range<Int>?)] = [], remedy: String? = nil
  ) {
    self.code = code
    self.message = message
    self.bytes = bytes
    self.notes = notes
    self.remedy = remedy
  }

  func diagnostic(in source: SourceText) -> Diagnostic {
    Diagnostic(
      .error, code, message, at: source.range(bytes),
      notes: notes.map { note in
        Diagnostic.Note(note.message, at: note.bytes.map { source.range($0) })
      },
      remedy: remedy)
  }
}

extension ReadingFailure {
  static func tooLarge(_ size: Int, limit: Int) -> ReadingFailure {
    ReadingFailure(
      "yaml-size", "the text has \(size) bytes, more than the \(limit) that are read", at: 0..<0,
      remedy: "split it into several files")
  }

  static func tooManyNodes(at bytes: Range<Int>, limit: Int) -> ReadingFailure {
    ReadingFailure(
      "yaml-size", "the text has more than \(limit) values", at: bytes,
      remedy: "split it into several files")
  }

  static func tooDeep(at bytes: Range<Int>, limit: Int) -> ReadingFailure {
    ReadingFailure(
      "yaml-depth", "sequences and mappings are nested more than \(limit) deep", at: bytes,
      remedy: "check for brackets that are never closed; no Kubernetes object is that deep")
  }

  static func tooManyDocuments(at bytes: Range<Int>, limit: Int) -> ReadingFailure {
    ReadingFailure(
      "yaml-documents", "the text has more than \(limit) documents", at: bytes,
      remedy: "split it into several files")
  }

  static func expandsTooFar(at bytes: Range<Int>, limit: Int) -> ReadingFailure {
    ReadingFailure(
      "yaml-alias-expansion", "aliases add more than \(limit) values to those written out",
      at: bytes, remedy: "write the values out instead of nesting aliases")
  }

  // No message quotes an alias, an anchor or a tag: it can be a password that is not quoted.
  static func undefinedAlias(at bytes: Range<Int>) -> ReadingFailure {
    ReadingFailure(
      "undefined-alias", "the alias has no anchor of its name before it", at: bytes,
      remedy:
        "define the anchor further up in the same document, or quote a text that starts with *")
  }

  static func aliasInsideItself(
    at bytes: Range<Int>, anchor: Range<Int>
  ) -> ReadingFailure {
    ReadingFailure(
      "undefined-alias", "the alias stands inside the value it means", at: bytes,
      notes: [("the anchor is here", anchor)], remedy: "write out what the alias should mean")
  }

  static func gluedSeparator(at offset: Int) -> ReadingFailure {
    ReadingFailure(
      "yaml-syntax", "`---` is followed by something on its line", at: offset..<offset + 3,
      remedy: "put `---` on a line of its own")
  }

  static func hiddenSeparator(at offset: Int) -> ReadingFailure {
    ReadingFailure(
      "yaml-syntax", "kubectl and Helm find no `---` here, and read nothing of what follows",
      at: offset..<offset + 3, remedy: "end the line before it with a line feed")
  }

  static func directive(at offset: Int) -> ReadingFailure {
    ReadingFailure(
      "yaml-syntax", "kubectl reads no directives such as `%YAML` or `%TAG`",
      at: offset..<offset + 1, remedy: "remove the line: Kubernetes objects need none")
  }

  static func questionMark(at bytes: Range<Int>) -> ReadingFailure {
    ReadingFailure(
      "yaml-syntax", "between brackets, kubectl and Helm take a `?` for the start of a key",
      at: bytes, remedy: "quote the text")
  }

  static func escapedSlash(at offset: Int) -> ReadingFailure {
    ReadingFailure(
      "yaml-syntax", "kubectl and Helm know no escape `\\/`", at: offset..<offset + 2,
      remedy: "write `/`")
  }

  static func runningTag(at offset: Int) -> ReadingFailure {
    ReadingFailure(
      "yaml-syntax", "kubectl and Helm take a comma or bracket after a tag for some of it",
      at: offset..<offset + 1, remedy: "remove the tag, or put a blank after it")
  }

  static func notFinite(at bytes: Range<Int>) -> ReadingFailure {
    ReadingFailure(
      "yaml-number", "kubectl and Helm read no number that JSON cannot write", at: bytes,
      remedy: "quote a text that looks like `.inf` or `.nan`")
  }

  static func innerMark(at offset: Int) -> ReadingFailure {
    ReadingFailure(
      "not-text", "a byte order mark stands inside the text, where other readers go astray",
      at: offset..<offset + 3, remedy: "remove it: only the first of a file is none of its text")
  }

  static func unusableKey(_ what: String, at bytes: Range<Int>) -> ReadingFailure {
    ReadingFailure(
      "unsupported-key", "\(what) cannot be the key of a mapping in Kubernetes", at: bytes,
      remedy: "use a string")
  }

  static func unmergeable(at bytes: Range<Int>) -> ReadingFailure {
    ReadingFailure(
      "merge-key", "the merge key `<<` takes a mapping or a sequence of mappings", at: bytes,
      remedy: "give it an alias of a mapping, or quote the key if it should be a text")
  }

  static func wrongTag(_ tag: String, at bytes: Range<Int>) -> ReadingFailure {
    ReadingFailure(
      "yaml-tag", "the value is not what its tag `\(tag)` says", at: bytes,
      remedy: "remove the tag, or change the value")
  }

  static func notText(_ what: String, at offset: Int, remedy: String? = nil) -> ReadingFailure {
    ReadingFailure(
      "not-text", "this is not text: \(what)", at: offset..<offset,
      remedy: remedy ?? "give a YAML or JSON file in UTF-8")
  }
}
