// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Diagnostics
import Host
import RBAC
import Reports
import UseCases

/// Answers whether a subject may send a request.
struct CanICommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "can-i",
    abstract: "Say whether a subject may send a request, from manifests alone",
    discussion: """
      Example:
        rolefit can-i patch deployments --subresource scale -n prod \\
          --as system:serviceaccount:komodor:k8s-watcher examples/bound.yaml
        rolefit can-i --batch examples/reviews.jsonl examples/bound.yaml

      Exit codes: 0 yes, 1 no, 3 can't tell; with --batch 0 once every line is answered.
      """)

  @Argument(
    help: ArgumentHelp(
      "VERB TYPE[.GROUP][/NAME] or VERB /PATH, then manifest files, folders or -; with --batch "
        + "or --actions manifests only"))
  var words: [String] = []

  @OptionGroup var question: QuestionOptions
  @OptionGroup var manifests: ManifestOptions
  @OptionGroup var versions: VersionOptions
  @OptionGroup var world: WorldOptions

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Who asks: a user's name, or system:serviceaccount:NAMESPACE:NAME", valueName: "subject"))
  var subject: String?

  @Option(
    name: .customLong("as-group"), help: ArgumentHelp("A group of the subject", valueName: "group"))
  var groups: [String] = []

  @Option(help: ArgumentHelp("Ask for whole actions of the agent", valueName: "set"))
  var actions: [String] = []

  @Option(
    help: ArgumentHelp(
      "Answer a SubjectAccessReview spec a line, as JSON, with a JSON object a line",
      valueName: "file"))
  var batch: String?

  func run() throws {
    let outside = Outside.commandLine
    let asksWholly = batch != nil || !actions.isEmpty
    guard asksWholly || words.count >= 2 else {
      throw Failure.usage(
        "what is asked?", remedy: "write `rolefit can-i VERB TYPE --as SUBJECT FILE…`")
    }
    guard batch != nil || subject != nil else {
      throw Failure.usage("who asks?", remedy: "name the subject with --as")
    }
    let options = try Options(
      manifests, versions, world, configuration: versions, in: outside)
    let files = (asksWholly ? words : Array(words.dropFirst(2))) + manifests.filenames
    let canI = CanI(
      try AskRequest(
        options, files: files, chart: manifests.chartValues.arguments, outside))
    if let batch {
      var output = OutputBuffer()
      try canI.answerBatch(batch, to: &output)
      return
    }
    let result = try canI.answer(
      question.asked(words, or: actions, namespace: manifests.namespace),
      for: User.impersonated(subject ?? "", groups: groups))
    for answer in result.answers { try Console.writeOutput(answer.line.string) }
    try Exit.finish(result.exits)
  }
}

extension CanI.Answer {
  /// The line that is printed.
  fileprivate var line: ShownText {
    let word = decision.map { $0.allowed ? "yes" : $0.undetermined ? "can't tell" : "no" } ?? "yes"
    if let action { return "\(action): \(word)\n" }
    return reason.isEmpty ? "\(word)\n" : "\(word): \(reason)\n"
  }
}
