// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import YAMLSyntax

/// Makes the edits of fixes: they touch the bytes that change and nothing else, and there are none
/// where that cannot be done safely.
package enum TextEdit {
  /// Writes other text in the place of a scalar, in quotes if the old one is.
  package static func replacement(of scalar: YAMLNode, with text: String) -> [Fix.Edit]? {
    let range = scalar.byteRange
    guard scalar.kind == .scalar, !range.isEmpty, !scalar.isComposed else { return nil }
    let written: String
    switch scalar.source.bytes[range.lowerBound] {
    case UInt8(ascii: "\""): written = JSONEmitter.text(.string(text), pretty: false)
    case UInt8(ascii: "'"): written = "'" + text.split("'").joined(separator: "''") + "'"
    case UInt8(ascii: "*"), UInt8(ascii: "|"), UInt8(ascii: ">"): return nil
    default: written = word(text)
    }
    return [Fix.Edit(scalar.range, replacement: written)]
  }

  /// Takes a whole entry (key and value) out of a block mapping, with its lines; `nil` in other
  /// forms, and where it is the only one.
  package static func removal(ofKey key: String, from mapping: YAMLNode) -> [Fix.Edit]? {
    let entries = Array(mapping.entries)
    guard let place = entries.firstIndex(where: { $0.key.text == key }), entries.count > 1,
      !mapping.isFlow, !mapping.isInTextWithAliases, !mapping.isComposed
    else { return nil }
    let start = entries[place].key.byteRange.lowerBound
    let end = max(
      entries[place].value.byteRange.upperBound, entries[place].key.byteRange.upperBound)
    let lines = Lines(mapping.source.bytes)
    guard lines.isFirst(start) else {
      // `- key: …` shares its line with the dash: the next entry takes its place.
      guard place == 0 else { return nil }
      let next = entries[1].key.byteRange.lowerBound
      guard lines.holdsNoComment(end..<next) else { return nil }
      return [Fix.Edit(mapping.source.range(start..<next), replacement: "")]
    }
    return [
      Fix.Edit(
        mapping.source.range(lines.start(of: start)..<lines.next(after: end)), replacement: "")
    ]
  }

  /// A text as a scalar: in double quotes unless it is plain for every reader of YAML.
  static func word(_ text: String) -> String {
    isPlainEverywhere(text) ? text : JSONEmitter.text(.string(text), pretty: false)
  }

  /// Whether a text is the same word for every reader of YAML, in every style, without quotes.
  private static func isPlainEverywhere(_ text: String) -> Bool {
    guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return false }
    let reserved: Set<String> = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
    return !reserved.contains(text)
      && text.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
          || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/")
      }
  }
}

extension String {
  fileprivate func split(_ separator: Character) -> [Substring] {
    split(separator: separator, omittingEmptySubsequences: false)
  }
}
