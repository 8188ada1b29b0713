// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Host

/// Where generated text goes.
struct DeliveryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write to this file, whole or not at all, instead of stdout", valueName: "file"))
  var outputFile: String?

  @Flag(help: "Write nothing; exit 1 with a diff when the output file would change")
  var check = false

  func validate() throws {
    if check, outputFile == nil {
      throw ValidationError("--check compares with a file: name it with --output-file")
    }
  }

  /// Writes `text`, or says whether it would change the file.
  func deliver(_ text: String) throws {
    guard let outputFile else {
      Console.writeOutput(text)
      return
    }
    let file = OutputFile(path: outputFile)
    guard check else {
      try file.write(text)
      return
    }
    guard let difference = try file.difference(to: text) else { return }
    Console.writeOutput(difference)
    throw Exit.findings
  }
}
