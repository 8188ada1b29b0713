// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Host
import Manifests

/// Where generated manifests go: stdout, a file, or a folder with a file for each.
struct InstallDelivery: ParsableArguments {
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

  func validate() throws {
    if outputDir != nil, outputFile != nil {
      throw ValidationError("--output-dir and --output-file exclude each other")
    }
    if check, outputDir == nil, outputFile == nil {
      throw ValidationError("--check compares with files: name --output-dir or --output-file")
    }
  }

  func deliver(_ install: InstallManifests, as format: DataFormat) throws {
    let manifests = install.manifests
    guard let outputDir else {
      var delivery = DeliveryOptions()
      delivery.outputFile = outputFile
      delivery.check = check
      return try delivery.deliver(format.text(of: manifests.map(\.value)))
    }
    guard format == .yaml else { throw Failure.usage("--output-dir writes YAML only") }
    let folder = OutputFolder(path: outputDir)
    guard check else { return try folder.write(manifests, install.kustomization) }
    let differences = try folder.differences(manifests, install.kustomization)
    guard !differences.isEmpty else { return }
    Console.writeOutput(differences)
    throw Exit.findings
  }
}
