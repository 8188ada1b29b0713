// SPDX-License-Identifier: Apache-2.0

import KubernetesAPI
import Testing

/// Facts about what Kubernetes serves, written down from its documentation and sources rather than
/// from the packages that the table is derived from.
struct APITableTests {
  static func table(_ minor: Int) -> APITable { .builtIn(KubernetesVersion(minor: minor)) }

  static let everyMinor = Array(
    APITable.supportedVersions.lowerBound.minor...APITable.newest.minor)

  @Test(
    arguments: [
      ("", "pods/log", "get"),
      ("", "pods/eviction", "create"),
      ("", "pods/binding", "create"),
      ("", "bindings", "create"),
      ("", "serviceaccounts/token", "create"),
      ("", "pods/exec", "get create"),
      ("", "pods/attach", "get create"),
      ("", "pods/portforward", "get create"),
      ("", "pods/proxy", "get create update patch delete"),
      ("", "services/proxy", "get create update patch delete"),
      ("", "nodes/proxy", "get create update patch delete"),
      ("", "componentstatuses", "get list"),
      ("", "namespaces", "get list watch create update patch delete"),
      ("", "namespaces/finalize", "update"),
      ("", "namespaces/status", "get update patch"),
      ("", "nodes", "get list watch create update patch delete deletecollection"),
      ("", "replicationcontrollers/scale", "get update patch"),
      ("apps", "deployments/scale", "get update patch"),
      ("apps", "statefulsets/scale", "get update patch"),
      ("apps", "replicasets/scale", "get update patch"),
      ("apps", "deployments", "get list watch create update patch delete deletecollection"),
      ("apps", "deployments/status", "get update patch"),
      ("batch", "jobs", "get list watch create update patch delete deletecollection"),
      ("batch", "cronjobs", "get list watch create update patch delete deletecollection"),
      ("autoscaling", "horizontalpodautoscalers/status", "get update patch"),
      ("policy", "poddisruptionbudgets/status", "get update patch"),
      ("authorization.k8s.io", "subjectaccessreviews", "create"),
      ("authorization.k8s.io", "localsubjectaccessreviews", "create"),
      ("authorization.k8s.io", "selfsubjectrulesreviews", "create"),
      ("authentication.k8s.io", "tokenreviews", "create"),
      ("metrics.k8s.io", "nodes", "get list"),
      ("metrics.k8s.io", "pods", "get list"),
    ])
  func servesTheseVerbsInEveryVersion(_ fact: (group: String, resource: String, verbs: String)) {
    for minor in Self.everyMinor {
      let found = Self.table(minor).resource(group: fact.group, fact.resource)
      #expect(
        found?.verbs.verbs.joined(separator: " ") == fact.verbs, "\(fact.resource) in 1.\(minor)")
    }
  }

  /// First and last minor that serve a resource, by default or if switched on; 0 is "before 1.18".
  @Test(
    arguments: [
      ("extensions", "ingresses", 0, 21),
      ("networking.k8s.io", "ingresses", 0, 99),
      ("networking.k8s.io", "ingressclasses", 0, 99),
      ("policy", "podsecuritypolicies", 0, 24),
      ("extensions", "deployments", 0, 0),
      ("discovery.k8s.io", "endpointslices", 0, 99),
      ("flowcontrol.apiserver.k8s.io", "flowschemas", 0, 99),
      ("batch", "cronjobs", 0, 99),
      ("settings.k8s.io", "podpresets", 0, 19),
      ("auditregistration.k8s.io", "auditsinks", 0, 18),
      ("storage.k8s.io", "csistoragecapacities", 19, 99),
      ("internal.apiserver.k8s.io", "storageversions", 20, 99),
      ("networking.k8s.io", "networkpolicies/status", 24, 27),
      ("authentication.k8s.io", "selfsubjectreviews", 26, 99),
      ("admissionregistration.k8s.io", "validatingadmissionpolicies", 26, 99),
      ("certificates.k8s.io", "clustertrustbundles", 27, 99),
      ("storage.k8s.io", "volumeattributesclasses", 29, 99),
      ("", "pods/resize", 32, 99),
    ])
  func servesAResourceInTheseVersionsOnly(
    _ fact: (group: String, resource: String, first: Int, last: Int)
  ) {
    for minor in Self.everyMinor {
      let isThere = Self.table(minor).resource(group: fact.group, fact.resource) != nil
      #expect(isThere == (fact.first...fact.last).contains(minor), "\(fact.resource) in 1.\(minor)")
    }
  }

  @Test(
    arguments: [
      ("", "pods/ephemeralcontainers", 23), ("", "pods/resize", 33),
      ("batch", "cronjobs", 18), ("flowcontrol.apiserver.k8s.io", "flowschemas", 20),
      ("authentication.k8s.io", "selfsubjectreviews", 28),
      ("admissionregistration.k8s.io", "validatingadmissionpolicies", 30),
      ("networking.k8s.io", "ipaddresses", 33), ("resource.k8s.io", "resourceclaims", 34),
      ("storage.k8s.io", "volumeattributesclasses", 34),
    ])
  func servesItByDefaultSince(_ fact: (group: String, resource: String, minor: Int)) {
    for minor in Self.everyMinor {
      guard let found = Self.table(minor).resource(group: fact.group, fact.resource) else {
        #expect(minor < fact.minor)
        continue
      }
      #expect(found.isOffByDefault == (minor < fact.minor), "\(fact.resource) in 1.\(minor)")
    }
  }

  @Test(arguments: [
    "nodes", "namespaces", "persistentvolumes", "componentstatuses", "nodes/proxy", "nodes/status",
  ])
  func isClusterScoped(_ resource: String) {
    #expect(Self.table(29).resource(group: "", resource)?.isNamespaced == false)
  }

  @Test func theNewestVersionIsBeyondTheLastOneWeKnewByHeart() {
    #expect(APITable.newest >= KubernetesVersion(minor: 37))
    #expect(APITable.supportedVersions.lowerBound == KubernetesVersion(minor: 18))
  }

  @Test func aVersionOutsideTheTableIsTakenAsTheNearest() {
    #expect(Self.table(3).version == KubernetesVersion(minor: 18))
    #expect(Self.table(99).version == APITable.newest)
  }

  @Test func aNameInSeveralGroupsComesInTheServersOrder() {
    #expect(Self.table(20).resources(named: "events").map(\.group) == ["", "events.k8s.io"])
    #expect(
      Self.table(20).resources(named: "ingresses").map(\.group) == [
        "networking.k8s.io", "extensions",
      ])
  }

  @Test func everyResourceIsSortedHasAKindAndServesSomething() {
    for minor in Self.everyMinor {
      let all = Self.table(minor).all
      #expect(all == all.sorted())
      #expect(Set(all.map { "\($0.group)/\($0.combinedName)" }).count == all.count)
      for resource in all {
        #expect(!resource.kind.isEmpty && !resource.verbs.isEmpty, "\(resource)")
      }
    }
  }

  @Test func addedResourcesAreFoundAndLeaveTheirGroupOpen() {
    let added = APIResource(
      group: "example.com", name: "widgets", kind: "Widget", shortNames: ["wd"],
      isNamespaced: true, verbs: .all)
    let table = Self.table(29).adding([added])
    #expect(table.resource(group: "example.com", "widgets") == added)
    #expect(table.resource(word: "wd") == added)
    #expect(!table.isKnownGroup("example.com"))
    #expect(
      Self.table(29).adding([added], wholeGroups: ["example.com"]).isKnownGroup("example.com"))
  }

  @Test func historyTellsWhenAResourceCameAndWent() {
    #expect(
      APIHistory.removal(group: "extensions", "ingresses") == KubernetesVersion(minor: 22))
    #expect(
      APIHistory.removal(group: "extensions", "deployments") == KubernetesVersion(minor: 16))
    #expect(
      APIHistory.removal(group: "policy", "podsecuritypolicies") == KubernetesVersion(minor: 25))
    #expect(APIHistory.removal(group: "apps", "deployments") == nil)
    #expect(APIHistory.span(group: "", "pods/resize")?.first == KubernetesVersion(minor: 32))
    #expect(APIHistory.span(group: "", "unicorns") == nil)
  }
}
