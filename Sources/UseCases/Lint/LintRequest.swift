// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Manifests

/// What one run of the linter is about.
package struct LintRequest: Sendable {
  package let resolver: Resolver
  package let set: SetRequest
  package let sources: ManifestSources
  package let world: World
  package let choice: LintChoice
  /// The agent's account that somebody named.
  package let account: ManifestSet.ServiceAccountName?
  /// The agent's namespace, as far as somebody named it.
  package let namespace: String?
  /// Whether files that are named may hold anything, as those in a folder may.
  package let skipsUnrelated: Bool
  /// Whether every document is read in full, also those that no rule looks at.
  package let isStrict: Bool

  var outside: Outside { resolver.outside }

  /// - Parameters:
  ///   - files: those that the command line names.
  ///   - namespace: that of objects that name none: the agent's namespace says nothing of them.
  package init(
    _ options: Options, files: [String] = [], chart: ChartArguments = ChartArguments(),
    namespace: String? = nil, arguments: LintArguments = LintArguments(),
    skipsUnrelated: Bool = false, isStrict: Bool = false, _ outside: Outside
  ) throws(Failure) {
    resolver = Resolver(options, outside)
    choice = try LintChoice(arguments, options.configuration)
    set = try SetRequest(options)
    guard set.namesActions || !options.commandLineNames(.disable) else {
      throw .usage(
        "--disable takes actions from a set, and no option names one",
        remedy: "name the set with --actions, or with --ignore a rule that is not to be asked")
    }
    sources = try options.sources(
      files: files, chart: chart, namespace: namespace, valuesFiles: set.valuesFiles, outside)
    world = try World(options)
    account = try options.get(.serviceAccount)
    let named = try options.get(.namespace)
    self.namespace = namespace ?? named
    self.skipsUnrelated = skipsUnrelated
    self.isStrict = isStrict
    guard !sources.isEmpty else {
      throw .usage(
        "there is nothing to lint", remedy: "name manifest files, a folder, -, --chart or --live")
    }
  }
}
