// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing
import YAMLSyntax

struct TemplateActionTests {
  @Test(arguments: [
    ("{{- if .Values.rbac.create }}\nkind: ClusterRole\n{{- end }}\n", "t:1:1"),
    ("kind: ClusterRole\n{{- if .Values.x }}\nmetadata: {}\n{{- end }}\n", "t:2:1"),
    ("replicas: {{ .Values.replicas }}\n", "t:1:11"),
    ("- {{ .Values.a }}\n", "t:1:3"),
    ("{{ .Values.a }}: b\n", "t:1:1"),
    ("metadata:\n  name: {{ include \"x\" . }}-role\n", "t:2:9"),
    ("metadata:\n  name: \"{{ .Values.a | default \"b\" }}\"\n", "t:2:10"),
    ("name: a-{{ .Values.x }}\nlabels:\n{{ toYaml .l | indent 2 }}\n", "t:1:9"),
    ("# {{ a }}\nb: \"{{ c }}\"\nd: {{ e }}\n", "t:3:4"),
    ("kind: A\n---\nb: |\n  {{ c }}\nd: {{ e }}\n", "t:5:4"),
  ])
  func pointsAtTheFirstActionThatBreaksATemplate(_ text: String, _ place: String) {
    let failure = YAMLStream.read(SourceText(name: "t", text: text)).failure
    #expect(failure?.code == "unrendered-template")
    #expect(failure?.range?.description == place)
    #expect(failure?.remedy?.contains("--chart") == true)
  }

  @Test(arguments: [
    "a: '{{ b }}'\n", "# {{ a }}\nb: c\n", "a: |\n  {{ b }}\n", "a: x-{{ b }}\n",
    "{\"a\": \"{{ b }}\"}", "a: b # {{ c }}\n",
  ])
  func bracesInTextAndCommentsAreFine(_ text: String) {
    #expect(YAMLStream.read(SourceText(name: "t", text: text)).failure == nil)
  }

  @Test(arguments: ["# {{ a }}\nb: [\n", "a: '{{ b }}'\nc: d: e\n", "a: ]\nb: {{ c }}\n"])
  func anotherMistakeIsReportedAsItself(_ text: String) {
    #expect(YAMLStream.read(SourceText(name: "t", text: text)).failure?.code == "yaml-syntax")
  }
}
