// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// Somebody's own chart, whose RBAC and schema are written from a catalog of their own.
struct GenerateIntoTests {
  private let folder: TemporaryDirectory
  private let catalog: String

  init() throws {
    folder = try TemporaryDirectory()
    catalog = try folder.write(
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
              request: {verb: get, apiGroup: "", resource: configmaps}
        - id: stop:widget
          title: Stop a widget
          access: operate
          requires: [use:settings]
          steps:
            - why: to stop it
              request: {verb: delete, apiGroup: "", resource: pods}
      dialects:
        - name: widgets
          newest: 2.0.0
          switches:
            features.settings: {default: true, actions: [use:settings]}
            features.stop:
              default: false
              turnsOn:
                - {actions: [stop:widget], unless: readonly}
            readonly: {default: false, actions: []}

      """, to: "rolefit.yaml")
    try folder.write("apiVersion: v2\nname: widgets\nversion: 2.0.0\n", to: "chart/Chart.yaml")
    try folder.write(
      "features: {settings: true, stop: false}\nreadonly: false\n", to: "chart/values.yaml")
  }

  private static let template = """
    # Mine.\r
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata:
      name: {{ .Release.Name }}   # kept
    # rolefit:begin
    # rolefit:end
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: a}
    """

  private func generate(_ what: String, _ file: String, _ more: [String] = []) throws
    -> RolefitBinary.Outcome
  {
    try RolefitBinary.run(
      ["generate", what, "--catalog", catalog, "--into", folder.path(file)] + more)
  }

  @Test func aTemplateIsFilledAndKeepsEveryOtherByte() throws {
    try folder.write(Self.template, to: "chart/templates/role.yaml")
    #expect(try generate("template", "chart/templates/role.yaml", ["--check"]).status == 1)
    #expect(try folder.read("chart/templates/role.yaml") == Self.template)
    #expect(try generate("template", "chart/templates/role.yaml").status == 0)
    let first = try folder.read("chart/templates/role.yaml")
    let parts = Self.template.components(around: "# rolefit:begin\n")
    #expect(first.hasPrefix(parts.0 + "# rolefit:begin\n"))
    #expect(first.hasSuffix(parts.1))
    #expect(try generate("template", "chart/templates/role.yaml").status == 0)
    #expect(try folder.read("chart/templates/role.yaml") == first)
    #expect(try generate("template", "chart/templates/role.yaml", ["--check"]).status == 0)
    try folder.write(
      first.replacing("configmaps", with: "configmapz"), to: "chart/templates/role.yaml")
    let changed = try generate("template", "chart/templates/role.yaml", ["--check"])
    #expect(changed.status == 1)
    #expect(changed.output.contains("configmapz"))
  }

  private static let settings: [(values: JSON, actions: [String])] = [
    ([:], ["use:settings"]),
    (["features": ["settings": false]], []),
    (["features": ["settings": false, "stop": true]], ["stop:widget"]),
    (["features": ["stop": true], "readonly": true], ["use:settings"]),
    (["features": nil], []),
    (["features": "odd"], []),
  ]

  @Test(
    .enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped),
    arguments: HelmProgram.all, Self.settings)
  func theFilledTemplateGrantsWhatIsSwitchedOn(
    helm: HelmProgram, setting: (values: JSON, actions: [String])
  ) throws {
    let (values, actions) = setting
    try folder.write(Self.template, to: "chart/templates/role.yaml")
    #expect(try generate("template", "chart/templates/role.yaml").status == 0)
    let text = try helm.render(chart: folder.path("chart"), values: values).manifests
    let outcome = try RolefitBinary.run(
      [
        "verify", "-", "--catalog", catalog, "--actions",
        actions.isEmpty ? "none" : actions.joined(separator: ","), "--fail-on", "missing,excess",
      ], input: text)
    #expect(outcome.status == 0, "\(text)\(outcome.output)\(outcome.error)")
    #expect(!actions.isEmpty || text.contains("rules: []"))
  }

  @Test(arguments: [
    ("kind: ClusterRole\n", ":1:1: ", "marks-missing"),
    ("a: 1\n# rolefit:begin\n", ":2:1: ", "marks-missing"),
    ("a: 1\n  # rolefit:end\n", ":2:1: ", "marks-missing"),
    ("# rolefit:begin\n# rolefit:end\n# rolefit:begin\n", ":3:1: ", "marks-doubled"),
    ("# rolefit:end\n# rolefit:begin\n", ":1:1: ", "marks-crossed"),
  ])
  func marksThatAreWrongAreRefusedWhereTheyStand(text: String, place: String, code: String) throws {
    try folder.write(text, to: "role.yaml")
    let outcome = try generate("template", "role.yaml")
    #expect(outcome.status == 2)
    #expect(outcome.error.contains("role.yaml\(place)"), "\(outcome.error)")
    #expect(outcome.error.contains("[\(code)]"), "\(outcome.error)")
    #expect(try folder.read("role.yaml") == text)
  }

  @Test func aSchemaGetsItsSwitchesAndKeepsEveryOtherByte() throws {
    let mine = """
      {
        "type":   "object",
        "properties": {
          "image": { "type": "string" },
          "features": {"type": "object", "properties": {"old": {"type": "boolean"}}}
        }
      }

      """
    try folder.write(mine, to: "values.schema.json")
    #expect(try generate("values-schema", "values.schema.json", ["--check"]).status == 1)
    #expect(try generate("values-schema", "values.schema.json").status == 0)
    let first = try folder.read("values.schema.json")
    #expect(first.contains("\"type\":   \"object\""))
    #expect(first.contains("\"image\": { \"type\": \"string\" }"))
    let schema = try JSON(parsing: first)
    let features = schema["properties"]["features"]
    #expect(features["properties"].object.keys.sorted() == ["settings", "stop"])
    #expect(features["additionalProperties"] == false)
    #expect(features["allOf"].array.count == 1)
    #expect(schema["properties"]["readonly"]["type"] == ["boolean", "null"])
    #expect(try generate("values-schema", "values.schema.json").status == 0)
    #expect(try folder.read("values.schema.json") == first)
    #expect(try generate("values-schema", "values.schema.json", ["--check"]).status == 0)
    for text in ["[]", "{}", "{\"properties\": {}}"] {
      try folder.write(text, to: "other.json")
      let outcome = try generate("values-schema", "other.json")
      #expect(outcome.status == (text == "[]" ? 2 : 0), "\(text): \(outcome.error)")
      if text != "[]" {
        let other = try JSON(parsing: try folder.read("other.json"))
        #expect(other["properties"]["features"] == features)
      }
    }
  }

  @Test(
    .enabled(if: HelmProgram.isAvailable, HelmProgram.whySkipped), arguments: HelmProgram.all)
  func aWholeChartComesFromAnyCatalog(helm: HelmProgram) throws {
    let chart = folder.path("made")
    let arguments = ["generate", "chart", "--catalog", catalog, "--output-dir", chart]
    #expect(try RolefitBinary.run(arguments + ["--check"]).status == 1)
    #expect(try RolefitBinary.run(arguments).status == 0)
    #expect(try RolefitBinary.run(arguments + ["--check"]).status == 0)
    let lint = try helm.run(["lint", "--strict", chart])
    #expect(lint.status == 0, "\(lint.output)\(lint.error)")
    let outcome = try RolefitBinary.run(
      [
        "verify", "--chart", chart, "--set", "agent.actions.stop:widget=true", "--actions",
        "use:settings,stop:widget", "--fail-on", "missing,excess",
      ], environment: ["PATH": helm.searchPath])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
    try folder.write(try folder.read("made/values.yaml") + " ", to: "made/values.yaml")
    #expect(try RolefitBinary.run(arguments + ["--check"]).status == 1)
  }
}

extension String {
  /// What stands before and after the first `word`.
  fileprivate func components(around word: String) -> (String, String) {
    guard let range = firstRange(of: word) else { return (self, "") }
    return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
  }
}
