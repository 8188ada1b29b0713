// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

struct GoldenTests {
  @Test func saysWhatIsMissingOrDiffers() throws {
    func problem(_ text: String, _ name: String) throws -> String? {
      try Golden.problem(with: text, named: "TestSupport/\(name)", records: false)
    }
    #expect(try problem("golden\n", "golden.txt") == nil)
    #expect(
      try problem("other\n", "golden.txt") == """
        TestSupport/golden.txt differs (RECORD=1 writes it anew):
        -1: golden
        +1: other
        """)
    #expect(
      try problem("text", "absent.txt") == """
        TestSupport/absent.txt is missing (RECORD=1 writes it):
        text
        """)
  }

  @Test func failsEvenWhenItRecords() throws {
    let name = "TestSupport/recorded-\(UInt32.random(in: 0 ... .max)).txt"
    defer { try? FileManager.default.removeItem(at: Fixtures.url(name)) }
    #expect(
      try Golden.problem(with: "new", named: name, records: true) == "recorded \(name): look at it")
    #expect(try Golden.problem(with: "new", named: name, records: false) == nil)
  }
}
