// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import Diagnostics
import KubernetesAPI
package import YAMLSyntax

/// Teaches a catalog one action, from runs of it in which requests were seen.
package struct CatalogLesson: Sendable {
  /// What the runs made of the catalog.
  package struct Result: Sendable {
    /// The catalog, as YAML.
    package var text: String
    /// What is new in it, one sentence each; empty where the runs say nothing new.
    package var changes: [String]
    /// What no catalog can say, and is left out.
    package var leftOut: [String]
  }

  /// Such as `scale:deployment`.
  package var action: String
  /// A phrase for people; made from the id where `nil`.
  package var title: String?
  /// Of a catalog that is begun.
  package var agent: String
  /// Where the agent runs; what is asked for there is asked for in its own namespace.
  package var namespace: String?
  /// Of a catalog that is begun.
  package var serviceAccount: String?
  /// Who reads what the action writes in optional steps, of which no rule is made.
  package enum OptionalReads: Sendable {
    /// kubectl does: it looks up what it changes, which an agent need not.
    case kubectls
    case everybodys
    case nobodys

    func holds(_ observed: ObservedRequest) -> Bool {
      switch self {
      case .kubectls: observed.isKubectls
      case .everybodys: true
      case .nobodys: false
      }
    }
  }

  package var optionalReads: OptionalReads

  package init(
    action: String, title: String? = nil, agent: String = "agent", namespace: String? = nil,
    serviceAccount: String? = nil, optionalReads: OptionalReads = .kubectls
  ) {
    self.action = action
    self.title = title
    self.agent = agent
    self.namespace = namespace
    self.serviceAccount = serviceAccount
    self.optionalReads = optionalReads
  }

  /// Whether the action's id is one, `verb:kind`.
  package var hasValidID: Bool {
    let halves = action.split(separator: ":", omittingEmptySubsequences: false)
    return halves.count == 2 && halves.allSatisfy { !$0.isEmpty }
      && action.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || [0x2D, 0x2E, 0x3A].contains($0)
      }
  }

  /// A catalog that begins with the action.
  package func begin(_ runs: [[ObservedRequest]]) -> Result {
    let (learner, leftOut) = learn(runs, from: [], in: .builtIn, known: installation)
    let resources = LearnedResources(of: learner.steps, besides: [])
    return Result(
      text: CommentedYAML.mapping(
        head + resources.parts
          + [
            .blankLine,
            .entry("actions", .sequence([.element(entry(learner.steps))])),
          ]
      ).text, changes: learner.changes.map { sentence($0, learner.steps) }, leftOut: leftOut)
  }

  /// A catalog with the action, or with more of it. What is not about it stays as it is written.
  ///
  /// Throws where the text is written in a way that nothing can be put into.
  package func widen(
    _ catalog: Catalog, _ source: SourceText, _ runs: [[ObservedRequest]]
  ) throws(Failure) -> Result {
    let actions = catalog.actions + catalog.capabilities
    let steps = actions.first { $0.id == action }?.steps.map {
      LearnedStep(request: $0.request, isOptional: $0.isOptional, evidence: $0.evidence)
    }
    var lesson = self
    lesson.namespace = namespace ?? catalog.agent.namespace
    let known = LearnedName.Installation(
      namespace: catalog.agent.namespace, serviceAccount: catalog.agent.serviceAccount)
    let (learner, leftOut) = lesson.learn(
      runs, from: steps ?? [], in: catalog, known: steps == nil ? installation : known)
    guard !learner.changes.isEmpty else {
      return Result(
        text: String(decoding: source.bytes, as: UTF8.self), changes: [], leftOut: leftOut)
    }
    var edit = try CatalogEdit(source)
    let resources = LearnedResources(of: learner.steps, besides: catalog.declaredResources)
    try edit.declare(resources)
    if steps == nil {
      try edit.append(action: lesson.entry(learner.steps))
    } else {
      try edit.change(action, learner)
    }
    return Result(
      text: edit.text, changes: learner.changes.map { sentence($0, learner.steps) },
      leftOut: leftOut)
  }

  /// That in which the runs were seen.
  private var installation: LearnedName.Installation {
    LearnedName.Installation(namespace: namespace, serviceAccount: serviceAccount)
  }

  private func learn(
    _ runs: [[ObservedRequest]], from steps: [LearnedStep], in catalog: Catalog,
    known: LearnedName.Installation
  ) -> (ActionLearner, leftOut: [String]) {
    let check = ServedCheck(catalog)
    var learner = ActionLearner(
      steps, namespace: namespace, names: LearnedName(known: known, current: installation),
      optionalReads: optionalReads,
      refusal: { template in
        guard case .resource(let group, _, _, _) = template.target,
          LearnedResources.knownGroups.contains(group)
        else { return nil }
        return check.problem(with: template)?.message
      })
    for run in runs { learner.add(run) }
    return (learner, learner.leftOut)
  }

  private func sentence(_ change: ActionLearner.Change, _ steps: [LearnedStep]) -> String {
    switch change {
    case .added(let place):
      "\(action): learned '\(steps[place].request)'\(Self.naming(steps[place]))"
    case .widened(let place):
      "\(action): widened '\(steps[place].request)' to "
        + (steps[place].name == .any
          ? "whatever the name" : "the name '\(steps[place].nameText)'")
    }
  }

  private static func naming(_ step: LearnedStep) -> String {
    if case .literal(let name) = step.name { " named '\(name)'" } else { "" }
  }

  private var head: [CommentedYAML.Part] {
    var parts: [CommentedYAML.Part] = [
      .entry("name", .line(.string(agent))),
      .entry("newest", .block(.string("0.1.0")), remark: "the agent's newest version"),
    ]
    if let namespace { parts.append(.entry("namespace", .line(.string(namespace)))) }
    if let serviceAccount {
      parts.append(.entry("serviceAccount", .line(.string(serviceAccount))))
    }
    return CommentedYAML.Part.comments(
      """
      What the agent does, as requests to the API server that were seen. `rolefit catalog learn
      --catalog` widens it; say under `why` what each request is for. `rolefit catalog validate`
      checks the result.
      """) + [
        .entry("schemaVersion", .block(.integer(1))), .entry("version", .block(.string("0.1.0"))),
        .blankLine, .entry("agent", .mapping(parts)),
      ]
  }

  private func entry(_ steps: [LearnedStep]) -> CommentedYAML {
    let naming = CatalogNaming(of: steps.map { $0.atom })
    return .mapping([
      .entry("id", .line(.string(action))),
      .entry("title", .line(.string(title ?? usualTitle))),
      .entry("access", .line(.string(naming.access.rawValue))),
      .entry("steps", .sequence(steps.map { .element($0.yaml) })),
    ])
  }

  /// `Scale deployment` for `scale:deployment`.
  private var usualTitle: String {
    let words = action.split { $0 == ":" || $0 == "-" }.joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
