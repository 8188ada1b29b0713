// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// An account on a real server that deploys a chart with Helm under roles of its own.
final class DeployerTrial {
  /// A verb on one resource, with one name or any, in one place.
  struct Atom: Hashable, CustomStringConvertible {
    var namespace: String?
    var rule: JSON

    var description: String { "\(namespace ?? "cluster") \(rule.text)" }
  }

  /// What a run came to.
  struct Run {
    var status: Int32
    /// `VERB RESOURCE NAME`, sorted, each once.
    var refused: [String]
    var error: String
  }

  static let release = "x"

  let server: APIServer
  let namespace: String
  private let shared: String
  private let helm: HelmProgram
  private let chart: DeployedChart
  private let folder: TemporaryDirectory
  private let later: String
  private let roles: AccountRoles
  private let waits: Bool

  /// - Parameter waits: whether Helm waits until all is ready, or gone (`--wait`).
  init(
    _ chart: DeployedChart, _ helm: HelmProgram, suffix: String, waits: Bool = false
  ) async throws {
    self.waits = waits
    server = try await APIServer.shared
    self.chart = chart
    self.helm = helm
    folder = try TemporaryDirectory()
    later = try chart.later(in: folder)
    namespace = "deployer-\(chart.name)-\(helm.major)-\(suffix)"
    shared = "\(namespace)-shared"
    for name in [namespace, shared] { try await server.createNamespace(name) }
    _ = try await server.createServiceAccount("deployer", in: namespace)
    roles = AccountRoles(account: "deployer", in: namespace, on: server)
  }

  private func settings(_ words: [String], flag: String = "--set") -> [String] {
    words.flatMap { word in
      [flag, word.components(separatedBy: "<shared>").joined(separator: shared)]
    }
  }

  /// What `rolefit deployer` says.
  func rights(_ more: [String] = []) throws -> JSON {
    let outcome = try RolefitBinary.run(
      [
        "deployer", chart.path, "--namespace", namespace, "--release", Self.release, "--with",
        "helm\(helm.major)", "--new", later, "-o", "json",
      ] + settings(chart.settings) + settings(chart.newSettings, flag: "--new-set")
        + (waits ? ["--wait"] : []) + more,
      environment: ["PATH": helm.searchPath])
    try #require(outcome.status == 0, "\(outcome.error)")
    return try outcome.json()
  }

  /// The rules of an answer, one by one.
  static func atoms(_ rules: JSON) -> [Atom] {
    rules.array.flatMap { rule -> [Atom] in
      var atoms: [Atom] = []
      let isPath = rule["resources"].array.isEmpty
      for verb in rule["verbs"].array {
        for resource in isPath ? rule["nonResourceURLs"].array : rule["resources"].array {
          let names = rule["resourceNames"].array
          for name in names.isEmpty ? [nil] : names.map(Optional.some) {
            var one: [String: JSON] = ["verbs": [verb]]
            one[isPath ? "nonResourceURLs" : "resources"] = [resource]
            if !isPath { one["apiGroups"] = rule["apiGroups"] }
            if let name { one["resourceNames"] = [name] }
            atoms.append(Atom(namespace: rule["namespace"].string, rule: .object(one)))
          }
        }
      }
      return atoms
    }
  }

  /// Gives the account these and nothing else of `all`.
  func give(_ atoms: [Atom], of all: [Atom]) async throws {
    try await roles.give(atoms, of: all)
  }
}

extension DeployerTrial {
  /// Installs, upgrades and uninstalls as the account, as `rolefit record` sees it.
  func run() async throws -> Run {
    let quoted = { (words: [String]) in words.map { "'\($0)'" }.joined(separator: " ") }
    // Where something is refused that Helm waits for, it waits no longer than that.
    let place =
      ["--namespace", namespace, "--timeout", waits ? "60s" : "20s"] + (waits ? ["--wait"] : [])
    let values = settings(chart.settings)
    let commands = [
      ["install", Self.release, chart.path] + place + values,
      ["upgrade", Self.release, later] + place + values + settings(chart.newSettings),
      ["uninstall", Self.release] + place,
    ]
    let script = commands.map { quoted([helm.path] + $0) }.joined(separator: " && ")
    let log = folder.path("requests.jsonl")
    let controller = JobController(of: namespace, on: server, withDeployments: waits)
    let recorded = Result {
      try RolefitBinary.run([
        "record", "--kubeconfig", server.kubeconfig, "--as", "\(namespace):deployer", "--log", log,
        "--output-file", folder.path("report"), "--", "/bin/sh", "-c", script,
      ])
    }
    await controller.stop()
    let outcome = try recorded.get()
    let events = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map {
      try JSON(parsing: Data($0.utf8))
    }
    let refused = events.filter { $0["responseStatus"]["code"] == 403 }.map { event in
      let object = event["objectRef"]
      let words = [event["verb"].string, object["resource"].string, object["name"].string]
      return words.compactMap(\.self).joined(separator: " ")
    }
    return Run(status: outcome.status, refused: Set(refused).sorted(), error: outcome.error)
  }

  /// What a run may have left behind.
  private static let leftovers = [
    ("/api/v1", ["configmaps", "secrets", "serviceaccounts", "persistentvolumeclaims"]),
    ("/apis/apps/v1", ["deployments", "replicasets", "statefulsets"]), ("/apis/batch/v1", ["jobs"]),
    ("/apis/networking.k8s.io/v1", ["ingresses"]),
    ("/apis/rbac.authorization.k8s.io/v1", ["roles", "rolebindings"]),
  ]

  /// Takes away what a run has left, as an administrator; charts label what is theirs, and Helm its
  /// record.
  func cleanUp() async throws {
    let ofChart = "labelSelector=helm.sh%2Fchart"
    for place in [namespace, shared] {
      for (api, resources) in Self.leftovers {
        for resource in resources {
          _ = try await server.request(
            "DELETE", "\(api)/namespaces/\(place)/\(resource)?\(ofChart)",
            body: ["propagationPolicy": "Background"])
        }
      }
      let services = "/api/v1/namespaces/\(place)/services"
      for service in try await server.request("GET", services).body["items"].array {
        _ = try await server.request(
          "DELETE", "\(services)/\(service["metadata"]["name"].string ?? "")")
      }
    }
    _ = try await server.request(
      "DELETE", "/api/v1/namespaces/\(namespace)/secrets?labelSelector=owner%3Dhelm")
    // Nobody else lifts what protects a claim, either.
    _ = try await server.request(
      "PATCH", "/api/v1/namespaces/\(namespace)/persistentvolumeclaims/\(Self.release)-ledger",
      body: ["metadata": ["finalizers": .null]], contentType: "application/merge-patch+json")
    for path in [
      "/apis/rbac.authorization.k8s.io/v1/clusterroles",
      "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings",
      "/apis/scheduling.k8s.io/v1/priorityclasses",
    ] {
      _ = try await server.request("DELETE", "\(path)?\(ofChart)")
    }
    let definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
    let names = ["gauges.metering.example.com", "tenants.renting.example.com"]
    for name in names { _ = try await server.request("DELETE", "\(definitions)/\(name)") }
    for name in names {
      for _ in 0..<100 where try await server.request("GET", "\(definitions)/\(name)").status == 200
      {
        try await Task.sleep(for: .milliseconds(100))
      }
    }
  }
}
