// SPDX-License-Identifier: Apache-2.0

import Manifests
import RBAC
import Testing
import YAMLSyntax

struct AccessQuestionTests {
  @Test func aReviewHasTheUserAndTheAttributesThatAreSaid() {
    let request = Request.resource(
      ResourceRequest(
        verb: "patch", apiGroup: "apps", resource: "deployments", subresource: "scale",
        namespace: "shop"))
    let review = AccessQuestion.review(
      of: request, by: User(name: "jane", groups: ["system:authenticated"]))
    #expect(
      YAMLEmitter.text(review) == """
        apiVersion: authorization.k8s.io/v1
        kind: SubjectAccessReview
        spec:
          user: jane
          groups:
          - system:authenticated
          resourceAttributes:
            verb: patch
            group: apps
            resource: deployments
            subresource: scale
            namespace: shop

        """)
  }

  @Test func withoutAUserWhoeverAsksIsMeant() {
    let request = Request.nonResource(NonResourceRequest(verb: "get", path: "/metrics"))
    #expect(
      YAMLEmitter.text(AccessQuestion.review(of: request, by: nil)) == """
        apiVersion: authorization.k8s.io/v1
        kind: SelfSubjectAccessReview
        spec:
          nonResourceAttributes:
            verb: get
            path: /metrics

        """)
    #expect(AccessPhrase(request).question == "get the path /metrics")
  }
}
