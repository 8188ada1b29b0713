// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// An option that several commands share means the same in each, and from each source: the command
/// line, the environment, the configuration file.
struct SharedOptionsTests {
  /// A command that can do without the option, so that the option makes a difference.
  struct Use: Sendable, CustomTestStringConvertible {
    var command: [String]
    /// What makes the command ask its stand-in cluster, or helm; `nil` where it asks neither.
    var programs: Programs = .none
    var option: String
    /// As the command line takes it; `true` for a switch.
    var value: String

    var testDescription: String { (command + [option, value]).joined(separator: " ") }

    enum Programs: Sendable { case none, helm, kubectl }
  }

  private static let verify = ["verify", "bound.yaml", "-o", "json"]
  private static let named = ["--actions", "scale:deployment"]

  /// Commands that take a set of actions, without one.
  private static let setTakers: [[String]] = [
    verify, ["ready", "bound.yaml", "-o", "json"], ["lint", "bound.yaml", "-o", "json"],
    ["rules"], ["generate", "clusterrole"], ["generate", "role", "--watch-namespace", "shop"],
    ["generate", "binding", "--roles-per", "action"], ["generate", "values"],
    ["generate", "manifests"], ["generate", "commands", "--for", "upgrade"],
    ["prove", "--plan", "-o", "json"],
  ]

  private static let uses: [Use] =
    setTakers.flatMap { command -> [Use] in
      [
        Use(command: command, option: "actions", value: "delete:pod"),
        Use(command: command, option: "values", value: "values.yaml"),
      ]
        + (command[0] == "generate" && command[1] == "binding"
          ? [] : [Use(command: command, option: "enable", value: "delete:pod")])
        + ["kube-version:1.24", "agent-version:0.2.30", "catalog:catalog.yaml"].map { pair in
          let parts = pair.split(separator: ":").map(String.init)
          let all = parts[0] == "catalog" ? ["--actions", "all"] : named
          return Use(command: command + all, option: parts[0], value: parts[1])
        }
    }
    + [
      Use(command: ["rules"] + named, option: "capabilities", value: "default"),
      Use(command: verify + named, option: "capabilities", value: "default"),
      Use(command: ["rules", "--actions", "exec:pod"], option: "transport", value: "websocket"),
      Use(
        command: ["prove", "--plan", "--actions", "exec:pod"], option: "transport", value: "any"),
      Use(command: ["rules"] + named, option: "watch-namespace", value: "shop"),
      Use(command: verify + named, option: "watch-namespace", value: "shop"),
      Use(
        command: ["generate", "values", "--actions", "basic"], option: "dialect",
        value: "komodor-agent"),
      Use(command: ["actions"], option: "dialect", value: "komodor-agent"),
      Use(command: verify + ["--actions", "delete:pod"], option: "fail-on", value: "none"),
      Use(command: verify + named, option: "forbid", value: "scale:deployment"),
      Use(
        command: ["verify", "open.yaml", "-o", "json"] + named, option: "closed-world",
        value: "true"),
      Use(
        command: ["ready", "open.yaml", "-o", "json"] + named, option: "closed-world",
        value: "true"),
      Use(
        command: ["can-i", "get", "pods", "--as", agent, "open.yaml"], option: "closed-world",
        value: "true"),
      Use(command: ["who-can", "get", "pods", "open.yaml"], option: "closed-world", value: "true"),
      Use(
        command: ["can-i", "create", "selfsubjectreviews", "--as", agent, "bound.yaml"],
        option: "assume-system-roles", value: "true"),
      Use(
        command: ["can-i", "get", "widgets", "--as", agent, "bound.yaml"],
        option: "api-resources", value: "crd.yaml"),
      Use(
        command: ["verify", "two.yaml", "-o", "json"] + named, option: "service-account",
        value: "shop:agent"),
      Use(
        command: ["ready", "two.yaml", "-o", "json"] + named, option: "service-account",
        value: "shop:agent"),
      Use(
        command: ["lint", "two.yaml", "-o", "json"] + named, option: "service-account",
        value: "shop:agent"),
      Use(command: ["generate", "binding"], option: "service-account", value: "shop:agent"),
      Use(command: ["prove", "--plan"] + named, option: "service-account", value: "shop:agent"),
      Use(command: ["generate", "binding"], option: "namespace", value: "shop"),
      Use(
        command: ["generate", "commands", "--for", "upgrade"] + named, option: "namespace",
        value: "shop"),
      Use(command: ["prove", "--plan"] + named, option: "namespace", value: "shop"),
      Use(command: ["verify", "-o", "json"] + named, option: "files", value: "bound.yaml"),
    ]
    + ["verify", "lint", "ready", "report", "prove"].flatMap { name -> [Use] in
      let base = [name] + (name == "report" || name == "prove" ? [] : ["-o", "json"])
      return [
        Use(command: base + named, programs: .kubectl, option: "live", value: "true"),
        Use(command: base + named, programs: .kubectl, option: "context", value: "east"),
        Use(command: base + named, programs: .kubectl, option: "kubeconfig", value: "config"),
        Use(
          command: base + named + ["--live"], programs: .kubectl, option: "timeout",
          value: "7s"),
      ]
    }
    + ["verify", "lint", "explain"].flatMap { name -> [Use] in
      let base =
        name == "explain"
        ? [name, "pods is forbidden: User \"\(agent)\" cannot list resource \"pods\""]
        : [name, "-o", "json"] + named
      return [
        Use(command: base, programs: .helm, option: "chart", value: "vendor/agent"),
        Use(
          command: base + ["--chart", "vendor/agent"], programs: .helm,
          option: "chart-version", value: "1.2.3"),
        Use(
          command: base + ["--chart", "vendor/agent"], programs: .helm, option: "set",
          value: "a.b=c"),
      ]
    }

  private static let agent = "system:serviceaccount:shop:agent"

  private func folder() throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory()
    let role = SampleRole.manifest(SampleRole.scale)
    try folder.write(
      role + SampleRole.binding("agent", to: "agent", in: "shop"), to: "bound.yaml")
    try folder.write(SampleRole.binding("agent", to: "agent", in: "shop"), to: "open.yaml")
    try folder.write(
      role + SampleRole.binding("agent", to: "agent", in: "shop")
        + SampleRole.binding("other", to: "other", in: "till"), to: "two.yaml")
    try folder.write(
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: widgets.demo.example.com}
      spec:
        group: demo.example.com
        scope: Namespaced
        names: {plural: widgets, kind: Widget}
        versions: [{name: v1, served: true, storage: true}]
      """, to: "crd.yaml")
    try folder.write("watcher: {actions: {basic: true}}\n", to: "values.yaml")
    try folder.write(
      try String(
        contentsOfFile: Repository.path("docs/catalogs/external-secrets.yaml"), encoding: .utf8),
      to: "catalog.yaml")
    return folder
  }

  /// Programs that fail with what they were called with, so that a run shows how it asks them.
  private func environment(_ use: Use, _ folder: TemporaryDirectory) throws -> [String: String] {
    let name: String
    switch use.programs {
    case .none: return [:]
    case .helm: name = "helm"
    case .kubectl: name = "kubectl"
    }
    return [
      "PATH": try folder.searchPath(
        adding: name, script: "#!/bin/sh\necho \"Error: called with $*\" >&2\nexit 1\n")
    ]
  }

  @Test(arguments: uses)
  func meansTheSameFromEverySource(use: Use) throws {
    let folder = try folder()
    let environment = try environment(use, folder)
    func run(
      _ arguments: [String] = [], _ variables: [String: String] = [:], file: String = ""
    ) throws -> RolefitBinary.Outcome {
      let configuration = try folder.write(file, to: ".rolefit.yaml")
      defer { _ = configuration }
      return try RolefitBinary.run(
        use.command + arguments, directory: folder.path,
        environment: environment.merging(variables) { $1 })
    }
    func seen(_ outcome: RolefitBinary.Outcome) -> [String] {
      ["\(outcome.status)", outcome.output, outcome.error]
    }
    let isSwitch = use.value == "true"
    let variable =
      "ROLEFIT_" + use.option.uppercased().split(separator: "-").joined(separator: "_")
    let inEnvironment = try run([], [variable: use.value])
    let inFile = try run(
      file: "\(use.option): \"\(use.value)\"\n".replacing("\"true\"", with: "true"))
    #expect(seen(inEnvironment) == seen(inFile))
    #expect(try seen(run()) != seen(inFile), "the option makes no difference: \(inFile.error)")
    // Files are named on the command line without a flag.
    guard use.option != "files" else { return }
    let onCommandLine = try run(["--\(use.option)"] + (isSwitch ? [] : [use.value]))
    #expect(seen(onCommandLine) == seen(inFile))
  }

  @Test(arguments: [
    ["can-i", "get", "pods", "--as", agent], ["who-can", "get", "pods"], ["lint"],
    ["diff", "bound.yaml"],
  ])
  func theAgentsNamespaceSaysNothingOfRequestsAndObjects(command: [String]) throws {
    let folder = try folder()
    try folder.write(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: r}
      rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: r}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: r}
      subjects: [{kind: ServiceAccount, name: agent, namespace: shop}]
      """, to: "plain.yaml")
    func run(_ environment: [String: String]) throws -> [String] {
      let outcome = try RolefitBinary.run(
        command + ["plain.yaml"], directory: folder.path, environment: environment)
      return ["\(outcome.status)", outcome.output, outcome.error]
    }
    #expect(try run([:]) == run(["ROLEFIT_NAMESPACE": "elsewhere"]))
  }
}
