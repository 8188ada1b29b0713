// SPDX-License-Identifier: Apache-2.0

import Analysis
import ArgumentParser
import Catalog
import Host
import KubernetesAPI
import Manifests
import RBAC
import Reports
import YAMLSyntax

/// Lists the subjects that may send a request.
struct WhoCanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "who-can",
    abstract: "List who may send a request, by which binding and rule",
    discussion: """
      Example:
        rolefit who-can create pods --subresource exec -n prod manifests/
        rolefit who-can --actions exec:pod manifests/

      Exit codes: 0 somebody, 1 nobody, 3 can't tell.
      """)

  @Argument(help: "VERB TYPE[.GROUP][/NAME] or VERB /PATH, then manifest files, folders or -")
  var words: [String] = []

  @OptionGroup var question: QuestionOptions
  @OptionGroup var manifests: ManifestOptions
  @OptionGroup var versions: VersionOptions
  @OptionGroup var world: WorldOptions

  @Option(help: ArgumentHelp("Ask for whole actions of the agent", valueName: "set"))
  var actions: [String] = []

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("text or json", valueName: "format"))
  var output: AnswerFormat = .text

  func run() throws {
    let settings = try Settings(config: versions.config)
    guard !actions.isEmpty || words.count >= 2 else {
      throw Failure.usage("what is asked?", remedy: "write `rolefit who-can VERB TYPE FILE…`")
    }
    let kubernetes =
      try versions.served(by: manifests.kubectl(settings), settings).kubernetes(settings)
      ?? APITable.newest
    let requests =
      actions.isEmpty
      ? [
        try question.request(
          verb: words[0], type: words[1], namespace: manifests.namespace,
          table: try world.table(kubernetes, settings))
      ] : try actionRequests(kubernetes, settings)
    let files = actions.isEmpty ? Array(words.dropFirst(2)) : words
    let policy = try world.policy(
      try manifests.askedSources(files, settings), kubernetes: kubernetes, settings)
    let answer = WhoCan(requests, in: policy)
    Console.writeOutput(output == .json ? answer.json : answer.text)
    if answer.lines.isEmpty { throw answer.unresolved.isEmpty ? Exit.findings : .undetermined }
  }

  private func actionRequests(
    _ kubernetes: KubernetesVersion, _ settings: Settings
  ) throws -> [Request] {
    let needs = try versions.needs(
      ofActions: actions, in: manifests.namespace, chart: manifests.chart(settings),
      on: kubernetes, settings)
    return AtomSet(needs.flatMap(\.atoms)).atoms.map(\.request)
  }
}
