// SPDX-License-Identifier: Apache-2.0

import Manifests
import YAMLSyntax

/// What helm prints of a chart whose parts hold one chart each, taken apart into what it would
/// print of each of those alone.
struct SharedOutput {
  /// The name of the chart that holds the parts: nothing else may be called so.
  static let chart = "rolefit-combinations"

  /// The name of a part, which holds the chart itself.
  static func part(_ index: Int) -> String { "part\(index)" }

  private struct Document {
    /// With the line `---` and the template's path, and what is between it and the next.
    var bytes: [UInt8]
    var isHook: Bool
  }

  private static let mark = Array("# Source: \(chart)/charts/part".utf8)
  private static let separator = Array("---\n".utf8)

  /// The output of each part; `nil` where they can't be told apart, or one shows where it stands.
  static func parts(of bytes: [UInt8], count: Int) -> [[UInt8]]? {
    var documents = Array(repeating: [Document](), count: count)
    let starts = starts(in: bytes)
    let head = bytes[..<(starts.first ?? bytes.count)]
    guard head.allSatisfy({ $0 == 0x0A }) else { return nil }
    for (place, start) in starts.enumerated() {
      let end = place + 1 < starts.count ? starts[place + 1] : bytes.count
      guard let (part, document) = document(bytes[start..<end]), part < count else { return nil }
      documents[part].append(document)
    }
    var outputs: [[UInt8]] = []
    for part in documents {
      guard let output = output(of: part) else { return nil }
      outputs.append(output)
    }
    return outputs
  }

  /// Helm prints the manifests without the blanks at their end, a line feed, then the hooks as they
  /// are (helm/helm, cmd/helm/template.go).
  private static func output(of documents: [Document]) -> [UInt8]? {
    let count = documents.prefix { !$0.isHook }.count
    guard documents[count...].allSatisfy(\.isHook) else { return nil }
    var output = documents[..<count].flatMap(\.bytes)
    while let last = output.last, last <= 0x20 { output.removeLast() }
    return output + [0x0A] + documents[count...].flatMap(\.bytes)
  }

  private static func starts(in bytes: [UInt8]) -> [Int] {
    var starts: [Int] = []
    var line = 0
    while line < bytes.count {
      if bytes[line...].starts(with: separator), bytes[(line + 4)...].starts(with: mark) {
        starts.append(line)
      }
      line = (bytes[line...].firstIndex(of: 0x0A) ?? bytes.count) + 1
    }
    return starts
  }

  /// `---\n# Source: rolefit-combinations/charts/part3/charts/NAME/templates/x.yaml\n…`
  private static func document(_ bytes: ArraySlice<UInt8>) -> (part: Int, Document)? {
    let rest = bytes.dropFirst(separator.count + mark.count)
    let digits = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
    let below = Array("/charts/".utf8)
    guard let part = Int(String(decoding: digits, as: UTF8.self)),
      rest.dropFirst(digits.count).starts(with: below)
    else { return nil }
    let own = rest.dropFirst(digits.count + below.count)
    guard !contains(own, Array(chart.utf8)) else { return nil }
    return (
      part,
      Document(bytes: separator + Array("# Source: ".utf8) + own, isHook: isHook(own))
    )
  }

  private static func isHook(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard contains(bytes, Array("helm.sh/hook".utf8)) else { return false }
    let body = bytes.drop { $0 != 0x0A }
    let node = YAMLStream.read(SourceText(name: chart, bytes: Array(body))).documents.first
    return node?.field("metadata.annotations")?["helm.sh/hook"] != nil
  }

  private static func contains(_ bytes: ArraySlice<UInt8>, _ word: [UInt8]) -> Bool {
    var place = bytes.startIndex
    while let start = bytes[place...].firstIndex(of: word[0]) {
      if bytes[start...].starts(with: word) { return true }
      place = start + 1
    }
    return false
  }
}
