// SPDX-License-Identifier: Apache-2.0

internal import Diagnostics

/// A Helm template action, `{{ … }}`, that makes a text something other than YAML.
enum TemplateAction {
  /// The failure to report in place of `failure` when an action in the text explains it.
  static func failure(
    explaining failure: ReadingFailure, of bytes: UnsafeBufferPointer<UInt8>,
    records: [Tree.Record]
  ) -> ReadingFailure? {
    guard ["yaml-syntax", "json-syntax", "unsupported-key"].contains(failure.code),
      let action = first(
        in: bytes, before: endOfLine(bytes, at: failure.bytes.lowerBound), records: records)
    else { return nil }
    return ReadingFailure(
      "unrendered-template", "this is a Helm template that has not been rendered", at: action,
      remedy: "render the chart first: `helm template …`, or give the chart with --chart")
  }

  /// The first action that is neither in a comment nor whole inside quotes or a block of text.
  private static func first(
    in bytes: UnsafeBufferPointer<UInt8>, before end: Int, records: [Tree.Record]
  ) -> Range<Int>? {
    var index = 0
    var line = (end: 0, comment: Int.max)
    while index + 1 < end {
      if index >= line.end {
        line.end = endOfLine(bytes, at: index) + 1
        line.comment = comment(in: bytes, from: index, records: records)
      }
      guard bytes[index] == UInt8(ascii: "{"), bytes[index + 1] == UInt8(ascii: "{") else {
        index += 1
        continue
      }
      // More than two braces are not how anyone writes an action.
      if index + 2 < bytes.count, bytes[index + 2] == UInt8(ascii: "{") {
        while index < bytes.count, bytes[index] == UInt8(ascii: "{") { index += 1 }
        continue
      }
      guard index < line.comment else {
        index += 2
        continue
      }
      let last = self.end(ofActionAt: index, in: bytes)
      let action = index..<(last ?? index + 2)
      guard let last, let scalar = scalar(at: index, in: records), scalar.end >= last,
        isQuotedOrBlock(scalar, in: bytes)
      else { return action }
      index = last
    }
    return nil
  }

  /// The end of the line that holds a byte.
  private static func endOfLine(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
    var end = min(place, bytes.count)
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return end
  }

  private static func isQuotedOrBlock(
    _ scalar: Tree.Record, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    switch bytes[Int(scalar.start)] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "|"), UInt8(ascii: ">"): true
    default: false
    }
  }

  /// The byte after an action's `}}`; `nil` when its line has none.
  private static func end(
    ofActionAt start: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    let last = endOfLine(bytes, at: start)
    var index = start + 2
    while index + 1 < last {
      if bytes[index] == UInt8(ascii: "}"), bytes[index + 1] == UInt8(ascii: "}") {
        return index + 2
      }
      index += 1
    }
    return nil
  }

  /// The scalar that was read around a byte.
  private static func scalar(at place: Int, in records: [Tree.Record]) -> Tree.Record? {
    let next = records.partitioningIndex { $0.start > place }
    guard next > 0 else { return nil }
    let record = records[next - 1]
    return record.kind == .scalar && record.end > place ? record : nil
  }

  /// Where the comment of the line that starts at `start` begins; beyond everything without one.
  private static func comment(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, records: [Tree.Record]
  ) -> Int {
    var index = start
    while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D {
      if bytes[index] == UInt8(ascii: "#"), index == start || bytes[index - 1] <= 0x20,
        scalar(at: index, in: records) == nil
      {
        return index
      }
      index += 1
    }
    return .max
  }
}
