// SPDX-License-Identifier: Apache-2.0

import KubernetesAPI
import Testing

/// Which subresources of nodes kubelets ask about, by the version of the server: a kubelet may be
/// older than its server, never newer.
struct KubeletEndpointTests {
  private static func isAsked(_ subresource: String, _ verb: String, _ minor: Int) -> Bool {
    !APITable.builtIn(KubernetesVersion(minor: minor))
      .judge(group: "", resource: "nodes/\(subresource)", verb: verb).isInert
  }

  @Test(arguments: ["metrics", "stats", "log", "proxy"])
  func theOldEndpointsAreAskedAboutInEveryVersion(_ subresource: String) {
    for minor in APITableTests.everyMinor { #expect(Self.isAsked(subresource, "get", minor)) }
  }

  @Test(arguments: [
    ("checkpoint", "create", 25), ("configz", "get", 32), ("healthz", "get", 32),
    ("pods", "get", 32), ("statusz", "get", 33),
  ])
  func anEndpointIsAskedAboutSinceTheFirstKubeletThatHasIt(
    _ subresource: String, _ verb: String, _ first: Int
  ) {
    for minor in APITableTests.everyMinor {
      #expect(Self.isAsked(subresource, verb, minor) == (minor >= first), "1.\(minor)")
    }
  }

  @Test func specIsAskedAboutUntilTheLastKubeletThatHasItIsTooOld() {
    for minor in APITableTests.everyMinor {
      #expect(Self.isAsked("spec", "get", minor) == (minor <= 22), "1.\(minor)")
    }
  }

  @Test(arguments: ["flagz", "runningpods", "logs", "exec", "run", "attach"])
  func whatIsAskedAboutByAnotherNameIsInert(_ subresource: String) {
    #expect(!Self.isAsked(subresource, "get", 36))
  }

  @Test func noKubeletAsksForListOrWatch() {
    #expect(!Self.isAsked("pods", "list", 36))
    #expect(!Self.isAsked("metrics", "watch", 36))
  }
}
