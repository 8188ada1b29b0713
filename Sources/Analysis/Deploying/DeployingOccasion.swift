// SPDX-License-Identifier: Apache-2.0

/// Why a program that deploys sends requests: what happens to which part of what is deployed.
enum DeployingOccasion: Hashable, Sendable {
  /// Helm's record of a release, in a Secret for each revision.
  case record(DeployingStep)
  /// A template looks an object up, or all objects of a kind, by the verb.
  case lookup(String)
  /// An object comes to be: by an installation, or by an upgrade that has it new.
  case creation
  /// An upgrade has an object that is there already.
  case update
  /// An upgrade has an object no more.
  case pruning
  /// An object goes with what it was deployed with.
  case removal
  /// An object that `helm.sh/resource-policy` keeps would be pruned.
  case keeping
  /// A hook's object of the last run is deleted before it is created anew.
  case hookReplacement
  /// A hook's object is created, and waited for.
  case hookRun
  /// A hook is a Job or a Pod, which is waited for to its end.
  case hookEnd
  /// A hook's object is deleted after its run.
  case hookCleanup
  /// The logs of a hook's pods are copied.
  case hookLogs
  /// A CustomResourceDefinition of a chart's folder `crds` is created before everything else.
  case definition
  /// The release's namespace is created (`--create-namespace`).
  case namespace
  /// Objects are waited for (`--wait`) until they are ready.
  case readiness
  /// Deployments are waited for.
  case readinessOfDeployment
  /// What runs pods by itself is waited for: StatefulSets, ReplicaSets, ReplicationControllers.
  case readinessOfPods(kind: String)
  /// Objects are waited for (`--wait`) until they are gone.
  case disappearance
}
