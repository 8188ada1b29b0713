// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics
import Manifests
import RBAC
import Tools

/// What is asked of audit logs.
package struct UsageRequest: Sendable {
  /// What the command line says besides the shared options.
  package struct Arguments: Sendable {
    /// Log files, or `-` for standard input; partial results where those are joined.
    package var logs: [String]
    /// Whether `logs` are partial results.
    package var merges: Bool
    /// The user's name, where it is not a service account that is named.
    package var user: String?
    package var since: String?
    package var until: String?
    /// How many damaged records are put up with; `nil` for any number.
    package var maxDamaged: Int?
    package var names: Usage.Names
    /// Whether requests are wanted one by one.
    package var wantsTimeline: Bool
    /// Manifests that say what is granted.
    package var manifests: [String]

    package init(
      logs: [String], merges: Bool = false, user: String? = nil, since: String? = nil,
      until: String? = nil, maxDamaged: Int? = nil, names: Usage.Names = .exact,
      wantsTimeline: Bool = false, manifests: [String] = []
    ) {
      self.logs = logs
      self.merges = merges
      self.user = user
      self.since = since
      self.until = until
      self.maxDamaged = maxDamaged
      self.names = names
      self.wantsTimeline = wantsTimeline
      self.manifests = manifests
    }
  }

  let resolver: Resolver
  let arguments: Arguments
  let window: TimeWindow
  let sources: ManifestSources
  let world: World
  /// The user that is named.
  let user: String?

  var outside: Outside { resolver.outside }

  package init(
    _ options: Options, _ arguments: Arguments, chart: ChartArguments = ChartArguments(),
    _ outside: Outside
  ) throws(Failure) {
    resolver = Resolver(options, outside)
    self.arguments = arguments
    world = try World(options)
    window = try TimeWindow(since: arguments.since, until: arguments.until)
    let account = try options.get(.serviceAccount)
    if arguments.user != nil, options.commandLineNames(.serviceAccount) {
      throw .usage("--as and --service-account both name whose requests are meant")
    }
    user =
      arguments.user
      ?? account.map { User.serviceAccount(namespace: $0.namespace, name: $0.name).name }
    sources = try options.sources(
      files: arguments.manifests, chart: chart, namespace: options.get(.namespace),
      valuesFiles: options.list(.values), outside)
    try refuseContradictions()
  }

  private func refuseContradictions() throws(Failure) {
    guard !arguments.logs.isEmpty else {
      throw .usage("there is no log", remedy: "name audit logs, or - for standard input")
    }
    let inputs = arguments.logs + sources.files
    guard inputs.count(where: { $0 == "-" }) < 2 else {
      throw .usage("standard input (-) can be read only once")
    }
    if let maxDamaged = arguments.maxDamaged, maxDamaged < 0 {
      throw .usage("--max-damaged: \(maxDamaged) is no number of lines")
    }
    if arguments.merges {
      if arguments.since != nil || arguments.until != nil {
        throw .usage(
          "--since and --until leave out events, and partial results have none",
          remedy: "give them where the partial results are made")
      }
      if arguments.wantsTimeline {
        throw .usage("--timeline lists events, and partial results have none")
      }
    }
    if window.needsNewest, arguments.logs.contains("-") {
      throw .usage(
        "a time before the newest event takes two readings, and standard input has one",
        remedy: "give the time itself, like 2026-11-22T08:30:00Z")
    }
  }
}
