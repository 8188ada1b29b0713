// SPDX-License-Identifier: Apache-2.0

import Testing
import Tools

struct SharingCheckTests {
  @Test(arguments: [
    "{{ .Values.a.global }}", #"{{ index .Values "watcher" }}"#, "{{ .Chart.Name }}",
    "{{- with .Values.tolerations }}{{ toYaml . | nindent 2 }}{{ end }}",
    #"{{ include (print $.Template.BasePath "/role.yaml") . | sha256sum }}"#,
    "{{ .Release.Name }}-{{ $.Release.Namespace }}", #"{{ fail "no `now` here" }}"#,
    "{{/* toYaml .Values, randAlphaNum 5 }} */}} plain .Values and now",
    #"{{ .Capabilities.APIVersions.Has "batch/v1" }}"#, #"{{ .Files.Get "rules.yaml" }}"#,
    #"{{ required "`lookup` is a word" .Values.name }}"#,
  ])
  func whatIsTheSameInAPartIsAccepted(template: String) {
    #expect(SharingCheck.obstacle(in: Array(template.utf8)) == nil)
  }

  @Test(arguments: [
    ("{{ .Values.global.image }}", ".Values.global.image"), ("{{ toYaml .Values }}", ".Values"),
    ("{{- range $k, $v := $.Values }}{{ end }}", "$.Values"),
    (#"{{ index .Values "global" }}"#, ".Values"), ("{{ .Template.Name }}", ".Template.Name"),
    ("{{ $x := .Template.BasePath }}", ".Template.BasePath"), ("{{ uuidv4 }}", "uuidv4"),
    (#"{{ if lookup "v1" "Secret" "" "a" }}{{ end }}"#, "lookup"), ("{{ toJson $ }}", "$"),
    (#"{{ index . "Values" }}"#, #""Values""#), ("{{ toYaml . | sha256sum }}", "."),
    ("{{ .Chart.IsRoot }}", ".Chart.IsRoot"), ("{{ .Subcharts.a.Values }}", ".Subcharts.a.Values"),
    (#"{{ "}}" }}{{ randAlphaNum 8 | b64enc }}"#, "randAlphaNum"),
    ("{{ `{{` }}{{ now | date \"2006\" }}", "now"), ("{{ .ctx.Values }}", ".ctx.Values"),
    ("{{ set .Release \"Name\" \"a\" }}", ".Release"),
  ])
  func whatCouldDifferIsNamed(template: String, word: String) {
    #expect(SharingCheck.obstacle(in: Array(template.utf8)) == word)
  }
}
