// SPDX-License-Identifier: Apache-2.0

import KubernetesAPI
import Testing

struct WordsTests {
  @Test(
    arguments: [
      ("pods", "pods"), ("pod", "pods"), ("po", "pods"), ("Pod", "pods"), ("PODS", "pods"),
      ("deploy", "deployments.apps"), ("Deployment", "deployments.apps"),
      ("deployments.apps", "deployments.apps"), ("deployments.v1.apps", "deployments.apps"),
      ("deployments.app", "deployments.apps"), ("svc", "services"), ("ns", "namespaces"),
      ("sts", "statefulsets.apps"), ("ds", "daemonsets.apps"), ("rs", "replicasets.apps"),
      ("cm", "configmaps"), ("sa", "serviceaccounts"), ("pv", "persistentvolumes"),
      ("pvc", "persistentvolumeclaims"), ("no", "nodes"), ("ev", "events"),
      ("ing", "ingresses.networking.k8s.io"),
      ("ingresses.networking", "ingresses.networking.k8s.io"),
      ("netpol", "networkpolicies.networking.k8s.io"), ("cj", "cronjobs.batch"),
      ("hpa", "horizontalpodautoscalers.autoscaling"), ("sc", "storageclasses.storage.k8s.io"),
      ("crd", "customresourcedefinitions.apiextensions.k8s.io"),
      ("pdb", "poddisruptionbudgets.policy"),
      ("csr", "certificatesigningrequests.certificates.k8s.io"), ("ep", "endpoints"),
      ("limits", "limitranges"), ("quota", "resourcequotas"), ("rc", "replicationcontrollers"),
      ("pc", "priorityclasses.scheduling.k8s.io"), ("pods.metrics.k8s.io", "pods.metrics.k8s.io"),
      ("events.events.k8s.io", "events.events.k8s.io"),
      ("roles.rbac", "roles.rbac.authorization.k8s.io"),
    ])
  func meansWhatKubectlMeans(_ word: String, _ resource: String) {
    #expect(APITableTests.table(29).resource(word: word)?.qualifiedName == resource)
  }

  @Test(arguments: ["", "unicorn", "pods/log", "pods.apps", "deployments.v1.batch", "psp", "*"])
  func isNoWordOf129(_ word: String) {
    #expect(APITableTests.table(29).resource(word: word) == nil)
  }

  @Test func aShortNameGoesWithItsResource() {
    #expect(APITableTests.table(24).resource(word: "psp")?.name == "podsecuritypolicies")
    #expect(APITableTests.table(20).resource(word: "ing")?.group == "networking.k8s.io")
  }
}
