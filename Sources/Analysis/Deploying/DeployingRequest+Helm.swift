// SPDX-License-Identifier: Apache-2.0

extension DeployingRequest {
  /// What Helm asks for its record of releases, the same in both versions.
  private static let record: [DeployingRequest] =
    DeployingStep.allCases.map { step in
      DeployingRequest(
        programs: bothHelms, occasion: .record(step), verbs: ["update"],
        target: .others(group: "", resource: "secrets"), purpose: "note how a revision went",
        source: "pkg/storage/driver/secrets.go, Update")
    }
    + [.upgrade, .uninstall].map { step in
      DeployingRequest(
        programs: bothHelms, occasion: .record(step), verbs: ["list"],
        target: .others(group: "", resource: "secrets"),
        purpose: "find the release's revisions by their labels",
        source: "pkg/storage/driver/secrets.go, Query")
    }
    + [.install, .upgrade].map { step in
      DeployingRequest(
        programs: bothHelms, occasion: .record(step), verbs: ["create"],
        target: .others(group: "", resource: "secrets"), purpose: "keep a new revision",
        source: "pkg/storage/driver/secrets.go, Create")
    }
    + [
      DeployingRequest(
        programs: bothHelms, occasion: .record(.install), verbs: ["list"],
        target: .others(group: "", resource: "secrets"),
        purpose: "see whether the release's name is free", isTolerated: true,
        source: "pkg/action/install.go, availableName"),
      DeployingRequest(
        programs: bothHelms, occasion: .record(.upgrade), verbs: ["get", "delete"],
        target: .others(group: "", resource: "secrets"),
        purpose: "drop the oldest revision from the eleventh on (--history-max)",
        source: "pkg/storage/storage.go, removeLeastRecent; pkg/storage/driver/secrets.go, Delete"),
      DeployingRequest(
        programs: bothHelms, occasion: .record(.uninstall), verbs: ["get", "delete"],
        target: .others(group: "", resource: "secrets"), purpose: "drop every revision",
        source: "pkg/action/uninstall.go, purgeReleases; pkg/storage/driver/secrets.go, Delete"),
    ]

  /// What a chart's templates ask for themselves: for one object where they name it, else for all.
  private static func lookup(_ verb: String, _ target: Target) -> DeployingRequest {
    DeployingRequest(
      programs: bothHelms, occasion: .lookup(verb), verbs: [verb], target: target,
      purpose: "render what depends on it", source: "pkg/engine/lookup_func.go, newLookupFunction")
  }

  private static let bothHelms: [DeployingProgram] = [.helm3, .helm4]

  /// helm/helm; what both versions do alike.
  static let helm: [DeployingRequest] =
    record + [
      lookup("get", .object), lookup("list", .kind),
      DeployingRequest(
        programs: bothHelms, occasion: .creation, verbs: ["get"], target: .object,
        purpose: "see that nobody else has made it",
        source: "pkg/action/validate.go, existingResourceConflict"),
      DeployingRequest(
        programs: bothHelms, occasion: .update, verbs: ["get", "patch"], target: .object,
        purpose: "change it", source: "pkg/kube/client.go, Update"),
      DeployingRequest(
        programs: bothHelms, occasion: .pruning, verbs: ["get", "delete"], target: .object,
        purpose: "delete what the new revision has no more",
        source: "pkg/kube/client.go, Update"),
      DeployingRequest(
        programs: bothHelms, occasion: .keeping, verbs: ["get"], target: .object,
        purpose: "see that it is to be kept", source: "pkg/kube/client.go, Update"),
      DeployingRequest(
        programs: bothHelms, occasion: .removal, verbs: ["delete"], target: .object,
        purpose: "delete it", source: "pkg/kube/client.go, Delete"),
      DeployingRequest(
        programs: bothHelms, occasion: .hookReplacement, verbs: ["delete"], target: .object,
        purpose: "delete what the last run left",
        source: "pkg/action/hooks.go, deleteHookByPolicy"),
      DeployingRequest(
        programs: bothHelms, occasion: .hookCleanup, verbs: ["delete"], target: .object,
        purpose: "delete it after its run", source: "pkg/action/hooks.go, deleteHookByPolicy"),
      DeployingRequest(
        programs: bothHelms, occasion: .hookLogs, verbs: ["list"],
        target: .others(group: "", resource: "pods"), purpose: "find its pods",
        source: "pkg/action/hooks.go, outputLogsByPolicy"),
      DeployingRequest(
        programs: bothHelms, occasion: .hookLogs, verbs: ["get"],
        target: .others(group: "", resource: "pods/log"), purpose: "copy their logs",
        source: "pkg/kube/client.go, OutputContainerLogsForPodList"),
    ]

  /// helm/helm, release-3 branch, where objects are created by a POST.
  static let helm3: [DeployingRequest] = [
    DeployingRequest(
      programs: [.helm3], occasion: .creation, verbs: ["create"], target: .kind,
      purpose: "create it: the name of what is created is no part of that request",
      source: "pkg/kube/client.go, createResource"),
    DeployingRequest(
      programs: [.helm3], occasion: .hookReplacement, verbs: ["get"], target: .object,
      purpose: "wait until it is gone", source: "pkg/kube/wait.go, waitForDeletedResources"),
    DeployingRequest(
      programs: [.helm3], occasion: .hookCleanup, verbs: ["get"], target: .object,
      purpose: "wait until it is gone", source: "pkg/kube/wait.go, waitForDeletedResources"),
    DeployingRequest(
      programs: [.helm3], occasion: .hookRun, verbs: ["create"], target: .kind,
      purpose: "create it: the name of what is created is no part of that request",
      source: "pkg/kube/client.go, createResource"),
    DeployingRequest(
      programs: [.helm3], occasion: .hookEnd, verbs: ["list", "watch"], target: .object,
      purpose: "wait for its end", source: "pkg/kube/client.go, watchUntilReady"),
    DeployingRequest(
      programs: [.helm3], occasion: .definition, verbs: ["create"], target: .kind,
      purpose: "create it: the name of what is created is no part of that request",
      source: "pkg/action/install.go, installCRDs"),
    DeployingRequest(
      programs: [.helm3], occasion: .definition, verbs: ["get"], target: .object,
      purpose: "wait until it is established", source: "pkg/kube/ready.go, IsReady"),
    DeployingRequest(
      programs: [.helm3], occasion: .namespace, verbs: ["create"], target: .kind,
      purpose: "create it, be it there already or not",
      source: "pkg/action/install.go, RunWithContext"),
    DeployingRequest(
      programs: [.helm3], occasion: .readinessOfDeployment, verbs: ["list"],
      target: .others(group: "apps", resource: "replicasets"),
      purpose: "find its newest ReplicaSet",
      source: "pkg/kube/ready.go, IsReady"),
    DeployingRequest(
      programs: [.helm3], occasion: .readinessOfPods(kind: "ReplicaSet"), verbs: ["list"],
      target: .others(group: "", resource: "pods"), purpose: "see whether its pods are ready",
      source: "pkg/kube/ready.go, podsReadyForObject"),
    DeployingRequest(
      programs: [.helm3], occasion: .readinessOfPods(kind: "ReplicationController"),
      verbs: ["list"], target: .others(group: "", resource: "pods"),
      purpose: "see whether its pods are ready", source: "pkg/kube/ready.go, podsReadyForObject"),
    DeployingRequest(
      programs: [.helm3], occasion: .disappearance, verbs: ["get"], target: .object,
      purpose: "wait until it is gone", source: "pkg/kube/wait.go, waitForDeletedResources"),
    // A get that finds no object looks whether the namespace is there.
    DeployingRequest(
      programs: [.helm3], occasion: .hookReplacement, verbs: ["get"], target: .ownNamespace,
      purpose: "tell a missing object from a missing namespace", isTolerated: true,
      source: "k8s.io/cli-runtime, Info.Get in pkg/resource/visitor.go"),
    DeployingRequest(
      programs: [.helm3], occasion: .hookCleanup, verbs: ["get"], target: .ownNamespace,
      purpose: "tell a missing object from a missing namespace", isTolerated: true,
      source: "k8s.io/cli-runtime, Info.Get in pkg/resource/visitor.go"),
    DeployingRequest(
      programs: [.helm3], occasion: .disappearance, verbs: ["get"], target: .ownNamespace,
      purpose: "tell a missing object from a missing namespace", isTolerated: true,
      source: "k8s.io/cli-runtime, Info.Get in pkg/resource/visitor.go"),
  ]

  /// helm/helm, main branch, where objects are applied on the server's side, and waited for through
  /// informers of their whole kind.
  static let helm4: [DeployingRequest] =
    [DeployingOccasion.creation, .hookRun, .definition].map { occasion in
      DeployingRequest(
        programs: [.helm4], occasion: occasion, verbs: ["patch", "create"], target: .object,
        purpose: "apply it", source: "pkg/kube/client.go, patchResourceServerSide")
    }
    + [.hookRun, .definition, .readiness, .disappearance].map { occasion in
      DeployingRequest(
        programs: [.helm4], occasion: occasion, verbs: ["list", "watch"], target: .kind,
        purpose: "wait for it: Helm 4 watches all objects of its kind",
        source: "pkg/kube/statuswait.go, WatchUntilReady, Wait and WaitForDelete")
    }
    + [
      DeployingRequest(
        programs: [.helm4], occasion: .removal, verbs: ["get"], target: .object,
        purpose: "see that it is the release's own",
        source: "pkg/action/uninstall.go, deleteRelease"
      ),
      DeployingRequest(
        programs: [.helm4], occasion: .namespace, verbs: ["patch", "create"], target: .object,
        purpose: "apply it, be it there already or not",
        source: "pkg/action/install.go, RunWithContext"),
      DeployingRequest(
        programs: [.helm4], occasion: .readinessOfDeployment, verbs: ["list"],
        target: .others(group: "apps", resource: "replicasets"),
        purpose: "see whether its ReplicaSets are ready",
        source: "fluxcd/cli-utils, pkg/kstatus/polling/statusreaders/deployment.go"),
      DeployingRequest(
        programs: [.helm4], occasion: .readinessOfDeployment, verbs: ["list"],
        target: .others(group: "", resource: "pods"),
        purpose: "see whether the pods of its ReplicaSets are ready",
        source: "fluxcd/cli-utils, pkg/kstatus/polling/statusreaders/replicaset.go"),
    ]
    + ["ReplicaSet", "StatefulSet"].map { kind in
      DeployingRequest(
        programs: [.helm4], occasion: .readinessOfPods(kind: kind), verbs: ["list"],
        target: .others(group: "", resource: "pods"), purpose: "see whether its pods are ready",
        source: "fluxcd/cli-utils, pkg/kstatus/polling/statusreaders/common.go")
    }
}
