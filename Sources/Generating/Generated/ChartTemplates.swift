// SPDX-License-Identifier: Apache-2.0
// Generated from templates/chart by `make generate`: do not edit.

// swift-format-ignore-file

/// The files of a chart that are the same for every agent but for its names, by path.
enum ChartTemplates {
  static let files: [(path: String, text: String)] = [
(".helmignore", #"""
.DS_Store
.git/
*.swp
*.bak
*.tmp
*.orig
*~

"""#),
("Chart.yaml", #"""
apiVersion: v2
name: <AGENT>
description: <TITLE>, with exactly the RBAC rules that its switched-on actions need
type: application
version: <CHART_VERSION>
appVersion: <AGENT_VERSION>
kubeVersion: ">=1.19.0-0"
annotations:
  rolefit.io/catalog: <CATALOG>
  rolefit.io/kubernetes-version: <KUBERNETES_VERSION>

"""#),
("templates/NOTES.txt", #"""
{{- $account := printf "%s:%s" .Release.Namespace (include "<AGENT>.serviceAccountName" .) }}
{{- $on := include "<AGENT>.actions" . | trim }}
{{- $reads := include "<AGENT>.capabilities" . | trim }}
{{- $namespaces := include "<AGENT>.watchNamespaces" . | fromJsonArray }}
{{ .Chart.Name }} runs in the namespace {{ .Release.Namespace }}{{ if $namespaces }}, confined to {{ join ", " $namespaces }}{{ end }}.

{{ if $on -}}
Actions that are on:
{{- range splitList "\n" $on }}
  {{ . }}
{{- end }}
{{- else -}}
No action is on: it only reads.
{{- end }}

What the cluster really grants, against what they need:

  rolefit verify --live --service-account {{ $account }} --kube-version {{ .Capabilities.KubeVersion.Major }}.{{ trimSuffix "+" .Capabilities.KubeVersion.Minor }}
{{- range $namespaces }} --watch-namespace {{ . }}{{ end }} \
    --actions {{ if $on }}{{ splitList "\n" $on | join "," }}{{ else }}none{{ end }}
{{- if $reads }} \
    --capabilities {{ splitList "\n" $reads | join "," }}
{{- end }} \
    --fail-on missing,excess

Or ask the cluster for each of its requests from inside:

  helm test {{ .Release.Name }} --namespace {{ .Release.Namespace }}
{{- if not (or .Values.apiKey .Values.existingSecret) }}

The API key is missing: the agent starts when there is a secret {{ include "<AGENT>.secretName" . }} in its namespace with the key {{ .Values.existingSecretKey }}.
{{- end }}

"""#),
("templates/_helpers.tpl", #"""
{{/* The name of everything that there is one of. */}}
{{- define "<AGENT>.fullname" -}}
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
{{- define "<AGENT>.clusterName" -}}
{{- printf "%s-%s" .Release.Namespace (include "<AGENT>.fullname" .) }}
{{- end }}

{{- define "<AGENT>.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "<AGENT>.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- required "serviceAccount.name must name an account that is there, or serviceAccount.create be true" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- define "<AGENT>.selectorLabels" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "<AGENT>.labels" -}}
{{- $own := include "<AGENT>.selectorLabels" . | fromYaml }}
{{- $_ := set $own "helm.sh/chart" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-") }}
{{- $_ := set $own "app.kubernetes.io/version" (toString .Chart.AppVersion) }}
{{- $_ := set $own "app.kubernetes.io/managed-by" .Release.Service }}
{{- toYaml (merge $own (default dict .Values.commonLabels)) }}
{{- end }}

{{/* The metadata that every object has; `name` and `namespace` are given by the caller. */}}
{{- define "<AGENT>.metadata" -}}
labels:
  {{- include "<AGENT>.labels" .root | nindent 2 }}
{{- $annotations := merge (deepCopy (default dict .annotations)) (default dict .root.Values.commonAnnotations) }}
{{- with $annotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* The namespaces that the agent is confined to, as a JSON list; [] for the whole cluster. */}}
{{- define "<AGENT>.watchNamespaces" -}}
{{- $named := default list .Values.<ROOT>.watchNamespace }}
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
{{- define "<AGENT>.ruleList" -}}
{{- $rules := trim . -}}
rules:
{{- if $rules }}
{{ $rules }}
{{- else }} []
{{- end }}
{{- end }}

{{- define "<AGENT>.subjects" -}}
subjects:
- kind: ServiceAccount
  name: {{ include "<AGENT>.serviceAccountName" . }}
  namespace: {{ .Release.Namespace }}
{{- end }}

{{/* The secret that holds the API key, and under which key. */}}
{{- define "<AGENT>.secretName" -}}
{{- if .Values.existingSecret }}
{{- .Values.existingSecret }}
{{- else }}
{{- include "<AGENT>.fullname" . }}
{{- end }}
{{- end }}

{{- define "<AGENT>.image" -}}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag | toString) }}
{{- end }}
{{- end }}

"""#),
("templates/clusterrole.yaml", #"""
{{- if .Values.rbac.create }}
{{- $rules := include "<AGENT>.rules.cluster" . }}
{{- if not (include "<AGENT>.watchNamespaces" . | fromJsonArray) }}
{{- $rules = printf "%s\n%s" (trim $rules) (include "<AGENT>.rules.watched" . | trim) }}
{{- end }}
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: {{ include "<AGENT>.clusterName" . }}
  {{- include "<AGENT>.metadata" (dict "root" .) | nindent 2 }}
{{ include "<AGENT>.ruleList" $rules }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: {{ include "<AGENT>.clusterName" . }}
  {{- include "<AGENT>.metadata" (dict "root" .) | nindent 2 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: {{ include "<AGENT>.clusterName" . }}
{{ include "<AGENT>.subjects" . }}
{{- end }}

"""#),
("templates/configmap.yaml", #"""
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "<AGENT>.fullname" . }}
  namespace: {{ .Release.Namespace }}
  {{- include "<AGENT>.metadata" (dict "root" .) | nindent 2 }}
data:
  clusterName: {{ .Values.<ROOT>.clusterName | quote }}
  {{ .Values.configuration.file }}: |
    {{- include "<AGENT>.configuration" . | nindent 4 }}

"""#),
("templates/deployment.yaml", #"""
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "<AGENT>.fullname" . }}
  namespace: {{ .Release.Namespace }}
  {{- include "<AGENT>.metadata" (dict "root" . "annotations" .Values.deploymentAnnotations) | nindent 2 }}
spec:
  replicas: {{ .Values.replicaCount }}
  {{- /* Two agents would report everything twice. */}}
  strategy:
    type: Recreate
  selector:
    matchLabels:
      {{- include "<AGENT>.selectorLabels" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- toYaml (merge (include "<AGENT>.labels" . | fromYaml) (default dict .Values.podLabels)) | nindent 8 }}
      annotations:
        {{- /* Changes with the configuration, so that the agent starts anew and reads it. */}}
        rolefit.io/configuration: {{ include "<AGENT>.configuration" . | sha256sum }}
        {{- with .Values.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      serviceAccountName: {{ include "<AGENT>.serviceAccountName" . }}
      {{- with .Values.imagePullSecrets }}
      imagePullSecrets:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .Values.priorityClassName }}
      priorityClassName: {{ . }}
      {{- end }}
      {{- with .Values.podSecurityContext }}
      securityContext:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
      - name: {{ .Chart.Name }}
        image: {{ include "<AGENT>.image" . | quote }}
        imagePullPolicy: {{ .Values.image.pullPolicy }}
        {{- with .Values.command }}
        command:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        env:
        {{- /* References only: the key itself stands in no object but its secret. */}}
        - name: {{ .Values.configuration.apiKeyVariable }}
          valueFrom:
            secretKeyRef:
              name: {{ include "<AGENT>.secretName" . }}
              key: {{ .Values.existingSecretKey }}
        - name: {{ .Values.configuration.clusterNameVariable }}
          valueFrom:
            configMapKeyRef:
              name: {{ include "<AGENT>.fullname" . }}
              key: clusterName
        {{- with .Values.extraEnv }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        ports:
        - name: health
          containerPort: {{ .Values.probes.port }}
        livenessProbe:
          httpGet:
            path: {{ .Values.probes.path }}
            port: health
          initialDelaySeconds: 15
          periodSeconds: 60
          failureThreshold: 10
        readinessProbe:
          httpGet:
            path: {{ .Values.probes.path }}
            port: health
          initialDelaySeconds: 5
          periodSeconds: 5
        {{- with .Values.resources }}
        resources:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- with .Values.securityContext }}
        securityContext:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        volumeMounts:
        - name: configuration
          mountPath: {{ .Values.configuration.folder }}
          readOnly: true
        - name: tmp
          mountPath: /tmp
        {{- with .Values.extraVolumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      volumes:
      - name: configuration
        configMap:
          name: {{ include "<AGENT>.fullname" . }}
          items:
          - key: {{ .Values.configuration.file }}
            path: {{ .Values.configuration.file }}
      - name: tmp
        emptyDir: {}
      {{- with .Values.extraVolumes }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
      {{- with .Values.nodeSelector }}
      nodeSelector:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .Values.affinity }}
      affinity:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .Values.tolerations }}
      tolerations:
        {{- toYaml . | nindent 8 }}
      {{- end }}

"""#),
("templates/role.yaml", #"""
{{- /* Confined, the agent has a role in each namespace that it watches; what it needs in its own
       namespace, it has in a role there in any case. */ -}}
{{- if .Values.rbac.create }}
{{- $root := . }}
{{- $watched := include "<AGENT>.rules.watched" . }}
{{- $parts := list }}
{{- range include "<AGENT>.watchNamespaces" . | fromJsonArray }}
{{- $parts = append $parts (dict "namespace" . "suffix" "" "rules" $watched) }}
{{- end }}
{{- $own := include "<AGENT>.rules.own" . }}
{{- if trim $own }}
{{- $parts = append $parts (dict "namespace" .Release.Namespace "suffix" "-own" "rules" $own) }}
{{- end }}
{{- range $parts }}
{{- $name := printf "%s%s" (include "<AGENT>.fullname" $root) .suffix }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: {{ $name }}
  namespace: {{ .namespace }}
  {{- include "<AGENT>.metadata" (dict "root" $root) | nindent 2 }}
{{ include "<AGENT>.ruleList" .rules }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: {{ $name }}
  namespace: {{ .namespace }}
  {{- include "<AGENT>.metadata" (dict "root" $root) | nindent 2 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: {{ $name }}
{{ include "<AGENT>.subjects" $root }}
{{- end }}
{{- end }}

"""#),
("templates/secret.yaml", #"""
{{- if and .Values.apiKey (not .Values.existingSecret) }}
apiVersion: v1
kind: Secret
metadata:
  name: {{ include "<AGENT>.secretName" . }}
  namespace: {{ .Release.Namespace }}
  {{- include "<AGENT>.metadata" (dict "root" .) | nindent 2 }}
type: Opaque
data:
  {{ .Values.existingSecretKey }}: {{ .Values.apiKey | b64enc | quote }}
{{- end }}

"""#),
("templates/serviceaccount.yaml", #"""
{{- if .Values.serviceAccount.create }}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ include "<AGENT>.serviceAccountName" . }}
  namespace: {{ .Release.Namespace }}
  {{- include "<AGENT>.metadata" (dict "root" . "annotations" .Values.serviceAccount.annotations) | nindent 2 }}
{{- end }}

"""#),
("templates/tests/access.yaml", #"""
{{- /* Asks the API server, as the agent, whether each request of its rules is allowed. */ -}}
{{- if .Values.test.enabled }}
{{- $namespaces := include "<AGENT>.watchNamespaces" . | fromJsonArray }}
{{- $places := default (list "") $namespaces }}
{{- $parts := list (dict "rules" (include "<AGENT>.rules.cluster" .) "namespaces" (list "")) }}
{{- $parts = append $parts (dict "rules" (include "<AGENT>.rules.watched" .) "namespaces" $places) }}
{{- $parts = append $parts (dict "rules" (include "<AGENT>.rules.own" .) "namespaces" (list .Release.Namespace)) }}
{{- $reviews := list }}
{{- range $part := $parts }}
{{- range $rule := $part.rules | fromYamlArray }}
{{- range $verb := $rule.verbs }}
{{- range $url := $rule.nonResourceURLs }}
{{- $reviews = append $reviews (dict "nonResourceAttributes" (dict "verb" $verb "path" $url)) }}
{{- end }}
{{- range $namespace := $part.namespaces }}
{{- range $group := $rule.apiGroups }}
{{- range $resource := $rule.resources }}
{{- $path := splitList "/" $resource }}
{{- $asked := dict "verb" $verb "group" $group "resource" (first $path) "namespace" $namespace }}
{{- if rest $path }}
{{- $_ := set $asked "subresource" (rest $path | join "/") }}
{{- end }}
{{- range $name := default (list "") $rule.resourceNames }}
{{- $reviews = append $reviews (dict "resourceAttributes" (merge (dict "name" $name) $asked)) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "<AGENT>.fullname" . | trunc 51 | trimSuffix "-" }}-access-test
  namespace: {{ .Release.Namespace }}
  {{- $hook := dict "helm.sh/hook" "test" "helm.sh/hook-weight" "-1" "helm.sh/hook-delete-policy" "before-hook-creation,hook-succeeded" }}
  {{- include "<AGENT>.metadata" (dict "root" . "annotations" $hook) | nindent 2 }}
data:
  # One SelfSubjectAccessReview's spec a line.
  reviews: |
    {{- range uniq $reviews }}
    {{ toJson . }}
    {{- end }}
  check.sh: |
    set -u
    account=/var/run/secrets/kubernetes.io/serviceaccount
    url=https://$KUBERNETES_SERVICE_HOST:$KUBERNETES_SERVICE_PORT/apis/authorization.k8s.io/v1/selfsubjectaccessreviews
    asked=0 refused=0
    while IFS= read -r spec; do
      [ -n "$spec" ] || continue
      body="{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SelfSubjectAccessReview\",\"spec\":$spec}"
      answer=$(curl --silent --show-error --cacert "$account/ca.crt" \
        --header "Authorization: Bearer $(cat "$account/token")" \
        --header 'Content-Type: application/json' --data "$body" "$url") || exit 2
      asked=$((asked + 1))
      case $(printf '%s' "$answer" | tr -d ' \n') in
      *'"allowed":true'*) ;;
      *) refused=$((refused + 1)); echo "not allowed: $spec" ;;
      esac
    done <"$(dirname "$0")/reviews"
    echo "$asked requests asked for, $refused not allowed"
    [ "$refused" = 0 ]
---
apiVersion: v1
kind: Pod
metadata:
  name: {{ include "<AGENT>.fullname" . | trunc 51 | trimSuffix "-" }}-access-test
  namespace: {{ .Release.Namespace }}
  {{- $hook := dict "helm.sh/hook" "test" "helm.sh/hook-delete-policy" "before-hook-creation,hook-succeeded" }}
  {{- include "<AGENT>.metadata" (dict "root" . "annotations" $hook) | nindent 2 }}
spec:
  serviceAccountName: {{ include "<AGENT>.serviceAccountName" . }}
  restartPolicy: Never
  {{- with .Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
  - name: access
    image: {{ .Values.test.image | quote }}
    command: [sh, /access/check.sh]
    {{- with .Values.securityContext }}
    securityContext:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    volumeMounts:
    - name: access
      mountPath: /access
      readOnly: true
  volumes:
  - name: access
    configMap:
      name: {{ include "<AGENT>.fullname" . | trunc 51 | trimSuffix "-" }}-access-test
  {{- with .Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

"""#),
  ]
}
