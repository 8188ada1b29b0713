// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import Host
import Manifests
import RBAC
import YAMLSyntax

extension Cluster {
  /// What the API server's authorizers say to requests.
  struct Reviews {
    var answers: [Request: Bool] = [:]
    /// Why they could not be asked.
    var refusal: Refusal?
  }

  /// How many reviews one call of kubectl asks for, one after the other.
  private static let reviewsAtOnce = 200

  /// Asks whether `user`, with its groups, may send each of `requests`; without a user, whether
  /// whoever runs kubectl may.
  func reviews(of requests: [Request], by user: User?) throws(Failure) -> Reviews {
    var reviews = Reviews()
    var rest = requests[...]
    while !rest.isEmpty {
      let some = Array(rest.prefix(Self.reviewsAtOnce))
      rest = rest.dropFirst(some.count)
      let list = YAMLValue.mapping([
        YAMLValue.Entry("apiVersion", .string("v1")), YAMLValue.Entry("kind", .string("List")),
        YAMLValue.Entry(
          "items", .sequence(some.map { AccessQuestion.review(of: $0, by: user) })),
      ])
      let result = try kubectl.run(
        ["create", "--filename", "-", "--output", "json", "--validate=false"],
        input: Array(JSONEmitter.text(list, pretty: false).utf8))
      guard result.status == 0 else {
        guard result.error.contains("(Forbidden)") else { throw kubectl.failed(result) }
        reviews.refusal = Refusal(what: "access reviews", words: KubectlWords(result).text)
        return reviews
      }
      let source = SourceText(name: "kubectl create", bytes: result.output)
      let answers = YAMLStream.read(source).documents.map { $0["status"]?["allowed"]?.scalar }
      guard answers.count == some.count else {
        throw .unjudged(
          "cluster",
          "\(kubectl.title) answered \(answers.count) of \(some.count) access reviews")
      }
      for (request, answer) in zip(some, answers) {
        reviews.answers[request] = answer == .bool(true)
      }
    }
    return reviews
  }
}
