// SPDX-License-Identifier: Apache-2.0

import Catalog
import Testing
import YAMLSyntax

struct ChartValuesTests {
  private static func actions(
    _ layers: [String], dialect: String, isWhole: Bool = false
  ) throws -> SwitchedActions {
    var values = ChartValues(isWhole: isWhole)
    for layer in layers {
      let stream = YAMLStream.read(SourceText(name: "values.yaml", text: layer))
      values.lay(try #require(stream.documents.first).value)
    }
    return try Catalog.builtIn.dialect(dialect)
      .actions(switchedOnBy: values, in: .builtIn)
  }

  @Test func laterLayersWinAndMappingsAreMerged() throws {
    let on = try Self.actions(
      [
        "watcher: {actions: {basic: true, advanced: true}}",
        "watcher: {actions: {advanced: false}}",
      ], dialect: "k8s-watcher@1.0.0"
    ).on
    #expect(on.contains("delete:pod") && !on.contains("edit:configmap"))
  }

  @Test func whatAWholeChartDoesNotHaveIsOff() throws {
    let layers = ["watcher: {actions: {basic: true}}"]
    let partly = try Self.actions(layers, dialect: "k8s-watcher@1.18.17").on
    let whole = try Self.actions(layers, dialect: "k8s-watcher@1.18.17", isWhole: true).on
    #expect(partly.contains("exec:pod") && !whole.contains("exec:pod"))
    #expect(whole.contains("delete:pod"))
  }

  @Test func aBooleanStandsForTheMappingWhereTheChartTakesIt() throws {
    let on = try Self.actions(["capabilities: {helm: false}"], dialect: "komodor-agent@2.10.0").on
    #expect(!on.contains("read:helm-repo"))
    let helm = try Self.actions(["capabilities: {helm: true}"], dialect: "komodor-agent@2.10.0")
    #expect(helm.on.contains("install:helm-chart") && helm.undetermined.isEmpty)
    let odd = try Self.actions(["watcher: true"], dialect: "k8s-watcher@1.18.17")
    #expect(odd.undetermined.contains { $0.id == "delete:pod" })
  }

  @Test func asOneFileSaysTheSameAsThatFile() throws {
    let texts = [
      "watcher: {actions: {basic: false, podExec: true}}", "helm: {enableActions: false}",
      "watcher: {actions: {advanced: \"false\"}}", "watcher: {actions: {basic: null}}",
    ]
    for text in texts {
      let dialect = try Catalog.builtIn.dialect("k8s-watcher@1.18.17")
      let root = YAMLStream.read(SourceText(name: "v.yaml", text: text)).documents.first
      let file = dialect.actions(switchedOnBy: root, in: .builtIn)
      let laid = try Self.actions([text], dialect: "k8s-watcher@1.18.17")
      #expect(laid.on == file.on, "\(text)")
    }
  }
}
