// SPDX-License-Identifier: Apache-2.0

import KubernetesAPI
import Testing

struct APIVersionsTests {
  @Test(arguments: [
    ("", "pods", 18, "v1"), ("apps", "deployments", 30, "v1"),
    ("batch", "cronjobs", 20, "v1beta1"), ("batch", "cronjobs", 21, "v1"),
    ("policy", "poddisruptionbudgets", 20, "v1beta1"), ("policy", "poddisruptionbudgets", 21, "v1"),
    // v2 came, and v1 stayed.
    ("autoscaling", "horizontalpodautoscalers", 30, "v1"),
    // Of what is gone, the last.
    ("policy", "podsecuritypolicies", 24, "v1beta1"),
    ("policy", "podsecuritypolicies", 30, "v1beta1"),
    ("extensions", "ingresses", 30, "v1beta1"),
    ("flowcontrol.apiserver.k8s.io", "flowschemas", 28, "v1beta3"),
    ("flowcontrol.apiserver.k8s.io", "flowschemas", 29, "v1"),
    // Nothing is known of these.
    ("example.com", "widgets", 30, "v1"), ("batch", "widgets", 30, "v1"),
  ])
  func aResourceIsAskedForByTheMostStableVersion(
    group: String, resource: String, minor: Int, version: String
  ) {
    let kubernetes = KubernetesVersion(minor: minor)
    #expect(APIVersions.version(of: resource, group: group, in: kubernetes) == version)
  }
}
