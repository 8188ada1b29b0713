// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// A log over Spark's `pipe`, in local mode: what docs/usage.md shows.
struct SparkTests {
  private static let python = Repository.path(".tools/spark/bin/python")
  private static let isAvailable: Bool = {
    let check = """
      import re, subprocess, pyspark
      java = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr
      assert int(re.search(r'version "(\\d+)', java)[1]) >= 17, java
      """
    let result = try? Program.run(
      python, ["-c", check], environment: environment, limit: 1 << 20)
    return result?.status == 0
  }()
  private static let whySkipped: Comment =
    "needs Spark in .tools/spark and Java 17 (scripts/setup test installs them)"
  private static let environment = RolefitBinary.cleanEnvironment

  /// One session for all: its start takes longer than what it runs.
  @Test(.enabled(if: isAvailable, whySkipped)) func pipesComeToTheSameBytes() throws {
    let folder = try TemporaryDirectory()
    let counts = [1, 4, 13]
    let script = """
      import os, sys
      from pyspark import SparkConf, SparkContext
      os.environ["PYSPARK_PYTHON"] = sys.executable
      conf = (SparkConf().setMaster("local[2]").set("spark.ui.enabled", "false")
              .set("spark.driver.bindAddress", "127.0.0.1").set("spark.driver.host", "127.0.0.1"))
      context = SparkContext(conf=conf)
      context.setLogLevel("ERROR")
      rolefit, log, folder = sys.argv[1:4]
      for count in sys.argv[4:]:
          parts = context.textFile(log).repartition(int(count)).pipe(rolefit + " usage --partial -")
          joined = (parts.pipe(rolefit + " usage --merge --partial -").coalesce(1)
                    .pipe(rolefit + " usage --merge - -o json"))
          with open(os.path.join(folder, count), "w") as file:
              file.write("".join(line + "\\n" for line in joined.collect()))
      context.stop()
      """
    let log = Repository.path("examples/audit.jsonl")
    let result = try Program.run(
      Self.python,
      ["-c", script, RolefitBinary.path, log, folder.path] + counts.map(String.init),
      environment: Self.environment, limit: 1 << 26)
    #expect(result.status == 0, "\(result.error)")
    let whole = try RolefitBinary.run(["usage", log, "-o", "json"]).output
    for count in counts {
      let joined = try? String(contentsOfFile: folder.path("\(count)"), encoding: .utf8)
      #expect(joined == whole, "\(count)")
    }
  }
}
