// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Catalog
package import Diagnostics
import Host
import KubernetesAPI
import Manifests
import Tools

/// Explains the API server's refusals in an error message or a log.
package struct Explain: Sendable {
  private let resolver: Resolver
  private let sources: ManifestSources
  private let world: World
  private let text: String

  /// - Parameters:
  ///   - text: the error's text, or `-` for standard input.
  ///   - files: manifests that the command line names.
  package init(
    _ options: Options, text: String, files: [String] = [],
    chart: ChartArguments = ChartArguments(), _ outside: Outside
  ) throws(Failure) {
    resolver = Resolver(options, outside)
    self.text = text
    world = try World(options)
    sources = try options.sources(
      files: files, chart: chart, namespace: options.get(.namespace),
      valuesFiles: options.list(.values), outside)
  }

  package func run() throws(Failure) -> [DenialExplainer.Explanation] {
    let catalog = try resolver.catalog(carriedBy: sources.installation?.chart)
    // Bytes that are not UTF-8 are replaced: a log may hold anything.
    let log =
      try text == "-"
      ? String(decoding: resolver.outside.standardInputBytes(), as: UTF8.self) : text
    let denials = DenialScanner().denials(in: log)
    guard !denials.isEmpty else {
      throw noDenial
    }
    let server = try resolver.serverVersion(sources.kubectl)
    let kubernetes = try resolver.kubernetes(server: server).value
    var set: ManifestSet?
    if !sources.isEmpty {
      set = try ManifestLoader(resolver.outside).judgeable(
        sources, kubernetesMinor: kubernetes.minor)
    }
    let explainer = DenialExplainer(
      catalog: catalog, manifests: set, table: world.table(kubernetes),
      defaults: world.defaults(kubernetes))
    return denials.map(explainer.explain)
  }

  private var noDenial: Failure {
    if text != "-", Files.kind(of: text) != nil {
      return .unjudged(
        "no-denial", "explain takes the text of a refusal, and '\(text)' is a file's name",
        remedy: "read a log with `rolefit explain - <\(text)`; manifests are given with -f")
    }
    return .unjudged(
      "no-denial", "there is no refusal of the API server in the text",
      remedy: "give the whole message, with `User \"…\" cannot …` or the URL in it, or - to read a "
        + "log from standard input")
  }
}
