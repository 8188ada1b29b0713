// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Diagnostics
import Host
import Manifests
import UseCases

/// Makes an entry of a catalog from an action that was done.
struct CatalogLearnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: "Learn an action from requests that were seen: what it sends becomes its entry",
    discussion: """
      What differs between runs (names) is left open, what stays the same is written as it is; \
      namespaces are those that the agent watches, or its own. With --catalog the entry is put \
      into that catalog, and an action that is there is widened by what is new.

      Example:
        rolefit catalog learn --action scale:deployment --from examples/audit.jsonl \\
          --between 2026-11-22T08:32:03Z,2026-11-22T08:32:04Z
        rolefit catalog learn --action scale:deployment --context staging \\
          -- kubectl scale deployment web --replicas 2

      Exit codes: 0 learned, or nothing new; 2 there was nothing to learn from, or the command \
      failed.
      """)

  @Argument(
    parsing: .postTerminator,
    help: ArgumentHelp("A command that does the action, after --", valueName: "command"))
  var command: [String] = []

  @Option(help: ArgumentHelp("The action's id, such as scale:deployment", valueName: "verb:kind"))
  var action: String

  @Option(help: ArgumentHelp("The action's title, for people", valueName: "text"))
  var title: String?

  @Option(
    help: ArgumentHelp("The agent's name in a catalog that is begun", valueName: "name"))
  var agent: String = "agent"

  @Option(
    help: ArgumentHelp(
      "An audit log of the action (several are several runs), or - for standard input",
      valueName: "log"))
  var from: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only what was asked between two times; given twice, these are two runs",
      valueName: "time,time"))
  var between: [String] = []

  @Option(
    help: ArgumentHelp(
      "Whose requests; by default the agent's or the only user's. A command is run as it",
      valueName: "namespace:name"))
  var serviceAccount: String?

  @Option(
    name: .customLong("as"), help: ArgumentHelp("A user instead of an account", valueName: "user"))
  var user: String?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The agent's own namespace", valueName: "namespace"))
  var namespace: String?

  @Option(help: ArgumentHelp("A catalog to put the action into", valueName: "file"))
  var catalog: String?

  @Flag(
    inversion: .prefixedNo,
    help: """
      Reading an object that the action writes is an optional step, of which no rule is made \
      (default: where kubectl does it)
      """)
  var optionalReads: Bool?

  @OptionGroup var cluster: ClusterOptions
  @OptionGroup var delivery: DeliveryOptions

  func run() throws {
    Interruption.takeNote()
    let outside = Outside.commandLine
    let options = try Options(cluster, configuration: nil, in: outside) {
      $0.add(.serviceAccount, serviceAccount)
      $0.add(.namespace, namespace)
      $0.add(.catalog, catalog)
    }
    try refuseOverwriting()
    let text = try LearnAction(
      LearnRequest(
        options,
        LearnRequest.Arguments(
          action: action, title: title, agent: agent, logs: from, between: between, user: user,
          command: command, readsAreOptional: optionalReads), outside)
    ).run()
    var delivery = delivery
    // Who names one file as both wants it changed.
    if let file = delivery.outputFile, file == catalog { delivery.force = true }
    try delivery.deliver(text, of: "catalog learn")
  }

  /// A catalog that was begun is gone on with, not begun again; and an action is not done for a
  /// text that has no place.
  private func refuseOverwriting() throws {
    guard let file = delivery.outputFile else { return }
    try OutputFile(path: file).refuseUnwritable()
    guard catalog == nil, !delivery.force, !delivery.check, Files.kind(of: file) == .file else {
      return
    }
    throw Failure.unjudged(
      "output-exists", "this file is there, and would be begun anew", at: .startOf(file: file),
      remedy: "--catalog \(ShellText.word(file)) puts the action into it, --force begins it anew")
  }
}
