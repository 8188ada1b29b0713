// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Reports

/// Whether a report for people says its verdict alone.
struct QuietOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Print the verdict alone")
  var quiet = false

  var value: TextDetail { quiet ? .quiet : .usual }
}
