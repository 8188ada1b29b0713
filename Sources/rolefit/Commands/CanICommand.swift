// SPDX-License-Identifier: Apache-2.0

import Analysis
import ArgumentParser
import Catalog
import Diagnostics
import Host
import KubernetesAPI
import Manifests
import RBAC
import Reports
import YAMLSyntax

/// Answers whether a subject may send a request.
struct CanICommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "can-i",
    abstract: "Say whether a subject may send a request, from manifests alone",
    discussion: """
      Example:
        rolefit can-i patch deployments --subresource scale -n prod \\
          --as system:serviceaccount:komodor:k8s-watcher manifests/
        rolefit can-i --batch reviews.jsonl manifests/

      Exit codes: 0 yes, 1 no, 3 can't tell; with --batch 0 once every line is answered.
      """)

  @Argument(
    help:
      "VERB TYPE[.GROUP][/NAME] or VERB /PATH, then manifest files, folders or -; with --batch or --actions manifests only"
  )
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
    let settings = try Settings(config: versions.config)
    let asksWholly = batch != nil || !actions.isEmpty
    guard asksWholly || words.count >= 2 else {
      throw Failure.usage(
        "what is asked?", remedy: "write `rolefit can-i VERB TYPE --as SUBJECT FILE…`")
    }
    let kubernetes =
      try versions.served(by: manifests.kubectl(settings), settings).kubernetes(settings)
      ?? APITable.newest
    let files = asksWholly ? words : Array(words.dropFirst(2))
    let table = try world.table(kubernetes, settings)
    var asked: Request?
    if !asksWholly {
      asked = try question.request(
        verb: words[0], type: words[1], namespace: manifests.namespace, table: table)
    }
    guard batch != nil || subject != nil else {
      throw Failure.usage("who asks?", remedy: "name the subject with --as")
    }
    let policy = try world.policy(
      try manifests.askedSources(files, settings), kubernetes: kubernetes, settings)
    if let batch {
      try CanIBatch(policy: policy).answer(batch)
    } else if let asked, let subject {
      let user = User.impersonated(subject, groups: groups)
      let decision = policy.decide(asked, by: user)
      let reason = policy.reason(for: decision)
      Console.writeOutput(decision.answer + (reason.isEmpty ? "\n" : ": \(reason)\n"))
      try Outcome(decisions: [decision]).finish()
    } else if let subject {
      try answerActions(
        policy, user: User.impersonated(subject, groups: groups), kubernetes, settings)
    }
  }

  private func answerActions(
    _ policy: Policy, user: User, _ kubernetes: KubernetesVersion, _ settings: Settings
  ) throws {
    let needs = try versions.needs(
      ofActions: actions, in: manifests.namespace, chart: manifests.chart(settings),
      on: kubernetes, settings)
    var decisions: [Decision] = []
    for need in needs {
      let answers = need.atoms.map { policy.decide($0.request, by: user) }
      let worst = answers.first { !$0.allowed && !$0.undetermined } ?? answers.first { !$0.allowed }
      decisions += answers
      Console.writeOutput("\(need.action.id): \((worst ?? answers.first)?.answer ?? "yes")\n")
    }
    try Outcome(decisions: decisions).finish()
  }
}

extension Decision {
  /// `yes`, `no`, or that nobody can tell.
  var answer: String { allowed ? "yes" : undetermined ? "can't tell" : "no" }
}

extension Outcome {
  /// 0 when all are allowed, 1 when one is not, 3 when one can't be told.
  init(decisions: [Decision]) {
    var exits: [Exit] = []
    if decisions.contains(where: { !$0.allowed && !$0.undetermined }) { exits.append(.findings) }
    if decisions.contains(where: { !$0.allowed && $0.undetermined }) { exits.append(.undetermined) }
    self.init(exits: exits)
  }
}
