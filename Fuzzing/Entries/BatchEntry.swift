// SPDX-License-Identifier: Apache-2.0

import Analysis
import Manifests
import RBAC
import YAMLSyntax

/// The batch reader: a line that is read without a tree asks the same and is answered the same as
/// one that is read as a tree.
enum BatchEntry: FuzzEntry {
  static let name = "batch"

  static func run(_ input: [UInt8]) throws(Disagreement) {
    var reader = JSONReader(limits: TextFacts.limits)
    var words = ReviewWords()
    for line in input.split(separator: 0x0A).map({ Array($0) }) {
      let read = line.withUnsafeBufferPointer { bytes -> Quick? in
        guard ReviewScanner.read(bytes, into: &words) else { return nil }
        return Quick(words, by: policy)
      }
      guard let read else { continue }
      let node = try? reader.read(SourceText(name: "line", bytes: line))
      guard let node = node ?? nil, let review = try? AccessReview(node) else {
        throw Disagreement("whether a line can be read", read.question, "no")
      }
      try Disagreement.unless(
        "what a line asks", read.question, question(review.user, review.request))
      guard let answer = read.answer else { continue }
      let decision = policy.decide(review.request, by: policy.requester(for: review.user))
      var answers = ReviewAnswers(policy)
      var slow: [UInt8] = []
      answers.append(decision, to: &slow)
      try Disagreement.unless("the answer", answer, String(decoding: slow, as: UTF8.self))
    }
  }

  /// What is made of a line while its words are there.
  private struct Quick {
    var question: String
    /// `nil` where only the slow way can answer.
    var answer: String?

    init(_ words: ReviewWords, by policy: Policy) {
      let strings = words.strings
      question = BatchEntry.question(strings.user, strings.request)
      var answers = ReviewAnswers(policy)
      var output: [UInt8] = []
      switch policy.plainDecision(on: words) {
      case .refused: ReviewAnswers.appendRefusal(to: &output)
      case .granted(let grant): answers.append(grant, to: &output)
      case .open: return
      }
      answer = String(decoding: output, as: UTF8.self)
    }
  }

  private static func question(_ user: User, _ request: Request) -> String {
    "\(user.name) of \(user.groups): \(request)"
  }

  /// Somebody who may do a little in every way in which rules can say it.
  private static let policy: Policy = {
    var reader = ManifestReader(kubernetesMinor: 31)
    reader.read(SourceText(name: "policy", text: manifests))
    precondition(!reader.set.hasErrors, "\(reader.set.diagnostics)")
    return Policy(roles: reader.set.roles, bindings: reader.set.bindings)
  }()

  private static let manifests = """
    {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: a, labels: {p: q}},
     rules: [{apiGroups: [""], resources: [pods, pods/log, "*/scale"], verbs: [get, list]},
     {apiGroups: [apps], resources: ["*"], resourceNames: [a, "é"], verbs: [patch, "*"]},
     {nonResourceURLs: [/a, /b/*], verbs: [get]}]}
    ---
    {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: sum},
     aggregationRule: {clusterRoleSelectors: [{matchLabels: {p: q}}]}, rules: []}
    ---
    {apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: a, namespace: x},
     rules: [{apiGroups: ["*"], resources: ["*"], verbs: [create]}]}
    ---
    {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, metadata: {name: b},
     roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: a},
     subjects: [{kind: User, name: jane}, {kind: Group, name: g}]}
    ---
    {apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: c, namespace: x},
     roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: a},
     subjects: [{kind: ServiceAccount, name: s}, {kind: Group, name: "system:authenticated"}]}
    ---
    {apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: d, namespace: w},
     roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: sum},
     subjects: [{kind: User, name: joe}]}
    ---
    {apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: e, namespace: z},
     roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: elsewhere},
     subjects: [{kind: User, name: ann}]}
    """
}
