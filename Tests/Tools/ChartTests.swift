// SPDX-License-Identifier: Apache-2.0

import Catalog
import Host
import TestSupport
import Testing
import Tools
import YAMLSyntax

struct ChartTests {
  private let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  /// The same chart as a folder and as an archive that the real `tar` makes.
  private func chart() throws -> (folder: String, archive: String) {
    try folder.write("name: agent\nversion: 1.2.3\n", to: "agent/Chart.yaml")
    try folder.write("switch: true\n", to: "agent/values.yaml")
    try folder.write("agent: {}\n", to: "agent/files/rolefit.yaml")
    try folder.write("name: other\n", to: "agent/charts/other/Chart.yaml")
    let archive = folder.path("packed.tgz")
    let made = try Program.run(
      "tar", ["-czf", archive, "-C", folder.path, "agent"], limit: 1 << 20)
    #expect(made.status == 0, "\(made.error)")
    return (folder.path("agent"), archive)
  }

  @Test func aFolderAndAnArchiveAreTheSameChart() throws {
    let (folder, archive) = try chart()
    for reference in [folder, archive] {
      let chart = try Chart(opening: reference)
      #expect(chart.name == "agent")
      #expect(chart.version == ChartVersion("1.2.3"))
      #expect(chart.ownValues?["switch"]?.scalar == .bool(true))
      #expect(chart.carriedCatalog?.name.hasSuffix("agent/files/rolefit.yaml") == true)
      #expect(Chart.isChart(reference))
    }
  }

  @Test func anArchiveIsReadOnce() throws {
    let (_, archive) = try chart()
    let chart = try Chart(opening: archive)
    try folder.write("no longer an archive", to: "packed.tgz")
    #expect(chart.ownValues != nil && chart.carriedCatalog != nil)
  }

  @Test(arguments: [
    ("repo/agent", "agent", nil), ("oci://host/charts/agent", "agent", nil),
    ("agent-1.2.3.tgz", "agent", "1.2.3"), ("k8s-watcher-1.18.17.tgz", "k8s-watcher", "1.18.17"),
    ("my-agent.tgz", "my-agent", nil),
  ])
  func aChartThatIsElsewhereIsKnownByItsReference(
    reference: String, name: String, version: String?
  ) throws {
    let chart = try Chart(opening: reference)
    #expect(chart.name == name)
    #expect(chart.version?.description == version)
    #expect(chart.ownValues == nil)
  }

  @Test func theVersionThatIsAskedForCountsWhereTheChartIsElsewhere() throws {
    #expect(try Chart(opening: "repo/agent", version: "2.0.0").version == ChartVersion("2.0.0"))
    let (folder, _) = try chart()
    #expect(try Chart(opening: folder, version: "9.9.9").version == ChartVersion("1.2.3"))
  }

  @Test func valuesAreMergedAsHelmMergesThem() throws {
    let (chart, _) = try chart()
    let file = try folder.write("a: {b: 1}\nswitch: false\n", to: "v.yaml")
    let installation = ChartInstallation(
      of: try Chart(opening: chart), valuesFiles: [file],
      settings: [HelmSetting(.setString, "a.b=true"), HelmSetting(.set, "a.b=2,c=x")])
    var expected = ChartValues(isWhole: true)
    expected.lay(
      .object([
        ("switch", .bool(false)), ("a", .object([("b", .string("true"))])), ("c", .string("x")),
      ]))
    #expect("\(try installation.values())" == "\(expected)")
  }

  @Test func theUsualNamesFollowHelmsConventions() throws {
    let (chart, _) = try chart()
    let opened = try Chart(opening: chart)
    #expect(
      ChartInstallation(of: opened, release: "r").usualNames == ["r-agent", "agent"])
    #expect(
      ChartInstallation(of: opened, release: "my-agent").usualNames == ["my-agent", "agent"])
  }
}
