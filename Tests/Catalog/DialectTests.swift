// SPDX-License-Identifier: Apache-2.0

import Catalog
import Diagnostics
import Testing
import YAMLSyntax

struct DialectTests {
  static let catalog = Catalog.builtIn

  private func read(_ dialect: String, _ values: String) throws -> SwitchedActions {
    let root = YAMLStream.read(SourceText(name: "values.yaml", text: values)).documents.first
    return try Self.catalog.dialect(dialect).actions(switchedOnBy: root, in: Self.catalog)
  }

  private static func actions(_ ids: [String]) -> [String] {
    ids.filter { id in catalog.actions.contains { $0.id == id } }
  }

  @Test(arguments: [
    ("k8s-watcher@0.11.20", "watcher: {actions: true}", ["scale:service", "delete:pod"]),
    ("k8s-watcher@0.11.20", "watcher: {actions: false}", []),
    ("k8s-watcher@0.11.20", "", []),
    (
      "k8s-watcher@0.13.0", "watcher: {actions: true}",
      ["scale:service", "delete:pod", "restart:deployment", "restart:statefulset"]
    ),
    (
      "k8s-watcher@0.14.0", "watcher: {actions: {basic: true}}",
      [
        "scale:service", "delete:pod", "restart:deployment", "restart:statefulset", "rerun:job",
        "run:cronjob",
      ]
    ),
    ("k8s-watcher@0.17.0", "watcher: {actions: {basic: true}}", ["basic"]),
    ("k8s-watcher@1.15.5", "", ["helm"]),
    ("k8s-watcher@1.15.5", "watcher: {actions: {podExec: true}}", ["helm", "podExec"]),
    (
      "k8s-watcher@1.15.6", "helm: {enableActions: false}",
      ["basic", "advanced", "podExec", "portforward"]
    ),
    (
      "k8s-watcher@1.18.17", "",
      ["basic", "advanced", "podExec", "portforward", "helm"]
    ),
    (
      "k8s-watcher@1.18.17",
      """
      watcher: {actions: {basic: true, advanced: false, podExec: false, portforward: \
      false}}\nhelm: {enableActions: false}
      """,
      ["basic"]
    ),
    (
      "k8s-watcher@1.18.17",
      """
      watcher: {actions: {basic: null, advanced: 0, podExec: '', portforward: no}}\nhelm: \
      {enableActions: off}
      """,
      []
    ),
    (
      "komodor-agent@2.0.0", "capabilities: {helm: false}",
      ["basic", "advanced", "podExec", "portforward"]
    ),
    ("komodor-agent@2.0.0", "capabilities: {actions: false, helm: true}", ["helm"]),
    (
      "komodor-agent@2.6.2", "capabilities: {actions: false, rbac: false, helm: {readonly: true}}",
      ["read:helm-repo"]
    ),
    (
      "komodor-agent@2.6.2", "capabilities: {actions: false, rbac: false, helm: true}", ["helm"]
    ),
    (
      "komodor-agent@2.17.4-RC7",
      """
      capabilities: {helm: {enabled: false}, rbac: false, crActions: false, rbacTempTokens: \
      false, cost: {hpa: false}}
      """,
      [
        "basic", "advanced", "podExec", "portforward", "edit:horizontalpodautoscaler",
        "create:horizontalpodautoscaler", "delete:horizontalpodautoscaler",
      ]
    ),
    (
      "k8s-watcher@0.11.20", "k8s-watcher: {watcher: {actions: true}}\nother: {}",
      ["scale:service", "delete:pod"]
    ),
  ])
  func valuesSwitchOnTheDocumentedSet(dialect: String, values: String, words: [String]) throws {
    let result = try read(dialect, values)
    let expected = try Self.catalog.select(words).map(\.id)
    #expect(Self.actions(result.on) == expected)
    #expect(Self.actions(result.undetermined.map(\.id)) == [])
    #expect(result.diagnostics.allSatisfy { $0.severity == .warning })
    #expect(
      result.on.count + result.off.count + result.undetermined.count
        == Self.catalog.entries.count)
  }

  @Test(arguments: [
    ("k8s-watcher@0.11.20", "0.1.104"), ("k8s-watcher@0.13.0", "0.1.107"),
    ("k8s-watcher@1.3.15", "0.1.173"), ("komodor-agent@2.17.4-RC7", "0.2.221"),
    ("k8s-watcher@1.18.17", "0.2.36"),
  ])
  func aChartShipsAnAgent(dialect: String, agent: String) throws {
    #expect(try Self.catalog.dialect(dialect).agentVersion?.description == agent)
  }

  @Test func capabilitiesFollowTheirSwitches() throws {
    let result = try read(
      "k8s-watcher@1.18.17",
      "watcher: {resources: {allowReadAll: false, job: false}, allowReadingPodLogs: false}")
    for id in ["watch:any", "watch:job", "logs:pod", "watch:secret"] {
      #expect(result.off.contains(id), "\(id)")
    }
    for id in ["watch:cronjob", "watch:customresourcedefinition", "collect:metrics"] {
      #expect(result.on.contains(id), "\(id)")
    }
  }

  @Test func aDefaultThatNobodyRecordedIsUndetermined() throws {
    let result = try read("k8s-watcher@0.2.0", "watcher: {enableAgentTaskExecution: true}")
    let logs = try #require(result.undetermined.first { $0.id == "logs:pod" })
    #expect(logs.reason.contains("watcher.allowReadingPodLogs"))
  }

  @Test func withoutAVersionOnlyWhatAllVersionsAgreeOnIsCertain() throws {
    let set = try read("k8s-watcher", "watcher: {actions: {basic: true, advanced: false}}")
    #expect(set.on.contains("scale:deployment") && set.off.contains("edit:configmap"))
    #expect(set.undetermined.contains { $0.id == "restart:daemonset" })
    #expect(set.undetermined.contains { $0.id == "install:helm-chart" })
    let old = try read("k8s-watcher", "watcher: {actions: true}")
    #expect(old.on.contains("delete:pod") && old.off.contains("exec:pod"))
    #expect(old.undetermined.contains { $0.id == "restart:deployment" })
    let unset = try read("k8s-watcher", "")
    #expect(unset.undetermined.contains { $0.id == "scale:deployment" })
  }

  @Test(arguments: [
    (
      "k8s-watcher@1.18.17", "watcher:\n  actions:\n    basci: true\n", "3 values-unknown-key",
      "write 'basic'"
    ),
    ("k8s-watcher@1.18.17", "watcher:\n  enableEverything: true\n", "2 values-unknown-key", nil),
    ("k8s-watcher@1.18.17", "wacther: {}\napiKey: x\n", "1 values-unknown-key", "write 'watcher'"),
    (
      "k8s-watcher@1.0.0", "watcher:\n  actions:\n    podExec: true\n", "3 values-not-in-version",
      nil
    ),
    ("k8s-watcher@1.18.17", "watcher:\n  actions: true\n", "2 values-wrong-shape", nil),
    ("k8s-watcher@0.11.20", "watcher:\n  actions: {basic: true}\n", "2 values-wrong-shape", nil),
    (
      "k8s-watcher@1.18.17", "watcher:\n  actions:\n    basic: \"false\"\n", "3 values-not-boolean",
      nil
    ),
    ("k8s-watcher@1.18.17", "watcher:\n  actions:\n    basic: null\n", "3 values-null", nil),
    ("k8s-watcher@1.18.17", "watcher:\n  actions: null\n", "2 values-null", nil),
    (
      "komodor-agent@2.17.0", "capabilities:\n  helm:\n    enabeld: true\n", "3 values-unknown-key",
      "write 'enabled'"
    ),
    (
      "komodor-agent@2.17.0", "allowedResources:\n  pods: true\n", "2 values-unknown-key",
      "write 'pod'"
    ),
  ])
  func aKeyThatDoesNothingIsAWarningWithItsLine(
    dialect: String, values: String, finding: String, remedy: String?
  ) throws {
    let found = try read(dialect, values).diagnostics
    #expect(found.map { "\($0.range?.start.line ?? 0) \($0.code.rawValue)" } == [finding])
    #expect(found.first?.remedy == remedy)
    #expect(found.allSatisfy { $0.severity == .warning })
  }

  @Test func aParentThatIsNotAMappingLeavesItsActionsUndetermined() throws {
    for values in ["watcher: {actions: null}", "watcher: {actions: true}"] {
      let result = try read("k8s-watcher@1.18.17", values)
      #expect(result.undetermined.contains { $0.id == "scale:deployment" }, "\(values)")
    }
  }

  @Test(arguments: [
    ("k8s-watcher@1.18.17", "capabilities: {actions: true}\napiKey: x\n"),
    ("komodor-agent@2.17.0", "watcher: {actions: {basic: true}}\n"),
    ("k8s-watcher@1.18.17", "controller: {replicaCount: 2}\n"),
    ("k8s-watcher@1.18.17", "auth: {enabled: true}\nmetrics: {enabled: true}\n"),
    ("k8s-watcher@1.18.17", "[a, b]\n"), ("k8s-watcher@1.18.17", "text\n"),
  ])
  func valuesOfAnotherChartAreAnError(dialect: String, values: String) throws {
    let result = try read(dialect, values)
    #expect(result.diagnostics.map(\.severity) == [.error])
    #expect(result.on.isEmpty && result.off.isEmpty)
  }

  @Test func aDialectThatThereIsNotIsNamed() {
    #expect(throws: SelectionError.unknownDialect(word: "k8swatcher", suggestion: "k8s-watcher")) {
      try Self.catalog.dialect("k8swatcher@1.0.0")
    }
    #expect(throws: SelectionError.badChartVersion("new")) {
      try Self.catalog.dialect("k8s-watcher@new")
    }
  }

  @Test(
    arguments: [
      ("k8s-watcher@0.11.20", ["scale:deployment"], "watcher: {actions: true}"),
      ("k8s-watcher@0.11.20", [], "watcher: {actions: false}"),
      (
        "k8s-watcher@0.17.0", ["drain:node", "delete:pod"],
        "watcher: {actions: {basic: true, advanced: false}}"
      ),
      (
        "k8s-watcher@1.18.17", ["delete:pod", "exec:pod"],
        """
        watcher: {actions: {basic: true, advanced: false, podExec: true, portforward: \
        false}}\nhelm: {enableActions: false}
        """
      ),
      (
        "komodor-agent@2.6.2", ["read:helm-repo"],
        "capabilities: {actions: false, helm: {enabled: true, readonly: true}, rbac: false}"
      ),
    ] as [(String, [String], String)])
  func valuesAreWrittenForEveryDialect(
    dialect: String, words: [String], values: String
  ) throws {
    let version = try Self.catalog.dialect(dialect)
    let actions = try Self.catalog.select(words)
    let written = version.values(for: actions, in: Self.catalog)
    let expected = try #require(
      YAMLStream.read(SourceText(name: "x", text: values)).documents.first)
    #expect(written.values == expected.value)
    #expect(written.unreachable == (dialect.hasSuffix("0.17.0") ? ["drain:node"] : []))
  }

  @Test func whatSwitchesCannotTellApartIsSaid() throws {
    let version = try Self.catalog.dialect("k8s-watcher@0.11.20")
    let written = version.values(
      for: try Self.catalog.select(["scale:deployment", "exec:pod"]), in: Self.catalog)
    #expect(written.switchedOn == ["watcher.actions"])
    #expect(written.extra == ["scale:statefulset", "delete:pod"])
    #expect(written.unreachable == ["exec:pod"])
  }

  @Test(arguments: Catalog.builtIn.dialects.map(\.name))
  func writtenValuesReadBackAsTheSet(name: String) throws {
    let version = try Self.catalog.dialect(name)
    let latest = try Self.catalog.dialect("\(name)@\(version.dialect.newest)")
    for toggle in latest.switches {
      let ids = toggle.actions(in: latest.writtenChart)
      let wanted = Self.catalog.entries.filter { ids.contains($0.id) }
      guard !wanted.isEmpty else { continue }
      let written = latest.values(
        for: wanted.filter { !$0.isCapability }, capabilities: wanted.filter(\.isCapability),
        in: Self.catalog)
      if toggle.isIdle(in: latest.writtenChart) {
        #expect(written.unreachable == ids && written.idle.map(\.key) == [toggle.key])
        #expect(written.values.value(at: toggle.key) == nil, "\(toggle.key)")
        continue
      }
      let text = YAMLEmitter.text(written.values)
      let back = try read("\(latest)", text)
      let reached = Set(back.on).subtracting(latest.dialect.always)
      #expect(
        reached == Set(ids).union(written.extra).subtracting(latest.dialect.always), "\(toggle.key)"
      )
      #expect(written.unreachable == [], "\(toggle.key)")
      #expect(back.diagnostics == [], "\(toggle.key)")
    }
  }

  @Test func everyActionOfTheUsersHasASwitchInSomeDialect() throws {
    let switched = Set(
      Self.catalog.dialects.flatMap { dialect in
        dialect.always + dialect.switches.flatMap { $0.effects.flatMap(\.actions) }
      })
    let unswitched = Self.catalog.entries.map(\.id).filter { !switched.contains($0) }
    #expect(unswitched == [])
  }

  @Test func aSwitchIsFoundByItsAction() throws {
    let keys = Self.catalog.switches(
      of: "restart:deployment", in: try Self.catalog.dialect("k8s-watcher@0.13.0")
    ).map(\.key)
    #expect(keys == ["watcher.actions"])
    let newest = try Self.catalog.dialect("k8s-watcher")
    #expect(
      Self.catalog.switches(of: "restart:deployment", in: newest).map(\.key)
        == ["watcher.actions.basic"])
  }
}
