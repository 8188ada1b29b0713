// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

struct LineDifferenceTests {
  @Test func showsWhatIsOnlyOnOneSide() {
    let difference = LineDifference.describe(expected: "a\nb\nc", actual: "a\nx\nc\nd")
    #expect(difference.split(separator: "\n").sorted() == ["+2: x", "+4: d", "-2: b"])
    #expect(LineDifference.describe(expected: "a", actual: "a") == "(no line differs)")
  }
}
