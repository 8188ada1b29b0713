// SPDX-License-Identifier: Apache-2.0

import Testing
import YAMLSyntax

struct YAMLValueTests {
  @Test func anObjectKeepsTheOrderOfItsKeys() {
    let value = YAMLValue.object([("b", .integer(1)), ("a", .strings(["x", "y"]))])
    #expect(YAMLEmitter.text(value) == "b: 1\na:\n- x\n- \"y\"\n")
    #expect(value == .mapping([.init("b", .integer(1)), .init("a", .strings(["x", "y"]))]))
  }
}
