// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

struct GoldenTests {
  @Test(.enabled(if: !Repository.records, "would record"))
  func failsWhereTheFileIsMissingOrDiffers() throws {
    withKnownIssue { try Golden.expect("text", named: "TestSupport/no-such-file.txt") }
    withKnownIssue { try Golden.expect("other\n", named: "TestSupport/golden.txt") }
    try Golden.expect("golden\n", named: "TestSupport/golden.txt")
  }
}
