// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Reports

/// How much a report for people says.
struct TextDetailOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Print the verdict alone")
  var quiet = false

  @Flag(help: "Print what is right too")
  var verbose = false

  var value: TextDetail { quiet ? .quiet : verbose ? .verbose : .usual }

  func validate() throws {
    if quiet, verbose { throw ValidationError("--quiet and --verbose say the opposite") }
  }
}
