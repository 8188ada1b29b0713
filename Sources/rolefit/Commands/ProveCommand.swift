// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Diagnostics
import Reports
import UseCases
import YAMLSyntax

/// Sends an agent's requests to a cluster, as the agent, without changing anything.
struct ProveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Send each action's requests to a cluster as the agent, changing nothing",
    discussion: """
      Every write has dryRun=All, and every request is about an object that does not exist, unless \
      --target names one. The API server authorizes a request before anything else: where it \
      answers that there is no such object, or that the body will not do, the agent may do it. \
      What has no dry run (exec, port-forward, attach, proxy) is asked as an access review.

      You need `impersonate` on the agent's service account, or its token in a file.

      Example:
        rolefit prove --context staging --actions basic --plan
        rolefit prove --context staging --target deployment/shop/web

      Exit codes: 0 all authorized, 1 refused, 2 could not be asked, 3 undetermined.
      """)

  @OptionGroup var cluster: ClusterOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var reports: ReportOptions

  @Option(
    help: ArgumentHelp(
      "The agent's account; by default that of its Deployment", valueName: "namespace:name"))
  var serviceAccount: String?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The agent's namespace", valueName: "namespace"))
  var namespace: String?

  @Option(
    help: ArgumentHelp(
      "An object that requests of its kind are to be about (repeatable)",
      valueName: "kind/[namespace/]name"))
  var target: [String] = []

  @Option(
    help: ArgumentHelp(
      "Send with the token in this file instead of impersonating", valueName: "file"))
  var tokenFile: String?

  @Flag(help: "Print the requests and send nothing")
  var plan = false

  func run() throws {
    let outside = Outside.commandLine
    let options = try Options(
      cluster, selection, configuration: selection.versions, in: outside
    ) {
      $0.add(.serviceAccount, serviceAccount)
      $0.add(.namespace, namespace)
    }
    let proof = try Prove(
      ProveRequest(
        options, targets: target, tokenFile: tokenFile, isPlan: plan, outside)
    ).run()
    let report = ProofReport(proof)
    try reports.write { format, style in
      switch format {
      case .text: report.text(style: style)
      case .json: JSONEmitter.document(report.json)
      case .markdown: report.markdown
      default:
        FindingReport(
          command: "prove", version: Version.rolefit, rules: ProofReport.rules,
          findings: report.findings
        ).rendered(as: format)
      }
    }
    try Exit.finish([proof.exit])
  }
}
