{{/* The name of everything that there is one of. */}}
{{- define "k8s-watcher.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- $name := default .Chart.Name .Values.nameOverride }}
{{- if contains $name .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}
{{- end }}

{{/* Cluster roles have no namespace: the release's keeps two installations apart. */}}
{{- define "k8s-watcher.clusterName" -}}
{{- printf "%s-%s" .Release.Namespace (include "k8s-watcher.fullname" .) }}
{{- end }}

{{- define "k8s-watcher.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "k8s-watcher.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- required "serviceAccount.name must name an account that is there, or serviceAccount.create be true" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- define "k8s-watcher.selectorLabels" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "k8s-watcher.labels" -}}
{{- $own := include "k8s-watcher.selectorLabels" . | fromYaml }}
{{- $_ := set $own "helm.sh/chart" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-") }}
{{- $_ := set $own "app.kubernetes.io/version" (toString .Chart.AppVersion) }}
{{- $_ := set $own "app.kubernetes.io/managed-by" .Release.Service }}
{{- toYaml (merge $own (default dict .Values.commonLabels)) }}
{{- end }}

{{/* The metadata that every object has; `name` and `namespace` are given by the caller. */}}
{{- define "k8s-watcher.metadata" -}}
labels:
  {{- include "k8s-watcher.labels" .root | nindent 2 }}
{{- $annotations := merge (dict "rolefit.io/catalog" "k8s-watcher@1.0.0") (default dict .annotations) (default dict .root.Values.commonAnnotations) }}
annotations:
  {{- toYaml $annotations | nindent 2 }}
{{- end }}

{{/* What roles and the configuration say of the set that they are made for: annotations, which
     `rolefit verify` goes by. */}}
{{- define "k8s-watcher.madeFor" -}}
rolefit.io/agent-version: {{ "0.2.221" | quote }}
rolefit.io/kubernetes-version: {{ "1.37" | quote }}
rolefit.io/actions: {{ include "k8s-watcher.actions" . | trim | splitList "\n" | join "," | quote }}
{{- with include "k8s-watcher.capabilities" . | trim }}
rolefit.io/capabilities: {{ splitList "\n" . | join "," | quote }}
{{- end }}
{{- with include "k8s-watcher.watchNamespaces" . | fromJsonArray }}
rolefit.io/watch-namespaces: {{ join "," . | quote }}
{{- end }}
{{- end }}

{{/* The namespaces that the agent is confined to, as a JSON list; [] for the whole cluster. */}}
{{- define "k8s-watcher.watchNamespaces" -}}
{{- $named := default list .Values.watcher.watchNamespace }}
{{- if kindIs "string" $named }}
{{- $named = splitList "," $named }}
{{- end }}
{{- $namespaces := list }}
{{- range $named }}
{{- if trim . }}
{{- $namespaces = append $namespaces (trim .) }}
{{- end }}
{{- end }}
{{- if has "all" $namespaces }}
{{- $namespaces = list }}
{{- end }}
{{- toJson (uniq $namespaces) }}
{{- end }}

{{/* `rules:` with these rules, or an empty list, which is as valid. */}}
{{- define "k8s-watcher.ruleList" -}}
{{- $rules := trim . -}}
rules:
{{- if $rules }}
{{ $rules }}
{{- else }} []
{{- end }}
{{- end }}

{{- define "k8s-watcher.subjects" -}}
subjects:
- kind: ServiceAccount
  name: {{ include "k8s-watcher.serviceAccountName" . }}
  namespace: {{ .Release.Namespace }}
{{- end }}

{{/* The secret that holds the API key, and under which key. */}}
{{- define "k8s-watcher.secretName" -}}
{{- if .Values.existingSecret }}
{{- .Values.existingSecret }}
{{- else }}
{{- include "k8s-watcher.fullname" . }}
{{- end }}
{{- end }}

{{- define "k8s-watcher.image" -}}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag | toString) }}
{{- end }}
{{- end }}
