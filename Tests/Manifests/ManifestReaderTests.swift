// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Manifests
import RBAC
import Testing
import YAMLSyntax

struct ManifestReaderTests {
  private func read(
    _ text: String, namespace: String = "default", minor: Int = 30,
    intent: ManifestReader.Intent = .named
  ) -> ManifestSet {
    var reader = ManifestReader(
      defaultNamespace: namespace, kubernetesMinor: minor, isValuesKey: { $0 == "watcher" })
    reader.read(SourceText(name: "in.yaml", text: text), intent: intent)
    return reader.finish(inputs: "in.yaml")
  }

  private func codes(_ set: ManifestSet) -> [String] { set.diagnostics.map(\.code.rawValue) }

  @Test func readsRolesAndBindingsWithTheirPlaces() throws {
    let set = read(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: scaler, labels: {team: a}}
      rules:
      - apiGroups: [apps]
        resources: [deployments/scale]
        verbs: [patch]
      - {apiGroups: [""], resources: [pods], verbs: [delete]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: scaler, namespace: prod}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
      subjects:
      - {kind: ServiceAccount, name: agent}
      - {kind: User, name: jane, apiGroup: rbac.authorization.k8s.io}
      """, namespace: "komodor")
    #expect(set.diagnostics.isEmpty)
    let role = try #require(set.roles.first)
    #expect(role.namespace == "komodor")
    #expect(role.labels == ["team": "a"])
    #expect(role.rules.count == 2)
    let entry = try #require(role.origin(ofRule: 1).flatMap { set.origins[$0] })
    #expect(entry.rule == 1)
    #expect(entry.range?.description == "in.yaml:8:3")
    #expect(entry.title == "Role 'komodor/scaler'")
    let binding = try #require(set.bindings.first)
    #expect(binding.scope == .namespace("prod"))
    #expect(set.boundServiceAccounts.map(\.description) == ["prod:agent"])
  }

  @Test func readsListsOfAnyDepth() {
    let set = read(
      """
      {"apiVersion": "v1", "kind": "List", "items": [
        {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleList", "items": [
          {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole",
           "metadata": {"name": "a"}, "rules": null}]},
        {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "sa"}}]}
      """)
    #expect(set.diagnostics.isEmpty)
    #expect(set.roles.map(\.name) == ["a"])
    #expect(set.serviceAccounts.map(\.description) == ["default:sa"])
  }

  @Test func anObjectTheServerWouldRejectIsAnErrorAndGrantsNothing() throws {
    let set = read(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: broken
      rules:
      - apiGroups: [""]
        resources: [pods]
        verbs: [get]
      - apiGroups: [""]
        resources: null
        verbs: [get]
      """)
    #expect(set.roles.isEmpty)
    #expect(set.rejectedObjects == 1)
    let error = try #require(set.diagnostics.first)
    #expect(error.code == "invalid-object")
    #expect(error.range?.start.line == 10)
    #expect(error.message.contains("rules[1].resources"))
  }

  @Test func wrongTypesFailTheWholeObject() throws {
    let set = read(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: typed}
      rules:
      - apiGroups: [""]
        resources: [pods]
        verbs: [get, on]
      """)
    #expect(set.roles.isEmpty)
    let error = try #require(set.diagnostics.first)
    #expect(error.code == "wrong-type")
    #expect(error.range?.description == "in.yaml:7:16")
    #expect(error.remedy == "write 'on' in quotes")
  }

  @Test func unknownFieldsAreDroppedWithAWarning() throws {
    let set = read(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: typo}
      rules:
      - apiGroups: [""]
        resources: [pods]
        resourceName: [a]
        verbs: [get]
      """)
    #expect(set.roles.first?.rules.first?.resourceNames == [])
    #expect(codes(set) == ["unknown-field"])
    #expect(set.diagnostics.first?.range?.start.line == 7)
  }

  @Test func unknownFieldsOfMetadataAreDroppedWithAWarning() throws {
    let set = read(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata:
        name: slipped
        annotations:
        example.com/owner: web
        ownerReferences:
        - {apiVersion: v1, kind: ConfigMap, name: a, uid: b, owner: true}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
      """)
    #expect(set.bindings.count == 1)
    #expect(codes(set) == ["unknown-field", "unknown-field"])
    #expect(set.diagnostics.compactMap(\.range?.start.line) == [6, 8])
  }

  @Test func rolesOfOpenShiftsOwnAPIAreNamedAndNotRead() {
    let set = read(
      """
      apiVersion: authorization.openshift.io/v1
      kind: Role
      metadata: {name: app, namespace: shop}
      rules: []
      ---
      apiVersion: iam.example.com/v1
      kind: Role
      metadata: {name: cloud}
      """, intent: .met)
    #expect(set.roles.isEmpty)
    #expect(set.foreign.count == 1)
    #expect(set.foreign.first?.message.contains("'app'") == true)
  }

  @Test func oldApiVersionsAreAcceptedOnlyByOldServers() {
    let text = """
      apiVersion: rbac.authorization.k8s.io/v1beta1
      kind: ClusterRole
      metadata: {name: old}
      """
    #expect(read(text, minor: 21).roles.count == 1)
    #expect(codes(read(text, minor: 22)) == ["removed-api-version"])
  }

  @Test func aWrongApiVersionNamesTheRightOne() {
    let set = read("apiVersion: v1\nkind: ClusterRole\nmetadata: {name: a}\n")
    #expect(codes(set) == ["unknown-api-version"])
    #expect(set.diagnostics.first?.remedy?.contains("rbac.authorization.k8s.io/v1") == true)
  }

  @Test func aValuesFileNamesTheRightFlag() {
    let set = read("watcher:\n  actions:\n    basic: true\n")
    #expect(codes(set) == ["values-file"])
    #expect(set.diagnostics.first?.remedy == "give it with --values")
  }

  @Test func otherYAMLInAFolderIsPassedOver() {
    let set = read("a: 1\n", intent: .met)
    #expect(codes(set) == ["no-rbac-objects"])
  }

  @Test func nothingToReadIsAnError() {
    #expect(codes(read("")) == ["empty-input"])
    #expect(codes(read("# only a comment\n")) == ["empty-input"])
  }

  @Test func theLastOfRepeatedObjectsCounts() throws {
    let set = read(
      """
      {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole",
       "metadata": {"name": "a"}, "rules": [
         {"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}]}
      {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole",
       "metadata": {"name": "a"}, "rules": []}
      """)
    #expect(codes(set) == ["repeated-object"])
    #expect(set.roles.map(\.rules) == [[]])
  }

  @Test func aShortRoleThatStandsForBillionsIsNotJudged() {
    func list(_ prefix: String) -> String {
      (0..<2000).map { "\(prefix)\($0)" }.joined(separator: ",")
    }
    let set = read(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: product}
      rules:
      - apiGroups: [\(list("g"))]
        resources: [\(list("r"))]
        verbs: [\(list("v"))]
      """)
    #expect(codes(set) == ["too-many-combinations"])
    #expect(set.isIncomplete)
    #expect(set.diagnostics.first?.range?.start.line == 5)
  }

  @Test func whatStandsAfterABreakIsNotJudged() {
    let set = read(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: a}
      ---
      rules: [
      """)
    #expect(set.roles.map(\.name) == ["a"])
    #expect(set.hasErrors)
  }

  /// The API server compares names byte by byte.
  @Test func rolesWhoseNamesOnlyLookAlikeAreTwo() {
    func role(_ name: String) -> String {
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: \(name)}
      rules: []

      """
    }
    let two = read(role("caf\u{e9}") + "---\n" + role("cafe\u{301}"))
    #expect(two.roles.count == 2)
    #expect(two.repetitions.isEmpty)
    let one = read(role("cafe") + "---\n" + role("cafe"))
    #expect(one.roles.count == 1)
    #expect(codes(one) == ["repeated-object"])
  }

  @Test func anOverlayReplacesTheSameObjectsOnly() {
    func binding(_ namespace: String, _ role: String) -> String {
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: agent, namespace: \(namespace)}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: \(role)}
      subjects: [{kind: User, name: jane}]

      """
    }
    let old = read(binding("a", "view") + "---\n" + binding("b", "view"))
    let new = read(binding("b", "edit") + "---\n" + binding("c", "edit"))
    let both = old.overlaid(by: new)
    #expect(
      both.bindings.map(\.reference.title) == [
        "RoleBinding 'a/agent'", "RoleBinding 'b/agent'", "RoleBinding 'c/agent'",
      ])
    #expect(both.bindings.map(\.roleRef.name) == ["view", "edit", "edit"])
    #expect(old.namesakes(of: new).bindings.map(\.namespace) == ["b"])
  }

  @Test func ofTwoEqualKeysTheLastOneIsGranted() throws {
    let set = read(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: a}
      rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
      rules: [{apiGroups: [""], resources: [secrets], verbs: [list]}]
      """)
    #expect(set.roles.map { $0.rules.flatMap(\.resources) } == [["secrets"]])
    #expect(codes(set) == ["duplicate-key"])
    #expect(set.diagnostics.first?.range?.start.line == 5)
    #expect(!set.hasErrors && !set.isIncomplete)
  }

  @Test func aKeyThatStandsTwiceIsReportedInObjectsOfEveryKind() {
    let text = """
      apiVersion: v1
      kind: List
      items:
      - apiVersion: v1
        kind: ConfigMap
        metadata: {name: a}
        data: {b: c, b: d}
      """
    #expect(codes(read(text, intent: .met)) == ["duplicate-key"])
    // Files beside the manifests are none of ours.
    #expect(codes(read("a: 1\na: 2\n", intent: .met)) == ["no-rbac-objects"])
  }
}
