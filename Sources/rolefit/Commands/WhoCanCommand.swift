// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Diagnostics
import Host
import Reports
import UseCases

/// Lists the subjects that may send a request.
struct WhoCanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "who-can",
    abstract: "List who may send a request, by which binding and rule",
    discussion: """
      Example:
        rolefit who-can create pods --subresource exec -n prod examples/bound.yaml
        rolefit who-can --actions exec:pod examples/bound.yaml

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
    let outside = Outside.commandLine
    guard !actions.isEmpty || words.count >= 2 else {
      throw Failure.usage("what is asked?", remedy: "write `rolefit who-can VERB TYPE FILE…`")
    }
    let options = try Options(
      manifests, versions, world, configuration: versions, in: outside)
    let files = (actions.isEmpty ? Array(words.dropFirst(2)) : words) + manifests.filenames
    let answer = try WhoCanAsk(
      AskRequest(
        options, files: files, chart: manifests.chartValues.arguments, outside)
    ).answer(question.asked(words, or: actions, namespace: manifests.namespace))
    try Console.writeOutput(output == .json ? answer.json : answer.text)
    try Exit.finish([answer.exit])
  }
}
