// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Diagnostics
import Generating
import Host
import Reports
import UseCases
import YAMLSyntax

/// Where generated text goes.
struct DeliveryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write to this file, whole or not at all, instead of stdout", valueName: "file"))
  var outputFile: String?

  @Flag(help: "Write nothing; exit 1 with a diff when the output file would change")
  var check = false

  @Flag(help: "Overwrite a file that rolefit did not write, or that was edited since")
  var force = false

  func validate() throws {
    if check, outputFile == nil {
      throw ValidationError("--check compares with a file: name it with --output-file")
    }
  }

  /// - Parameters:
  ///   - command: which command's the text is, to be said in a comment of the file; `nil` where the
  ///     text can have none.
  ///   - isBegun: whether the text is a beginning that is gone on with by hand.
  func deliver(_ text: String, of command: String?, isBegun: Bool = false) throws {
    try TextDelivery(file: outputFile, isCheck: check, isForced: force, isBegun: isBegun)
      .deliver(text, of: command)
  }
}

/// Where generated manifests go: stdout, a file, or a folder with a file for each.
struct InstallDeliveryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write one file for each object into this folder, with a kustomization.yaml",
      valueName: "dir"))
  var outputDir: String?

  @Option(
    help: ArgumentHelp(
      "Write to this file, whole or not at all, instead of stdout", valueName: "file"))
  var outputFile: String?

  @Flag(help: "Write nothing; exit 1 with a diff when what is there would change")
  var check = false

  @Flag(help: "Overwrite files that rolefit did not write")
  var force = false

  func validate() throws {
    if outputDir != nil, outputFile != nil {
      throw ValidationError("--output-dir and --output-file exclude each other")
    }
    if check, outputDir == nil, outputFile == nil {
      throw ValidationError("--check compares with files: name --output-dir or --output-file")
    }
  }

  func deliver(_ install: InstallManifests, as format: DataFormat) throws {
    guard let outputDir else {
      try TextDelivery(file: outputFile, isCheck: check, isForced: force).deliver(
        format.text(of: install.manifests.map(\.value)),
        of: format.marks("generate manifests"))
      return
    }
    guard format == .yaml else { throw Failure.usage("--output-dir writes YAML only") }
    let folder = OutputFolder(path: outputDir)
    guard check else {
      return try folder.write(install.manifests, install.kustomization, isForced: force)
    }
    try TextDelivery.stop(
      onDifferences: folder.differences(install.manifests, install.kustomization))
  }
}

/// Puts generated text where it goes: standard output or a file.
struct TextDelivery {
  var file: String?
  /// Whether nothing is written, and a change of the file is shown instead.
  var isCheck: Bool
  /// Whether a file that somebody else wrote is overwritten.
  var isForced = false
  /// Whether what was written before may have been gone on with by hand.
  var isBegun = false

  /// - Parameter command: which command's the text is; `nil` where it can have no comment.
  func deliver(_ text: String, of command: String?) throws {
    guard let file else {
      try Console.writeOutput(text)
      return
    }
    let output = OutputFile(path: file)
    // What a shell put there has no comment, and is as current.
    guard try !output.holds(text) else { return }
    let marked = command.map { OwnMark.marked(text, by: $0) } ?? text
    guard isCheck else {
      if isBegun, !isForced { try output.refuseChange(marked) }
      return try output.writeGenerated(marked, isForced: isForced)
    }
    try Self.stop(onDifferences: output.difference(to: marked) ?? "")
  }

  /// Puts new content into somebody's own file, of which a part was rewritten.
  static func deliver(_ change: FileChange, isCheck: Bool) throws {
    guard isCheck else { return try OutputFile.write([change]) }
    guard let old = change.judged, old != change.bytes else { return }
    let text = String(decoding: change.bytes, as: UTF8.self)
    let path = change.path
    try stop(
      onDifferences: OutputFile(path: path).difference(to: text)
        ?? "\(path) differs in bytes that are no text\n")
  }

  /// Shows what writing would change, where that is anything, and ends the run.
  static func stop(onDifferences differences: String) throws {
    guard !differences.isEmpty else { return }
    try Console.writeOutput(ShownText(lines: differences).string)
    throw Exit.findings
  }
}
