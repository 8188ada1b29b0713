// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `generate manifests`: everything an installation consists of.
struct InstallManifestsTests {
  static let base = [
    "generate", "manifests", "--actions", "scale:service,delete:pod,drain:node",
    "--capabilities", "watch:pod,watch:node", "--cluster-name", "prod", "--kube-version", "1.20",
  ]

  private static func objects(_ arguments: [String]) throws -> [JSON] {
    let outcome = try RolefitBinary.run(arguments + ["-o", "json"])
    try #require(outcome.status == 0, "\(outcome.error)")
    return try outcome.json()["items"].array
  }

  private static func object(_ kind: String, in objects: [JSON]) throws -> JSON {
    try #require(objects.first { $0["kind"].string == kind }, "\(kind)")
  }

  @Test func theyStandInTheOrderToApplyThem() throws {
    let kinds = try Self.objects(Self.base + ["--watch-namespace", "shop"])
      .compactMap { $0["kind"].string }
    #expect(
      kinds == [
        "Namespace", "ServiceAccount", "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding",
        "ConfigMap", "Deployment",
      ])
  }

  @Test func theDeploymentIsHardened() throws {
    let objects = try Self.objects(Self.base)
    let pod = try Self.object("Deployment", in: objects)["spec"]["template"]["spec"]
    let container = pod["containers"][0]
    #expect(pod["securityContext"]["runAsNonRoot"] == true)
    #expect(pod["securityContext"]["seccompProfile"]["type"] == "RuntimeDefault")
    #expect(container["securityContext"]["readOnlyRootFilesystem"] == true)
    #expect(container["securityContext"]["allowPrivilegeEscalation"] == false)
    #expect(container["securityContext"]["capabilities"]["drop"] == ["ALL"])
    for probe in ["livenessProbe", "readinessProbe"] {
      #expect(container[probe]["httpGet"]["path"] == "/healthz")
    }
    #expect(container["ports"][0]["containerPort"] == 8090)
    #expect(container["resources"]["limits"]["memory"].string != nil)
    #expect(container["image"] == "public.ecr.aws/komodor-public/komodor-agent:0.2.221")
  }

  @Test func theKeyIsAReferenceOnly() throws {
    let objects = try Self.objects(Self.base + ["--api-key-secret", "my-secret"])
    let container = try Self.object("Deployment", in: objects)["spec"]["template"]["spec"][
      "containers"][0]
    let variable = try #require(
      container["env"].array.first { $0["name"].string == "KOMOKW_API_KEY" })
    #expect(variable["valueFrom"]["secretKeyRef"] == ["name": "my-secret", "key": "apiKey"])
    #expect(!objects.contains { $0["kind"].string == "Secret" })
  }

  @Test(arguments: ["0f9b7c3e-1d2a-4b5c-8d6e-7f8091a2b3c4", "S3CRET_VALUE"])
  func whatIsNoSecretsNameIsRefusedAndNotRepeated(key: String) throws {
    for command in [Self.base, Self.commands] {
      let outcome = try RolefitBinary.run(command + ["--api-key-secret", key])
      #expect(outcome.status == 64)
      #expect(outcome.output.isEmpty)
      #expect(!outcome.error.contains(key))
    }
  }

  private static let commands = [
    "generate", "commands", "--for", "install", "--actions", "basic", "--cluster-name", "prod",
  ]

  @Test func theConfigurationSwitchesWhatTheRoleGrants() throws {
    let objects = try Self.objects(
      Self.base.map { $0 == "scale:service,delete:pod,drain:node" ? "exec:pod" : $0 })
    let data = try Self.object("ConfigMap", in: objects)["data"]
    #expect(data["clusterName"] == "prod")
    let text = try #require(data["komodor-k8s-watcher.yaml"].string)
    #expect(text.contains("  podExec: true\n"))
    #expect(text.contains("  basic: false\n"))
    #expect(text.contains("  pod: true\n"))
    #expect(text.contains("  deployment: false\n"))
  }

  @Test func anOldAgentIsConfiguredAsItsChartDidIt() throws {
    let objects = try Self.objects([
      "generate", "manifests", "--actions", "scale:service,delete:pod", "--cluster-name", "c",
      "--agent-version", "0.1.104", "--kube-version", "1.24",
    ])
    let text = try Self.object("ConfigMap", in: objects)["data"]["komodor-k8s-watcher.yaml"].string
    #expect(text?.hasPrefix("actions: true\n") == true)
  }

  @Test(arguments: [
    "registry.example:5000/team/agent:1.2.3", "agent",
    "agent@sha256:\(String(repeating: "ab", count: 32))",
    "r.example/agent:1@sha256:\(String(repeating: "0f", count: 32))",
  ])
  func anImageIsTakenAsItIs(image: String) throws {
    let objects = try Self.objects(Self.base + ["--image", image])
    let pod = try Self.object("Deployment", in: objects)["spec"]["template"]["spec"]
    #expect(pod["containers"][0]["image"] == .string(image))
  }

  @Test func aDigestAloneIsOneOfTheAgentsImage() throws {
    let digest = "sha256:\(String(repeating: "ab", count: 32))"
    let objects = try Self.objects(Self.base + ["--image", digest])
    let pod = try Self.object("Deployment", in: objects)["spec"]["template"]["spec"]
    let image = "public.ecr.aws/komodor-public/komodor-agent@\(digest)"
    #expect(pod["containers"][0]["image"] == .string(image))
  }

  @Test(arguments: [
    "", "a b", "agent@sha256:12", "Agent:1", "agent:", "a@b@c", "agent:-x", "http://x/agent",
  ])
  func whatIsNoImageIsRefused(image: String) throws {
    let outcome = try RolefitBinary.run(Self.base + ["--image", image])
    #expect(outcome.status == 64, "\(outcome.output)")
  }

  @Test func whatCannotBeConfinedIsSaidActionByAction() throws {
    let outcome = try RolefitBinary.run(Self.base + ["--watch-namespace", "shop"])
    #expect(outcome.error.contains("rolefit: drain:node cannot be confined to namespaces: "))
    #expect(outcome.error.contains("list pods in all namespaces"))
    #expect(outcome.error.contains("rolefit: watch:node cannot be confined to namespaces: "))
    #expect(!outcome.error.contains("delete:pod cannot"))
    #expect(!outcome.error.contains("watch:pod cannot"))
  }

  @Test func aConfinedSetThatNeedsNoClusterHasNoClusterRole() throws {
    let objects = try Self.objects([
      "generate", "manifests", "--actions", "scale:service", "--watch-namespace", "a",
      "--watch-namespace", "b", "--cluster-name", "c",
    ])
    #expect(!objects.contains { $0["kind"].string?.hasPrefix("Cluster") == true })
    let roles = objects.filter { $0["kind"].string == "Role" }
    #expect(roles.map { $0["metadata"]["namespace"] } == ["a", "b"])
  }

  @Test(arguments: [
    ["--watch-namespace", "Shop"], ["--namespace", "a.b"], ["--service-account", "komodor"],
    ["--service-account", "komodor:UPPER"], ["--name", "a/b"], ["--name", "a:b"],
    ["--namespace", "x", "--service-account", "y:agent"], ["--roles-per", "verb"],
    ["--check"], ["--output-dir", "x", "--output-file", "y"], ["--cluster-name", ""],
  ])
  func badValuesAreAMatterOfUsage(extra: [String]) throws {
    let outcome = try RolefitBinary.run(Self.base + extra)
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(!outcome.error.isEmpty)
  }

  @Test func anotherCatalogGetsItsRolesAndNoDeployment() throws {
    let outcome = try RolefitBinary.run([
      "generate", "manifests", "--catalog", "docs/catalogs/external-secrets.yaml", "--actions",
      "all", "-o", "json",
    ])
    #expect(outcome.status == 0, "\(outcome.error)")
    let kinds = try outcome.json()["items"].array.compactMap { $0["kind"].string }
    #expect(kinds.contains("ClusterRoleBinding"))
    #expect(!kinds.contains("Deployment"))
    #expect(outcome.error.contains("does not say how to run it"))
  }
}
