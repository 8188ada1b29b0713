// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import Testing

struct EnvironmentTests {
  @Test func tellsUnsetFromEmpty() {
    setenv("ROLEFIT_TEST_EMPTY", "", 1)
    setenv("ROLEFIT_TEST_SET", "é=1", 1)
    #expect(Environment.value("ROLEFIT_TEST_EMPTY")?.isEmpty == true)
    #expect(Environment.value("ROLEFIT_TEST_SET") == "é=1")
    #expect(Environment.value("ROLEFIT_TEST_UNSET") == nil)
  }
}
