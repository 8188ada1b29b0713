// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// Findings in what kustomizations come to, at the places of their sources.
@Suite(.enabled(if: Kustomizations.canBeBuilt, Kustomizations.whySkipped))
struct KustomizePlacesTests {
  private typealias K = Kustomizations

  private static func places(
    _ words: [String], in folder: TemporaryDirectory, rule: String = "unknown-resource"
  ) throws -> [String] {
    let lint = try RolefitBinary.run(["lint", "-o", "json"] + words, directory: folder.path)
    #expect(lint.status < 2, "\(lint.error)")
    let found = try lint.json()["findings"].array.filter { $0["rule"].string == rule }
    return found.map { finding in
      let line = Int(finding["line"].number ?? 0)
      return "\(finding["file"].string ?? ""):\(line):\(Int(finding["column"].number ?? 0))"
    }
  }

  private static func overlay(_ fields: String) throws -> TemporaryDirectory {
    try TemporaryDirectory([
      "base/kustomization.yaml": K.list("rbac.yaml"),
      "base/rbac.yaml": K.rbac(
        rules: K.rule("pod", "get") + "\n" + K.rule("services", "list")),
      "over/kustomization.yaml": K.list("../base", with: fields),
    ])
  }

  private static let placeInBase = "base/rbac.yaml:11:33"

  @Test(arguments: [
    "namespace: shop", "namePrefix: eu-", "nameSuffix: -x", "commonLabels: {team: a}",
    "commonAnnotations: {team: a}",
    """
    patches:
    - target: {kind: ClusterRole}
      patch: |-
        - {op: add, path: /rules/0/verbs/-, value: list}
    """,
    """
    patches:
    - target: {kind: ClusterRole}
      patch: |-
        - {op: remove, path: /rules/1}
    """,
  ])
  func whatTransformersLeaveStandsWhereItStood(fields: String) throws {
    let folder = try Self.overlay(fields)
    #expect(try Self.places(["over"], in: folder) == [Self.placeInBase])
    #expect(
      try Self.places(["-k", folder.path("over")], in: folder) == [
        folder.path(Self.placeInBase)
      ])
    #expect(try Self.places(["."], in: folder) == [Self.placeInBase])
  }

  @Test func whatPatchesBringStandsInThem() throws {
    let folder = try Self.overlay(
      """
      patches:
      - path: more.yaml
        target: {kind: ClusterRole}
      - target: {kind: ClusterRole}
        patch: |-
          - op: add
            path: /rules/-
            value: {apiGroups: [""], resources: [node], verbs: [get]}
      """)
    try folder.write(
      """
      - op: add
        path: /rules/-
        value:
          apiGroups: [""]
          resources: [secret]
          verbs: [get]

      """, to: "over/more.yaml")
    #expect(
      try Self.places(["over"], in: folder) == [
        Self.placeInBase, "over/kustomization.yaml:8:44", "over/more.yaml:5:17",
      ])
  }

  @Test func whatNoFileHoldsIsInWhatWasBuilt() throws {
    let folder = try Self.overlay(
      """
      patches:
      - target: {kind: ClusterRole}
        patch: |-
          - {op: replace, path: /rules/0/resources/0, value: node}
      """)
    #expect(try Self.places(["over"], in: folder) == ["over (built):14:5"])
    let text = try RolefitBinary.run(["lint", "over"], directory: folder.path)
    #expect(text.output.contains("14 |   - node"), "\(text.output)")
  }

  @Test func objectsOfLikeNamesAreToldApart() throws {
    let folder = try TemporaryDirectory([
      "base/kustomization.yaml": K.list("rbac.yaml"),
      "base/rbac.yaml": K.rbac("app", rules: K.rule("pod", "get")) + "---\n"
        + K.rbac("eu-app", rules: K.rule("node", "get")),
      "over/kustomization.yaml": K.list("../base", with: "namePrefix: eu-"),
    ])
    #expect(
      try Self.places(["over"], in: folder) == ["base/rbac.yaml:11:33", "base/rbac.yaml:36:33"])
  }

  @Test func commentsAndAnnotationsOfSourcesCount() throws {
    let folder = try Self.overlay("namePrefix: eu-")
    let rule = K.rule("pod", "get") + " # rolefit:ignore unknown-resource: known"
    try folder.write(K.rbac(rules: rule), to: "base/rbac.yaml")
    #expect(try Self.places(["over"], in: folder).isEmpty)
    #expect(try Self.places(["over"], in: folder, rule: "unused-suppression").isEmpty)
    // An overlay that takes away what one is for does not make it useless for the other.
    try folder.write(
      K.list(
        "../base",
        with: """
          patches:
          - target: {kind: ClusterRole}
            patch: |-
              - {op: replace, path: /rules/0/resources/0, value: pods}
          """), to: "other/kustomization.yaml")
    try folder.write(K.list("../base"), to: "over/kustomization.yaml")
    #expect(try Self.places(["other"], in: folder, rule: "unused-suppression").count == 1)
    #expect(try Self.places(["."], in: folder, rule: "unused-suppression").isEmpty)
    try folder.write(
      K.list(
        "../base",
        with: "namePrefix: eu-\ncommonAnnotations: {rolefit/ignore.unknown-resource: known}"),
      to: "over/kustomization.yaml")
    try folder.write(K.rbac(rules: K.rule("pod", "get")), to: "base/rbac.yaml")
    #expect(try Self.places(["over"], in: folder).isEmpty)
  }

  @Test func fixesMendSourcesAndNothingThatWasBuilt() throws {
    let folder = try Self.overlay("namespace: shop\nnamePrefix: eu-")
    let doubled = K.rbac(rules: K.rule("pods", "get", "get", "list", "list"))
    try folder.write(doubled, to: "base/rbac.yaml")
    let list = try folder.read("over/kustomization.yaml")
    let dry = try RolefitBinary.run(["lint", "over", "--fix", "--dry-run"], directory: folder.path)
    #expect(dry.output.contains("--- base/rbac.yaml"), "\(dry.output)\(dry.error)")
    #expect(try folder.read("base/rbac.yaml") == doubled)
    let fixed = try RolefitBinary.run(["lint", "over", "--fix"], directory: folder.path)
    #expect(fixed.status == 0, "\(fixed.error)")
    // Both in one run: the second round builds what the first one made of the file.
    #expect(
      try folder.read("base/rbac.yaml") == K.rbac(rules: K.rule("pods", "get", "list")))
    #expect(try folder.read("over/kustomization.yaml") == list)
    #expect(try folder.names().sorted() == ["base", "over"])
  }

  @Test func aFileThatAnOverlayPatchesIsNotMended() throws {
    let folder = try Self.overlay(
      """
      patches:
      - target: {kind: ClusterRole}
        patch: |-
          - {op: replace, path: /rules/0/verbs/2, value: watch}
      """)
    let doubled = K.rbac(rules: K.rule("pods", "get", "get", "list"))
    try folder.write(doubled, to: "base/rbac.yaml")
    _ = try RolefitBinary.run(["lint", "over", "--fix"], directory: folder.path)
    #expect(try folder.read("base/rbac.yaml") == doubled)
  }
}
