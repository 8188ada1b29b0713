// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// A chart that brings the catalog of what it installs.
@Suite(.enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped))
struct ChartCatalogTests {
  private let folder: TemporaryDirectory

  init() throws {
    folder = try TemporaryDirectory()
    try folder.write("apiVersion: v2\nname: widgets\nversion: 0.1.0\n", to: "chart/Chart.yaml")
    try folder.write(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: widgets}
      rules:
      - {apiGroups: [""], resources: [configmaps], verbs: [get]}

      """, to: "chart/templates/role.yaml")
    try folder.write(Self.catalog(verb: "get"), to: "chart/files/rolefit.yaml")
  }

  private static func catalog(verb: String) -> String {
    """
    schemaVersion: 1
    version: 1.2.3
    agent: {name: widgets, newest: 1.0.0}
    actions:
      - id: use:settings
        title: Use settings
        access: read
        steps:
          - why: to know them
            request: {verb: \(verb), apiGroup: "", resource: configmaps}

    """
  }

  private func verify(_ chart: String, _ arguments: [String]) throws -> RolefitBinary.Outcome {
    try RolefitBinary.run(
      [
        "verify", "--chart", folder.path(chart), "--actions", "use:settings",
        "--fail-on", "missing,excess",
      ] + arguments, environment: ["PATH": try HelmProgram.any.searchPath])
  }

  @Test func theChartsCatalogIsUsed() throws {
    let outcome = try verify("chart", [])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
    #expect(outcome.error.contains("chart/files/rolefit.yaml"))
  }

  @Test func aCatalogThatIsNamedWins() throws {
    let other = try folder.write(Self.catalog(verb: "list"), to: "other.yaml")
    let outcome = try verify("chart", ["--catalog", other])
    #expect(outcome.status == 1, "\(outcome.output)\(outcome.error)")
    #expect(!outcome.error.contains("files/rolefit.yaml"))
  }

  @Test func anInvalidOneStopsTheRun() throws {
    try folder.write(Self.catalog(verb: "gett"), to: "chart/files/rolefit.yaml")
    let outcome = try verify("chart", [])
    #expect(outcome.status == 2)
    #expect(outcome.error.contains("files/rolefit.yaml:10:"), "\(outcome.error)")
  }

  @Test func aChartWithoutOneIsJudgedByTheBuiltInCatalog() throws {
    try folder.write("apiVersion: v2\nname: plain\nversion: 0.1.0\n", to: "plain/Chart.yaml")
    try folder.write(try folder.read("chart/templates/role.yaml"), to: "plain/templates/role.yaml")
    let outcome = try verify("plain", [])
    #expect(outcome.status == 64, "\(outcome.output)\(outcome.error)")
  }
}
