// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// The day in the names of `report --dated` is that of `SOURCE_DATE_EPOCH`, so that a run can be
/// repeated.
struct ReportDateTests {
  @Test func theDayIsTheOneThatARunIsRepeatedFor() throws {
    let folder = try TemporaryDirectory()
    // A cluster without anything in it.
    let path = try folder.searchPath(
      adding: "kubectl",
      script: """
        #!/bin/sh
        case "$*" in
        *" /version "*) echo '{"major":"1","minor":"30"}' ;;
        *) echo '{"apiVersion":"v1","kind":"List","metadata":{},"items":[]}' ;;
        esac

        """)
    try folder.write("", to: "out/kept")
    let outcome = try RolefitBinary.run(
      [
        "report", "--live", "--actions", "none", "--output-dir", folder.path("out"), "--dated",
      ], environment: ["PATH": path, "SOURCE_DATE_EPOCH": "951782400"])
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(try folder.names().contains("out"))
    #expect(try folder.read("out/rolefit-cluster-2000-02-29.md").contains("#"))
  }
}
