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
        rolefit who-can --matrix pods,pods/exec -n shop examples/bound.yaml

      Exit codes: 0 somebody, 1 nobody, 3 can't tell.
      """)

  @Argument(
    help: ArgumentHelp(
      "VERB TYPE[.GROUP][/NAME] or VERB /PATH, then manifest files, folders or -; with --actions "
        + "or --matrix manifests only"))
  var words: [String] = []

  @OptionGroup var question: QuestionOptions
  @OptionGroup var manifests: ManifestOptions
  @OptionGroup var versions: VersionOptions
  @OptionGroup var world: WorldOptions

  @Option(help: ArgumentHelp("Ask for whole actions of the agent", valueName: "set"))
  var actions: [String] = []

  @Option(
    help: ArgumentHelp(
      "Say who may do what with resources, a column for each verb: TYPE[.GROUP][/SUBRESOURCE]",
      valueName: "resources"))
  var matrix: [String] = []

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "text, json or html; with --matrix also markdown; =path writes it to a file",
      valueName: "format[=path]"))
  var output = AnswerDestination(Format.text)

  enum Format: String, CaseIterable, Sendable {
    case text, json, markdown, html
  }

  func run() throws {
    let outside = Outside.commandLine
    let asksWholly = !actions.isEmpty || !matrix.isEmpty
    guard asksWholly || words.count >= 2 else {
      throw Failure.usage("what is asked?", remedy: "write `rolefit who-can VERB TYPE FILE…`")
    }
    try refuseContradictions()
    let options = try Options(
      manifests, versions, world, configuration: versions, in: outside)
    let files = (asksWholly ? words : Array(words.dropFirst(2))) + manifests.filenames
    let ask = WhoCanAsk(
      try AskRequest(
        options, files: files, chart: manifests.chartValues.arguments, outside))
    if !matrix.isEmpty { return try printMatrix(ask) }
    let answer = try ask.answer(
      question.asked(words, or: actions, namespace: manifests.namespace))
    let asked =
      actions.isEmpty
      ? words.prefix(2).joined(separator: " ") : "do \(actions.joined(separator: ", "))"
    let text =
      switch output.format {
      case .json: answer.json
      case .html: answer.html(asked)
      case .text, .markdown: answer.text(output.style)
      }
    try output.deliver(text)
    try Exit.finish([answer.exit])
  }

  private func refuseContradictions() throws(Failure) {
    if matrix.isEmpty, output.format == .markdown {
      throw .usage("Markdown is a form of --matrix", remedy: "write -o text, -o json or -o html")
    }
    let asksElse = !actions.isEmpty || question.subresource != nil || question.name != nil
    if !matrix.isEmpty, asksElse {
      throw .usage(
        "--matrix is about whole resources",
        remedy: "leave --actions, --subresource and --name out, or write TYPE/SUBRESOURCE")
    }
  }

  private func printMatrix(_ ask: WhoCanAsk) throws {
    let found = try ask.matrix(
      of: matrix, in: manifests.namespace, isForAllNamespaces: question.allNamespaces,
      withSources: output.format == .html)
    let text =
      switch output.format {
      case .text: found.text(output.style)
      case .json: found.json
      case .markdown: found.markdown
      case .html: found.html
      }
    try output.deliver(text)
    try Exit.finish([found.exit])
  }
}
