// SPDX-License-Identifier: Apache-2.0

import RBAC
import Testing

struct AccessPhraseTests {
  private static let named = AccessPhrase(
    Atom(
      .resource(verb: "get", apiGroup: "", resource: "pods/log", resourceName: "web"),
      scope: .namespace("shop")))
  private static let everywhere = AccessPhrase(
    Atom(
      .resource(
        verb: "patch", apiGroup: "apps", resource: "deployments/scale", resourceName: nil)))
  private static let path = AccessPhrase(Atom(.nonResource(verb: "get", url: "/metrics")))

  @Test func aQuestionFollowsMay() {
    #expect(Self.named.question == "get pods/log (core) named 'web' in the namespace 'shop'")
    #expect(Self.everywhere.question == "patch deployments/scale (apps)")
    #expect(Self.path.question == "get the path /metrics")
  }

  @Test func aNeedFollowsNeeds() {
    #expect(Self.named.need == "get on pods/log (core) named 'web' in the namespace 'shop'")
    #expect(Self.everywhere.need == "patch on deployments/scale (apps)")
    #expect(Self.path.need == "get /metrics")
  }

  @Test func aBriefPhraseSpellsResourcesAsKubectlDoes() {
    #expect(Self.named.brief == "get pods/log in the namespace 'shop'")
    #expect(Self.everywhere.brief == "patch deployments.apps/scale")
    #expect(Self.path.brief == "get /metrics")
  }

  @Test func aGrantHasAllOfARule() {
    let rule = PolicyRule(
      apiGroups: ["", "apps"], resources: ["pods", "deployments"], resourceNames: ["a", "b"],
      verbs: ["get", "list"])
    #expect(
      AccessPhrase(ScopedRule(rule: rule, scope: .namespace("shop"))).grant
        == "get, list on pods, deployments (core, apps) named 'a', 'b' in namespace shop")
    let paths = PolicyRule(verbs: ["get"], nonResourceURLs: ["/metrics", "/healthz"])
    #expect(
      AccessPhrase(ScopedRule(rule: paths, scope: .cluster)).grant == "get on /metrics, /healthz")
  }

  @Test func aRequestIsPhrasedAsTheAtomThatItIsMadeFrom() {
    for atom in [
      Atom(.nonResource(verb: "get", url: "/metrics")),
      Atom(.resource(verb: "delete", apiGroup: "", resource: "pods", resourceName: nil)),
      Atom(
        .resource(verb: "get", apiGroup: "apps", resource: "deployments", resourceName: "web"),
        scope: .namespace("shop")),
    ] {
      #expect(AccessPhrase(atom.request).question == AccessPhrase(atom).question)
    }
  }

  @Test func theNameThatStandsForAnyIsNotSaid() {
    let request = Request.resource(
      ResourceRequest(verb: "get", apiGroup: "", resource: "secrets", name: Atom.anyName))
    #expect(AccessPhrase(request).question == "get secrets (core)")
  }
}
