// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Diagnostics
import Host
import Reports

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
    guard check else {
      do {
        try Files.writeWhole(Array(text.utf8), to: outputFile)
      } catch {
        throw Failure.unreadable(error)
      }
      return
    }
    var current: [UInt8] = []
    if Files.kind(of: outputFile) != nil {
      do {
        current = try Files.read(outputFile, limit: ManifestSources.limit)
      } catch {
        throw Failure.unreadable(error)
      }
    }
    guard !current.elementsEqual(text.utf8) else { return }
    let difference = TextDifference(from: String(decoding: current, as: UTF8.self), to: text)
    Console.writeOutput(
      difference.isEmpty
        ? "\(outputFile) differs in bytes that look the same\n"
        : difference.text(oldName: outputFile, newName: "\(outputFile) (generated)"))
    throw ExitCode.findings
  }
}
