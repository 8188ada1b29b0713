// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// A list of all that a subject may do.
struct AccessListOptions: ParsableArguments {
  /// How the list is printed.
  enum Format: String, CaseIterable, Sendable {
    case text, json, wide, markdown, html
  }

  @Flag(help: "List all that the subject may do in the namespace, or with -A everywhere")
  var list = false

  @Flag(help: "With --list, say which binding and rule gives what")
  var from = false

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "With --list: text, json, wide (text with --from), markdown or html; =path writes a file",
      valueName: "format[=path]"))
  var output: AnswerDestination<Format>?
}
