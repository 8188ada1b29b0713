// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Testing
import YAMLSyntax

/// Replays what Helm and PyYAML made of several hundred scalars
/// (Tests/Fixtures/YAMLSyntax/record-scalars.py).
struct ScalarTypingTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let yaml: String
    /// `nil` when the reader refuses the text.
    let helm: YAMLValue?
    let pyYAML: YAMLValue?

    var testDescription: String { yaml }
  }

  static let rows: [Row] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/YAMLSyntax/scalars.json")
    guard let data = try? Data(contentsOf: file) else { return [] }
    let stream = YAMLStream.read(SourceText(name: "scalars.json", bytes: Array(data)))
    return stream.documents.first?.elements.compactMap { row in
      guard let yaml = row["yaml"]?.string else { return nil }
      return Row(
        yaml: yaml, helm: row["helm"]?["value"]?.value, pyYAML: row["pyyaml"]?["value"]?.value)
    } ?? []
  }()

  @Test func theRecordingIsThere() {
    #expect(Self.rows.count > 300)
  }

  @Test(arguments: rows)
  func scalarsAreWhatHelmMakesOfThem(_ row: Row) {
    let stream = YAMLStream.read(SourceText(name: "f", text: "a: " + row.yaml))
    guard let helm = row.helm else {
      #expect(stream.failure != nil)
      return
    }
    #expect(stream.failure == nil)
    let read = stream.documents.first?["a"]?.value
    #expect(read.map(Self.asJSONNumbers) == Self.asJSONNumbers(helm))
  }

  /// Values with all numbers as the floating-point numbers that JSON readers make of them.
  private static func asJSONNumbers(_ value: YAMLValue) -> YAMLValue {
    switch value {
    case .integer(let integer): .float(Double(integer))
    case .sequence(let elements): .sequence(elements.map(asJSONNumbers))
    case .mapping(let entries):
      .mapping(entries.map { YAMLValue.Entry($0.key, asJSONNumbers($0.value)) })
    case .null, .bool, .float, .string: value
    }
  }

  @Test func helmAndPyYAMLDifferInTheseAndHelmWins() {
    let differing = Self.rows.filter { row in
      row.helm.map(Self.asJSONNumbers) != row.pyYAML.map(Self.asJSONNumbers)
    }
    #expect(differing.map(\.yaml) == Self.listed)
  }

  private static let listed = [
    "! 12", "! true", "!!binary '*'", "!!binary 'aGkh'", "!!binary aGk=", "!!float .inf", "!!foo 1",
    "!!int 99999999999999999999", "!!map [1]", "!!merge x", "!!null x", "!!seq {a: 1}", "!!str [1]",
    "!!timestamp 2001-12-14", "!=", "!foo 12", "!foo [1]", "!foo bar", "+.5", "+.INF", "+.inf",
    "+1e3", "+_1", "-.5", "-.INF", "-.Inf", "-.inf", "-0o17", "-0x1FFFFFFFFFFFFFFFFFFFF", "-12:30",
    "-1e3", "-_1", ".1_", ".1__0", ".1e3", ".5e1_0", ".INF", ".Inf", ".NAN", ".NaN", ".inf", ".nan",
    "0.1e1", "00e1", "012e3", "08", "09", "0B1", "0O17", "0X1F", "0_x1", "0e0", "0e1", "0o17",
    "0o7_7", "0x1FFFFFFFFFFFFFFFFFFFF", "1.5e3", "1.e3", "123e45", "12:30", "12:30.5", "12:30:45",
    "12e5", "190:20:30", "1:2", "1E05", "1E3", "1_e3", "1e+3", "1e-3", "1e-400", "1e05", "1e10",
    "1e1_0", "1e3", "1e308", "2001-12-14", "2001-12-14 21:59:43", "2001-12-14 21:59:43.5",
    "2001-12-14T21:59:43", "2001-12-14T21:59:43Z", "2001-12-14t21:59:43.10-05:00", "2001-13-45",
    "5e-1", "<<", "=", "N", "Y", "[on, 'on', 1e3]", "n", "y", "{on: off}",
  ]
}
