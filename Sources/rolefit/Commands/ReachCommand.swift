// SPDX-License-Identifier: Apache-2.0

import Analysis
import ArgumentParser
import Diagnostics
import Host
import RBAC
import Reports
import UseCases

/// Says what an account can come to.
struct ReachCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reach",
    abstract: "Say what an account can come to, step by step",
    discussion: """
      Example:
        rolefit reach examples/bound.yaml --closed-world
        rolefit reach examples/bound.yaml --closed-world --to cluster-admin,secrets
        rolefit reach --chart charts/k8s-watcher --to exec:pod

      Goals: an action's id, cluster-admin, node, rbac, secrets or exec with @NAMESPACE or \
      without, account:NAMESPACE:NAME, user:NAME[+GROUP], VERB:GROUP/RESOURCE[@NAMESPACE] (the \
      core group is empty; without a namespace it is asked for in any, so that one is enough).

      Exit codes: 0 judged, and with --to none is reachable; 1 one is; 3 undetermined, or objects \
      are left out that the API server would reject.
      """)

  @Argument(help: "Manifest files, folders, or - for standard input")
  var files: [String] = []

  @OptionGroup var manifests: ManifestOptions
  @OptionGroup var versions: VersionOptions
  @OptionGroup var world: WorldOptions

  @Option(
    help: ArgumentHelp(
      "The account; by default the agent's, or the only one that is bound",
      valueName: "namespace:name"))
  var serviceAccount: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Ask about a user instead, or system:serviceaccount:NAMESPACE:NAME", valueName: "subject"))
  var subject: String?

  @Option(
    name: .customLong("as-group"), help: ArgumentHelp("A group of --as", valueName: "group"))
  var groups: [String] = []

  @Flag(help: "Ask about every service account that is bound")
  var allAccounts = false

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp("Goals to ask about: exit 1 where one is reachable", valueName: "goal"))
  var goals: [String] = []

  @Option(
    help: ArgumentHelp(
      "decided: count only what the API server alone decides; modelled (default): all",
      valueName: "certainty"))
  var certainty: Certainty = .modelled

  @Flag(help: "Print what every route is, as Markdown, and end")
  var routes = false

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "text, json, dot or html; =path writes it to a file", valueName: "format[=path]"))
  var output = AnswerDestination(ReachFormat.text)

  func run() throws {
    if routes { return try Console.writeOutput(RoutePage.text(.ofOutput)) }
    let outside = Outside.commandLine
    if allAccounts, subject != nil || serviceAccount != nil {
      throw Failure.usage("--all-accounts asks about all: leave --as and --service-account out")
    }
    if subject != nil, serviceAccount != nil {
      throw Failure.usage("--as and --service-account both name who is asked about")
    }
    if !groups.isEmpty, subject == nil {
      throw Failure.usage(
        "--as-group goes with --as", remedy: "name a user with --as, who is in the groups")
    }
    let options = try Options(manifests, versions, world, configuration: versions, in: outside) {
      $0.add(.serviceAccount, serviceAccount)
      $0.add(.namespace, manifests.namespace)
    }
    let report = try ReachAsk(
      options, files: files + manifests.filenames, chart: manifests.chartValues.arguments,
      ReachInquiry(
        goals: goals, user: subject.map { User.impersonated($0, groups: groups) },
        isAboutAllAccounts: allAccounts, includesModelled: certainty == .modelled),
      outside
    ).run()
    let text =
      switch output.format {
      case .text: ReachText(report, style: output.style).text
      case .json: ReachJSON(report).text
      case .dot: ReachDot(report).text
      case .html: ReachHTML(report).text
      }
    try output.deliver(text)
    try Exit.finish(report.exits(asked: !goals.isEmpty))
  }
}

/// How paths are shown.
enum ReachFormat: String, CaseIterable, Sendable {
  case text, json, dot, html
}

extension Certainty: ExpressibleByArgument {}
