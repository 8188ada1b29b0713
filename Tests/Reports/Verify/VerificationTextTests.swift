// SPDX-License-Identifier: Apache-2.0

import Reports
import Testing

/// The numbers of a verdict.
struct VerificationTextTests {
  @Test(arguments: [
    (1, 3, "33.3 %"), (2, 3, "66.7 %"), (2999, 3000, "99.9 %"), (3000, 3000, "100.0 %"),
    (1, 30_000, "0.1 %"), (0, 5, "0.0 %"),
  ])
  func allAndNothingAreSaidOfNothingElse(_ part: Int, _ whole: Int, _ text: String) {
    #expect(VerificationText.percent(part, of: whole) == text)
  }

  @Test func oneIsNoPlural() {
    #expect(
      [0, 1, 2, 1204].map(VerificationText.pairs) == [
        "0 pairs", "1 pair", "2 pairs", "1,204 pairs",
      ])
  }
}
