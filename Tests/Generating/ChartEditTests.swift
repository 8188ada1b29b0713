// SPDX-License-Identifier: Apache-2.0

import Catalog
import Diagnostics
import Generating
import Testing
import YAMLSyntax

/// What rolefit writes into files of somebody's own chart: rules between two comments, and switches
/// in a schema.
struct ChartEditTests {
  private static func dialect() throws -> (Catalog, DialectVersion) {
    let catalog = try SampleCatalog.catalog()
    return (catalog, try #require(catalog.defaultDialect))
  }

  private static func template(always ids: [String] = []) throws -> RulesTemplate {
    var (catalog, dialect) = try dialect()
    dialect.dialect.always = ids
    return RulesTemplate(
      catalog: catalog, dialect: dialect, context: SampleCatalog.context(catalog))
  }

  @Test func eachSwitchHasWholeRulesBelowItsCondition() throws {
    let field = try Self.template().field
    #expect(
      field.contains(
        """
        {{- if index $features "scale" }}
        # features.scale
        - apiGroups:
          - apps
          resources:
          - deployments/scale
          verbs:
          - patch
        {{- end }}

        """))
    #expect(field.contains("rules:\n{{- else }}\nrules: []\n{{- end }}\n"))
  }

  @Test func whatIsAlwaysNeededHasNoCondition() throws {
    let field = try Self.template(always: ["change:settings"]).field
    #expect(!field.contains("rules: []"))
    #expect(field.contains("rules:\n# always\n- apiGroups:\n"))
  }

  @Test func rulesAreSortedByThePlaceTheyAreNeededIn() throws {
    let template = try Self.template(always: ["change:settings"])
    #expect(template.blocks(.cluster).contains("- nodes"))
    #expect(!template.blocks(.cluster).contains("- pods"))
    #expect(template.blocks(.watched).contains("- pods"))
    #expect(template.blocks(.own).contains("- configmaps"))
    #expect(!template.blocks(.own).contains("- nodes"))
  }

  @Test func aCatalogWithoutSwitchesHasAnEmptyList() throws {
    var (catalog, dialect) = try Self.dialect()
    dialect.dialect.switches = []
    let template = RulesTemplate(
      catalog: catalog, dialect: dialect, context: SampleCatalog.context(catalog))
    #expect(template.field == "rules: []\n")
    catalog.dialects = []
    #expect(template.blocks(.all) == "")
  }

  // MARK: - The block

  @Test(arguments: ["\n", "\r\n"])
  func onlyTheLinesBetweenTheMarksChange(lineBreak: String) throws {
    let text = ["a: 1", "  # rolefit:begin mine", "  old", "  # rolefit:end", "b: [ 1 ]", ""]
      .joined(separator: lineBreak)
    let (block, problems) = MarkedBlock.find(in: SourceText(name: "x.yaml", text: text))
    #expect(problems.map(\.message) == [])
    let bytes = try #require(block).filled(with: "rules:\n- x\n")
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == [
          "a: 1", "  # rolefit:begin mine", "  rules:", "  - x", "  # rolefit:end", "b: [ 1 ]", "",
        ].joined(separator: lineBreak))
  }

  @Test func aTemplatesCommentIsAMarkToo() throws {
    let text = "{{/* rolefit:begin */}}\n{{- /* rolefit:end */}}\n"
    let (block, _) = MarkedBlock.find(in: SourceText(name: "x.yaml", text: text))
    #expect(
      String(decoding: try #require(block).filled(with: "a\n"), as: UTF8.self)
        == "{{/* rolefit:begin */}}\na\n{{- /* rolefit:end */}}\n")
  }

  @Test(arguments: [
    ("a: 1\n", "marks-missing"), ("# rolefit:begin\n", "marks-missing"),
    ("# rolefit:end\n", "marks-missing"),
    ("# rolefit:end\n# rolefit:begin\n", "marks-crossed"),
    ("# rolefit:begin\n# rolefit:begin\n# rolefit:end\n", "marks-doubled"),
  ])
  func wrongMarksAreSaid(text: String, code: String) {
    let (block, problems) = MarkedBlock.find(in: SourceText(name: "x.yaml", text: text))
    #expect(block == nil)
    #expect(problems.map(\.code.description) == [code])
  }

  // MARK: - The schema

  private static func edited(_ schema: String) throws -> (text: String?, problems: [Diagnostic]) {
    let (catalog, dialect) = try dialect()
    let (bytes, problems) = SchemaEdit(catalog: catalog, dialect: dialect)
      .applied(to: SourceText(name: "values.schema.json", text: schema))
    return (bytes.map { String(decoding: $0, as: UTF8.self) }, problems)
  }

  @Test func theSwitchesComeIntoTheSchemaAndTheRestStays() throws {
    let schema = """
      {
        "type": "object",
        "properties": {
          "mine":   {"type": "string"},
          "features": {"description": "old"}
        },
        "required": [ "mine" ]
      }
      """
    let text = try #require(try Self.edited(schema).text)
    #expect(text.contains(#""mine":   {"type": "string"}"#))
    #expect(text.contains(#""required": [ "mine" ]"#))
    let value = YAMLStream.read(SourceText(name: "s", text: text)).documents.first?.value
    let features = value?.value(at: "properties.features")
    #expect(features?.value(at: "additionalProperties") == .bool(false))
    #expect(features?.value(at: "description") == nil)
    #expect(
      features?.value(at: "properties.scale.description") == .string("Scale a deployment."))
    #expect(value?.value(at: "properties.cordon.type") == .strings(["boolean", "null"]))
    #expect(try Self.edited(text).text == text)
  }

  @Test func anEmptySchemaIsFilled() throws {
    let text = try #require(try Self.edited("{}\n").text)
    let value = YAMLStream.read(SourceText(name: "s", text: text)).documents.first?.value
    #expect(value?.value(at: "properties.features.properties.delete") != nil)
    #expect(text.hasSuffix("}\n"))
  }

  @Test(arguments: ["[]", #"{"properties": {"features": true, "cordon": {}}}"#, #"{"properties": 1}"#])
  func whatIsNoSchemaOfAnObjectIsLeftAlone(schema: String) throws {
    let (text, problems) = try Self.edited(schema)
    if schema.contains("features") {
      #expect(text != nil && problems.isEmpty)
    } else {
      #expect(text == nil)
      #expect(problems.map(\.code.description) == ["schema-not-an-object"])
    }
  }
}
