// SPDX-License-Identifier: Apache-2.0

import Analysis
import KubernetesAPI
import RBAC
import Testing

struct OddVerbInertnessTests {
  private let inertness = Inertness(table: APITable.builtIn(KubernetesVersion(minor: 36)))

  private func reason(_ group: String, _ resource: String, _ verb: String) -> String? {
    inertness.reason(
      Atom(.resource(verb: verb, apiGroup: group, resource: resource, resourceName: nil)))
  }

  @Test(arguments: [
    ("apps", "deployments", "breakglass"), ("", "namespaces", "use"),
    ("example.com", "widgets", "approve"),
  ])
  func aVerbOfOnesOwnIsNeverInert(group: String, resource: String, verb: String) {
    #expect(reason(group, resource, verb) == nil)
  }

  @Test(arguments: [
    ("apps", "deployments", "gte"), ("apps,batch", "deployments", "get"),
    ("example.com", "widgets,gadgets", "get"),
  ])
  func aSlipIsInert(group: String, resource: String, verb: String) {
    #expect(reason(group, resource, verb) != nil)
  }

  @Test(arguments: [
    ("/metrics", "get", false), ("/metrics", "list", true), ("/metrics", "Get", true),
    ("metrics", "get", true), ("/metrics", "audit", false),
  ])
  func aPathIsInertWhereNoRequestIsSo(url: String, verb: String, isInert: Bool) {
    #expect((inertness.reason(Atom(.nonResource(verb: verb, url: url))) != nil) == isInert)
  }
}
