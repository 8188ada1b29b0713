// SPDX-License-Identifier: Apache-2.0

import Analysis
import ArgumentParser
import Diagnostics
import Host
import Manifests
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
        rolefit can-i --list -A --from examples/bound.yaml

      Exit codes: 0 yes, 1 no, 3 can't tell; with --batch 0 once every line is answered, with \
      --list 0 where the list is whole.
      """)

  @Argument(
    help: ArgumentHelp(
      "VERB TYPE[.GROUP][/NAME] or VERB /PATH, then manifest files, folders or -; with --list, "
        + "--batch or --actions manifests only"))
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

  @Option(
    help: ArgumentHelp(
      "The service account that asks; with --list by default the agent's",
      valueName: "namespace:name"))
  var serviceAccount: String?

  @OptionGroup var listing: AccessListOptions

  @Option(help: ArgumentHelp("Ask for whole actions of the agent", valueName: "set"))
  var actions: [String] = []

  @Option(
    help: ArgumentHelp(
      "Answer a SubjectAccessReview spec a line, as JSON, with a JSON object a line",
      valueName: "file"))
  var batch: String?

  func run() throws {
    let outside = Outside.commandLine
    try refuseContradictions()
    let asksWholly = batch != nil || !actions.isEmpty || listing.list
    guard asksWholly || words.count >= 2 else {
      throw Failure.usage(
        "what is asked?", remedy: "write `rolefit can-i VERB TYPE --as SUBJECT FILE…`")
    }
    let options = try Options(
      manifests, versions, world, configuration: versions, in: outside
    ) { $0.add(.serviceAccount, serviceAccount) }
    let files = (asksWholly ? words : Array(words.dropFirst(2))) + manifests.filenames
    let request = try AskRequest(
      options, files: files, chart: manifests.chartValues.arguments, outside)
    let account = try options.get(.serviceAccount).map {
      User.serviceAccount(namespace: $0.namespace, name: $0.name)
    }
    let user = subject.map { User.impersonated($0, groups: groups) } ?? account
    if listing.list { return try printList(ListAccess(request), of: user) }
    let canI = CanI(request)
    if let batch {
      var output = OutputBuffer()
      try canI.answerBatch(batch, to: &output)
      return
    }
    guard let user else {
      throw Failure.usage(
        "who asks?", remedy: "name the subject with --as or --service-account")
    }
    let result = try canI.answer(
      question.asked(words, or: actions, namespace: manifests.namespace), for: user)
    for answer in result.answers { try Console.writeOutput(answer.line(.ofOutput)) }
    try Exit.finish(result.exits)
  }

  private func refuseContradictions() throws(Failure) {
    if subject != nil, serviceAccount != nil {
      throw .usage("--as and --service-account both name who asks")
    }
    guard listing.list else {
      if listing.from || listing.output != nil {
        throw .usage("--from and -o say how a list is printed", remedy: "add --list")
      }
      return
    }
    if batch != nil || !actions.isEmpty || question.subresource != nil || question.name != nil {
      throw .usage(
        "--list is about everything",
        remedy: "leave --batch, --actions, --subresource and --name out")
    }
  }

  private func printList(_ access: ListAccess, of user: User?) throws {
    let output = listing.output ?? AnswerDestination(.text)
    if !question.allNamespaces, manifests.namespace == nil {
      Outside.commandLine.remark(Question.namespaceRemark)
    }
    let showsSources = listing.from || [.wide, .html].contains(output.format)
    let list = try access.list(
      of: user,
      in: question.allNamespaces
        ? .everywhere : .namespace(manifests.namespace ?? Question.assumedNamespace),
      withSources: showsSources)
    let report = AccessListReport(list, showsSources: showsSources)
    let text =
      switch output.format {
      case .text, .wide: report.text(output.style)
      case .json: report.json
      case .markdown: report.markdown
      case .html: report.html
      }
    try output.deliver(text)
    try Exit.finish([list.exit])
  }
}

extension CanI.Answer {
  /// The line that is printed.
  fileprivate func line(_ style: TextStyle) -> String {
    let word =
      decision.map { decision in
        decision.allowed
          ? style.good("yes")
          : decision.undetermined ? style.doubtful("can't tell") : style.bad("no")
      } ?? style.good("yes")
    if let action { return style.fitted("\(action): \(word)\n") }
    return style.fitted(reason.isEmpty ? "\(word)\n" : "\(word): \(reason)\n")
  }
}
