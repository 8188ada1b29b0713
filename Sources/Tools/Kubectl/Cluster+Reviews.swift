// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Host
import Manifests
package import RBAC
import YAMLSyntax

extension Cluster {
  /// What the API server's authorizers say to requests.
  package struct Reviews {
    /// Requests that the authorizers could not decide are left out.
    package var answers: [Request: Bool] = [:]
    /// Why the authorizers could not decide a request.
    package var doubts: [Request: String] = [:]
    /// Why they could not be asked.
    package var refusal: Refusal?
  }

  /// How many reviews one call of kubectl asks for, one after the other.
  private static let reviewsAtOnce = 200

  /// Asks whether `user`, with its groups, may send each of `requests`; without a user, whether
  /// whoever runs kubectl may.
  package func reviews(of requests: [Request], by user: User?) throws(Failure) -> Reviews {
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
        let message = KubectlMessage(result)
        guard message.reason == .forbidden else { throw kubectl.failed(result) }
        reviews.refusal = Refusal(what: "access reviews", words: message.text)
        return reviews
      }
      let source = SourceText(name: "kubectl create", bytes: result.output)
      let answers = YAMLStream.read(source).documents.map(ReviewAnswer.init)
      guard answers.count == some.count else {
        throw .unjudged(
          "cluster",
          "\(kubectl.title) answered \(answers.count) of \(some.count) access reviews")
      }
      for (request, answer) in zip(some, answers) {
        reviews.answers[request] = answer.isAllowed
        reviews.doubts[request] = answer.doubt
      }
    }
    return reviews
  }
}
