// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Manifests
import Testing
import YAMLSyntax

struct InstalledAgentTests {
  private static func agent(
    images: [String], labels: String = "", annotations: String = "",
    account: String? = "serviceAccountName: boat", namespace: String? = "own",
    catalog: Catalog = Samples.ferry
  ) -> InstalledAgent? {
    let containers = images.map { "{image: '\($0)'}" }.joined(separator: ", ")
    let text = """
      kind: Deployment
      metadata:
        name: runs-it
        \(namespace.map { "namespace: \($0)" } ?? "generation: 1")
        labels: {\(labels)}
        annotations: {\(annotations)}
      spec: {template: {spec: {\(account.map { "\($0), " } ?? "")containers: [\(containers)]}}}

      """
    let stream = YAMLStream.read(SourceText(name: "d.yaml", text: text))
    return stream.documents.first.flatMap { InstalledAgent($0, of: catalog) }
  }

  @Test func theImageSaysWhichAgentItIs() throws {
    let agent = try #require(
      Self.agent(images: ["proxy:1", "r.example:5000/any/ferry-suite:2.1.0@sha256:00"]))
    #expect(agent.isCertain)
    #expect(agent.image == "r.example:5000/any/ferry-suite:2.1.0@sha256:00")
    #expect(agent.version == AgentVersion("2.1.0"))
    #expect(agent.title == "Deployment 'own/runs-it'")
    #expect(agent.account == ManifestSet.ServiceAccountName(namespace: "own", name: "boat"))
    #expect(agent.owner == nil && agent.chart == nil && agent.release == nil)
  }

  @Test func anotherImageIsAnotherProgram() {
    #expect(Self.agent(images: ["registry.example/ferry-proxy:2.0.0"]) == nil)
    #expect(Self.agent(images: ["registry.example/ferry/other:2.0.0"]) == nil)
    #expect(Self.agent(images: []) == nil)
  }

  @Test func aLabelAloneMakesItLikely() throws {
    let agent = try #require(
      Self.agent(images: ["mirror:7.0.0"], labels: "app.kubernetes.io/name: ferry-suite"))
    #expect(!agent.isCertain)
    #expect(agent.image == "mirror:7.0.0")
    #expect(agent.version == nil, "another image's tag is no version of the agent")
    #expect(Self.agent(images: ["mirror:7"], labels: "app.kubernetes.io/name: other") == nil)
  }

  @Test func aTagThatIsNoVersionSaysNothing() {
    #expect(Self.agent(images: ["ferry:latest"])?.version == nil)
    #expect(Self.agent(images: ["ferry"])?.version == nil)
  }

  @Test(arguments: [
    ("serviceAccountName: boat", "own", "own:boat"), ("serviceAccount: old", "own", "own:old"),
    ("serviceAccountName: boat, serviceAccount: old", "own", "own:boat"),
    (nil, "own", "own:default"), (nil, nil, "default:default"),
  ])
  func theAccountIsThatOfItsPods(account: String?, namespace: String?, expected: String) {
    let agent = Self.agent(images: ["ferry"], account: account, namespace: namespace)
    #expect(agent?.account.description == expected)
  }

  @Test func helmsMarksSayChartReleaseAndOwner() throws {
    let agent = try #require(
      Self.agent(
        images: ["ferry:2.0.0"], labels: "helm.sh/chart: ferry-1.4.0",
        annotations: "meta.helm.sh/release-name: boat, meta.helm.sh/release-namespace: own"))
    #expect(agent.chart?.description == "ferry@1.4.0")
    #expect(agent.release == "boat")
    #expect(agent.owner?.title == "Helm release 'own/boat'")
  }

  /// The name of one chart may begin that of another.
  @Test func theChartIsTheOneWhoseVersionFollowsItsName() {
    func chart(_ label: String) -> String? {
      Self.agent(images: ["ferry"], labels: "helm.sh/chart: \(label)")?.chart?.description
    }
    #expect(chart("ferry-suite-2.0.0") == "ferry-suite@2.0.0")
    #expect(chart("ferry-2.0.0-RC1") == "ferry@2.0.0-RC1")
    #expect(chart("ferry-suite-2.0.0-RC1") == "ferry-suite@2.0.0-RC1")
    #expect(chart("ferry-main") == "ferry")
    #expect(chart("other-2.0.0") == nil)
    #expect(chart("ferry") == nil)
  }
}
