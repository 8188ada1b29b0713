// SPDX-License-Identifier: Apache-2.0

import Analysis
import ArgumentParser
import Catalog
import Diagnostics
import Host
import KubernetesAPI
import Manifests
import RBAC
import Reports
import YAMLSyntax

/// Explains the API server's refusals.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain the API server's refusals in an error message or a log",
    discussion: """
      Example:
        kubectl logs deploy/k8s-watcher | rolefit explain - -f clusterrole.yaml
      """)

  @Argument(help: "The error's text, or - to read a log from standard input (default)")
  var text: String = "-"

  @OptionGroup var manifests: ManifestOptions
  @OptionGroup var versions: VersionOptions
  @OptionGroup var world: WorldOptions

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("text or json", valueName: "format"))
  var output: AnswerFormat = .text

  func run() throws {
    let settings = try Settings(config: versions.config)
    let catalog = try versions.readCatalog(settings, chart: manifests.chart(settings))
    let denials = DenialScanner().denials(in: try log())
    guard !denials.isEmpty else {
      throw Failure.unjudged(
        "no-denial", "there is no refusal of the API server in the text",
        remedy: "give the whole message, with `User \"…\" cannot …` in it")
    }
    let sources = try manifests.sources([], settings)
    let resolved = try versions.served(by: sources.kubectl, settings)
      .resolve(settings, catalog: catalog)
    var set: ManifestSet?
    if !sources.isEmpty {
      set = try sources.read(kubernetesMinor: resolved.kubernetes.minor).judgeable()
    }
    let table = try world.table(resolved.kubernetes, settings)
    let explainer = DenialExplainer(
      catalog: catalog, manifests: set, table: table,
      defaults: world.defaults(resolved.kubernetes, settings))
    let report = DenialReport(denials.map(explainer.explain))
    Console.writeOutput(output == .json ? report.json : report.text)
  }

  private func log() throws(Failure) -> String {
    guard text == "-" else { return text }
    do {
      let bytes = try Files.readStandardInput(limit: SourceText.limit)
      return String(decoding: bytes, as: UTF8.self)
    } catch {
      throw .unreadable(error)
    }
  }
}
