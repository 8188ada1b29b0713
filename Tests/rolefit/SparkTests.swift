// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// A log over Spark's `pipe`, in local mode: what docs/usage.md shows.
struct SparkTests {
  private static let python = Repository.path(".venv/bin/python")
  private static let isAvailable: Bool = {
    let result = try? Program.run(
      python, ["-c", "import pyspark"], environment: environment, limit: 1 << 20)
    return result?.status == 0 && SearchPath.program(named: "java") != nil
  }()
  private static let whySkipped: Comment =
    "needs pyspark in .venv (.venv/bin/pip install pyspark) and java"
  private static let environment = RolefitBinary.cleanEnvironment

  @Test(.enabled(if: isAvailable, whySkipped), arguments: [1, 4, 13])
  func pipesComeToTheSameBytes(partitions: Int) throws {
    let folder = try TemporaryDirectory()
    let script = """
      import os, sys
      from pyspark import SparkConf, SparkContext
      os.environ["PYSPARK_PYTHON"] = sys.executable
      conf = (SparkConf().setMaster("local[2]").set("spark.ui.enabled", "false")
              .set("spark.driver.bindAddress", "127.0.0.1").set("spark.driver.host", "127.0.0.1"))
      context = SparkContext(conf=conf)
      context.setLogLevel("ERROR")
      rolefit, log, out, partitions = sys.argv[1:]
      parts = context.textFile(log).repartition(int(partitions)).pipe(rolefit + " usage --partial -")
      joined = parts.coalesce(1).pipe(rolefit + " usage --merge - -o json")
      with open(out, "w") as file:
          file.write("".join(line + "\\n" for line in joined.collect()))
      context.stop()
      """
    let log = Repository.path("examples/audit.jsonl")
    let output = folder.path("report.json")
    let result = try Program.run(
      Self.python,
      ["-c", script, RolefitBinary.path, log, output, "\(partitions)"],
      environment: Self.environment, limit: 1 << 26)
    #expect(result.status == 0, "\(result.error)")
    let whole = try RolefitBinary.run(["usage", log, "-o", "json"]).output
    #expect(try String(contentsOfFile: output, encoding: .utf8) == whole)
  }
}
