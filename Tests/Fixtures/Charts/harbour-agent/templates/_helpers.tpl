{{- define "harbour.fullname" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name }}{{ else }}{{ printf "%s-%s" .Release.Name .Chart.Name }}{{ end }}
{{- end -}}
{{- define "harbour.account" -}}
{{ .Values.serviceAccount.name | default (include "harbour.fullname" .) }}
{{- end -}}
{{- /* The settings of helm as a map, whichever way they are written. */ -}}
{{- define "harbour.helm" -}}
{{- $helm := .Values.capabilities.helm -}}
{{- if kindIs "bool" $helm }}{{ toYaml (dict "enabled" $helm "readonly" false) }}{{ else }}{{ toYaml $helm }}{{ end }}
{{- end -}}
