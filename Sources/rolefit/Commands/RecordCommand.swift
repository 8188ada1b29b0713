// SPDX-License-Identifier: Apache-2.0

import Analysis
import ArgumentParser
import Diagnostics
import Host
import Reports
import UseCases

/// Runs a command and says which role it needs.
struct RecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Run a command and say which role it needs, or run it under one",
    discussion: """
      The command has a KUBECONFIG of its own, which leads through a proxy of rolefit's on this \
      machine to the cluster of your kubectl; your credentials stay with kubectl. At its end the \
      report is written to standard output, or to --output-file.

      Example:
        rolefit record --context staging -- helm upgrade --install web ./web
        rolefit record --context staging --role role.yaml --enforce -- make test

      Exit codes: those of the command; with --role 1 where the role lacks something, 3 where that \
      cannot be told; 2 where nothing could be recorded.
      """)

  @Argument(
    parsing: .postTerminator,
    help: ArgumentHelp("The command to run, after --", valueName: "command"))
  var command: [String] = []

  @OptionGroup var cluster: ClusterOptions
  @OptionGroup var versions: VersionOptions
  @OptionGroup var world: WorldOptions

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Send the requests as this account: namespace:name, or a user's name", valueName: "account"))
  var account: String?

  @Option(
    name: .customLong("role"),
    help: ArgumentHelp("Manifests of a role to ask about every request", valueName: "file"))
  var roles: [String] = []

  @Flag(help: "Refuse what the role does not allow, as the API server would")
  var enforce = false

  @Flag(
    help: "Ask about owners of objects as OpenShift does (OwnerReferencesPermissionEnforcement)")
  var ownerReferences = false

  @Option(
    help: ArgumentHelp(
      "Whose bindings count in --role; by default the agent's account, or the only one",
      valueName: "namespace:name"))
  var serviceAccount: String?

  @Option(
    help: ArgumentHelp(
      "exact (default): rules name the objects that were seen; any: none", valueName: "names"))
  var names: Usage.Names = .exact

  @Option(
    help: ArgumentHelp(
      "Write the requests to this file, as an audit log that usage reads", valueName: "file"))
  var log: String?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "text, json, markdown, csv or html; =path writes a file", valueName: "format[=path]"))
  var output = AnswerDestination(UsageFormat.text)

  @Option(help: ArgumentHelp("Write the report to this file", valueName: "file"))
  var outputFile: String?

  func run() throws {
    Interruption.takeNote()
    let outside = Outside.commandLine
    let output = try output.or(outputFile)
    try output.refuseUnwritable()
    let options = try Options(cluster, versions, world, configuration: versions, in: outside) {
      $0.add(.serviceAccount, serviceAccount)
    }
    let result = try Record(
      try RecordRequest(
        options,
        RecordRequest.Arguments(
          command: command, account: account, roles: roles, enforces: enforce,
          asksOwners: ownerReferences, names: names, log: log), outside)
    ).run()
    let report = UsageReport(result.usage, missing: result.missing)
    try output.deliver(output.format.text(report, style: output.style))
    try Exit.finish(result.exits)
    if result.status != 0 { throw ExitCode(result.status) }
  }
}
