// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

struct JSONTests {
  @Test func readsWritesAndLooksInside() throws {
    let value = try JSON(parsing: #"{"b":[1,true,null,"x/y"],"a":{"n":2.5}}"#)
    #expect(value == ["a": ["n": .number(2.5)], "b": [1, true, nil, "x/y"]])
    #expect(value.text == #"{"a":{"n":2.5},"b":[1,true,null,"x/y"]}"#)
    #expect(value["b"][3].string == "x/y")
    #expect(value["b"][9] == .null)
    #expect(value["absent"]["deeper"] == .null)
  }
}
