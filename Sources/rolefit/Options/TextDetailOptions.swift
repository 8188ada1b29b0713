// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Reports

/// How much a report for people says.
struct TextDetailOptions: ParsableArguments {
  @OptionGroup var verdict: QuietOptions

  @Flag(help: "Print what is right too")
  var verbose = false

  var value: TextDetail { verbose ? .verbose : verdict.value }

  func validate() throws {
    if verdict.quiet, verbose { throw ValidationError("--quiet and --verbose say the opposite") }
  }
}
