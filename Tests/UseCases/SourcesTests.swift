// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing
import Tools
import UseCases
import YAMLSyntax

/// What is judged, by where it is named.
struct SourcesTests {
  private func sources(
    _ values: [OptionName: [String]] = [:], files: [String] = [],
    environment: [String: String] = [:], file: String = ""
  ) throws -> ManifestSources {
    var layer = OptionLayer(.commandLine)
    for (name, texts) in values { layer.add(name, texts) }
    let configuration = try ConfigurationFile(SourceText(name: ".rolefit.yaml", text: file))
    return try Options(layer, environment: { environment[$0] }, configuration).sources(
      files: files, chart: ChartArguments(), namespace: nil, valuesFiles: [], .stub())
  }

  @Test func whatTheCommandLineNamesIsAllThatIsJudged() throws {
    let file = "files: [b.yaml]\nchart: repo/chart\nlive: true\n"
    let named = try sources(files: ["a.yaml"], file: file)
    #expect(named.files == ["a.yaml"] && named.installation == nil && named.kubectl == nil)
    let cluster = try sources([.context: ["prod"]], file: file)
    #expect(cluster.isClusterAlone && cluster.kubectl?.context == "prod")
    let chart = try sources([.chart: ["other/chart"]], file: file)
    #expect(chart.installation?.chart.reference == "other/chart" && chart.files.isEmpty)
  }

  @Test func withoutThatWhatTheConfigurationNamesIs() throws {
    let all = try sources(file: "files: [b.yaml]\nchart: repo/chart\nlive: true\n")
    #expect(all.files == ["b.yaml"] && all.kubectl != nil)
    #expect(all.installation?.chart.reference == "repo/chart")
  }

  @Test func aContextNamesAClusterFromEverySourceWhereNothingElseIsNamed() throws {
    #expect(try sources([.context: ["c"]]).kubectl?.context == "c")
    #expect(try sources(environment: ["ROLEFIT_CONTEXT": "c"]).kubectl?.context == "c")
    #expect(try sources(file: "context: c\n").kubectl?.context == "c")
    #expect(try sources(file: "context: c\nfiles: [a.yaml]\n").kubectl == nil)
    #expect(try sources().isEmpty)
  }

  @Test func aChartTakesItsVersionAndValuesFromFartherOut() throws {
    let chart = try sources(
      [.chart: ["repo/chart"]], environment: ["ROLEFIT_CHART_VERSION": "1.2.3"],
      file: "set: [a=b]\n")
    #expect(chart.installation?.chart.requestedVersion == "1.2.3")
    #expect(chart.installation?.settings == [HelmSetting(.set, "a=b")])
  }
}
