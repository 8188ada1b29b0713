// SPDX-License-Identifier: Apache-2.0

extension DeployingRequest {
  /// kubernetes/kubectl. Hooks and the folder `crds` mean nothing to it: all are objects.
  static let kubectl: [DeployingRequest] = [
    DeployingRequest(
      programs: [.kubectl], occasion: .creation, verbs: ["get"], target: .object,
      purpose: "see whether it is there", source: "pkg/cmd/apply/apply.go, applyOneObject"),
    DeployingRequest(
      programs: [.kubectl], occasion: .creation, verbs: ["create"], target: .kind,
      purpose: "create it: the name of what is created is no part of that request",
      source: "pkg/cmd/apply/apply.go, applyOneObject"),
    DeployingRequest(
      programs: [.kubectl], occasion: .creation, verbs: ["get"], target: .ownNamespace,
      purpose: "tell a missing object from a missing namespace", isTolerated: true,
      source: "k8s.io/cli-runtime, Info.Get in pkg/resource/visitor.go"),
    DeployingRequest(
      programs: [.kubectl], occasion: .update, verbs: ["get", "patch"], target: .object,
      purpose: "change it", source: "pkg/cmd/apply/patcher.go, patchSimple"),
    DeployingRequest(
      programs: [.kubectlServerSide], occasion: .creation, verbs: ["patch", "create"],
      target: .object, purpose: "apply it", source: "pkg/cmd/apply/apply.go, applyOneObject"),
    DeployingRequest(
      programs: [.kubectlServerSide], occasion: .update, verbs: ["patch"], target: .object,
      purpose: "apply it", source: "pkg/cmd/apply/apply.go, applyOneObject"),
    DeployingRequest(
      programs: [.kubectl, .kubectlServerSide], occasion: .removal, verbs: ["delete", "get"],
      target: .object, purpose: "delete it and see that it is gone",
      source: "pkg/cmd/delete/delete.go, DeleteResult; pkg/cmd/wait/delete.go, IsDeleted"),
    DeployingRequest(
      programs: [.kubectl, .kubectlServerSide], occasion: .removal, verbs: ["list", "watch"],
      target: .object, purpose: "wait until it is gone, where that takes a while",
      source: "pkg/cmd/wait/delete.go, IsDeleted"),
  ]

  /// Everything that is known of programs that deploy.
  static let all: [DeployingRequest] = helm + helm3 + helm4 + kubectl
}
