// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file
// Generated from templates/ by `make generate`: do not edit.

/// The texts that rolefit fills in, as they stand in `templates/`, by path below a folder.
enum Templates {
  /// The manifests: `templates/*.yaml`.
  static let manifests: [(path: String, text: String)] = [
("clusterrole.yaml", #"""
# What the agent may do in the whole cluster.
#
# A value in angle brackets is filled in by rolefit; an entry that has nothing to say is left out.
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: <NAME>
  labels:
    app.kubernetes.io/name: <AGENT>
    app.kubernetes.io/managed-by: rolefit
  annotations:
    rolefit.io/catalog: <CATALOG>
    rolefit.io/agent-version: <AGENT_VERSION>
    rolefit.io/kubernetes-version: <KUBERNETES_VERSION>
    rolefit.io/actions: <ACTIONS>
    rolefit.io/capabilities: <CAPABILITIES>
    rolefit.io/watch-namespaces: <WATCH_NAMESPACES>
rules: <RULES>

"""#),
("clusterrolebinding.yaml", #"""
# Gives the ClusterRole to the agent's account in the whole cluster.
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: <NAME>
  labels:
    app.kubernetes.io/name: <AGENT>
    app.kubernetes.io/managed-by: rolefit
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: <ROLE>
subjects:
- kind: ServiceAccount
  name: <SERVICE_ACCOUNT>
  namespace: <SERVICE_ACCOUNT_NAMESPACE>

"""#),
("configmap.yaml", #"""
# The cluster's name and the agent's configuration: what it watches and which actions are on.
# No key or token belongs here.
apiVersion: v1
kind: ConfigMap
metadata:
  name: <CONFIG_MAP>
  namespace: <NAMESPACE>
  labels:
    app.kubernetes.io/name: <AGENT>
    app.kubernetes.io/managed-by: rolefit
  # What the configuration is made for: its switches turn several actions on at once.
  annotations:
    rolefit.io/catalog: <CATALOG>
    rolefit.io/actions: <ACTIONS>
    rolefit.io/capabilities: <CAPABILITIES>
    rolefit.io/watch-namespaces: <WATCH_NAMESPACES>
data:
  clusterName: <CLUSTER_NAME>
  komodor-k8s-watcher.yaml: <CONFIGURATION>

"""#),
("deployment.yaml", #"""
# The agent itself. It meets the "restricted" Pod Security Standard.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: <NAME>
  namespace: <NAMESPACE>
  labels:
    app.kubernetes.io/name: <AGENT>
    app.kubernetes.io/managed-by: rolefit
spec:
  # Two agents would report everything twice.
  replicas: 1
  strategy:
    type: Recreate
  selector:
    matchLabels:
      app.kubernetes.io/name: <AGENT>
      app.kubernetes.io/instance: <NAME>
  template:
    metadata:
      labels:
        app.kubernetes.io/name: <AGENT>
        app.kubernetes.io/instance: <NAME>
      annotations:
        # Changes with the ConfigMap, so that the agent starts anew and reads it.
        rolefit.io/configuration: <CONFIGURATION_CHECKSUM>
    spec:
      serviceAccountName: <SERVICE_ACCOUNT>
      securityContext:
        runAsNonRoot: true
        runAsUser: 1000
        runAsGroup: 1000
        fsGroup: 1000
        seccompProfile:
          type: RuntimeDefault
      containers:
      - name: k8s-watcher
        image: <IMAGE>
        imagePullPolicy: IfNotPresent
        command: <COMMAND>
        env:
        # A reference: the key itself is in no manifest.
        - name: KOMOKW_API_KEY
          valueFrom:
            secretKeyRef:
              name: <API_KEY_SECRET>
              key: apiKey
        - name: KOMOKW_CLUSTER_NAME
          valueFrom:
            configMapKeyRef:
              name: <CONFIG_MAP>
              key: clusterName
        - name: HELM_CACHE_HOME
          value: /opt/watcher/helm/cache
        - name: HELM_CONFIG_HOME
          value: /opt/watcher/helm/config
        - name: HELM_DATA_HOME
          value: /opt/watcher/helm/data
        ports:
        - name: http-healthz
          containerPort: 8090
        livenessProbe:
          httpGet:
            path: /healthz
            port: http-healthz
          initialDelaySeconds: 15
          periodSeconds: 60
          failureThreshold: 10
        readinessProbe:
          httpGet:
            path: /healthz
            port: http-healthz
          initialDelaySeconds: 5
          periodSeconds: 5
        resources:
          requests:
            cpu: 250m
            memory: 256Mi
          limits:
            cpu: "2"
            memory: 8Gi
        securityContext:
          allowPrivilegeEscalation: false
          readOnlyRootFilesystem: true
          capabilities:
            drop:
            - ALL
        volumeMounts:
        - name: configuration
          mountPath: /etc/komodor
          readOnly: true
        # The agent slows down when the limit that stands here is near.
        - name: podinfo
          mountPath: /etc/podinfo
          readOnly: true
        - name: tmp
          mountPath: /tmp
        - name: kube-cache
          mountPath: /.kube
        - name: helm-data
          mountPath: /opt/watcher/helm
      volumes:
      - name: configuration
        configMap:
          name: <CONFIG_MAP>
          items:
          - key: komodor-k8s-watcher.yaml
            path: komodor-k8s-watcher.yaml
      - name: podinfo
        downwardAPI:
          items:
          - path: mem_limit
            resourceFieldRef:
              containerName: k8s-watcher
              resource: limits.memory
              divisor: 1Mi
      - name: tmp
        emptyDir: {}
      - name: kube-cache
        emptyDir: {}
      - name: helm-data
        emptyDir:
          sizeLimit: 256Mi

"""#),
("kustomization.yaml", #"""
# Lists the files of --output-dir, in the order they are applied.
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: <RESOURCES>

"""#),
("namespace.yaml", #"""
# Where the agent runs.
apiVersion: v1
kind: Namespace
metadata:
  name: <NAMESPACE>
  labels:
    app.kubernetes.io/managed-by: rolefit

"""#),
("role.yaml", #"""
# What the agent may do in one namespace: one that it watches, or its own.
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: <NAME>
  namespace: <NAMESPACE>
  labels:
    app.kubernetes.io/name: <AGENT>
    app.kubernetes.io/managed-by: rolefit
  annotations:
    rolefit.io/catalog: <CATALOG>
    rolefit.io/agent-version: <AGENT_VERSION>
    rolefit.io/kubernetes-version: <KUBERNETES_VERSION>
    rolefit.io/actions: <ACTIONS>
    rolefit.io/capabilities: <CAPABILITIES>
    rolefit.io/watch-namespaces: <WATCH_NAMESPACES>
rules: <RULES>

"""#),
("rolebinding.yaml", #"""
# Gives the Role to the agent's account in the Role's namespace.
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: <NAME>
  namespace: <NAMESPACE>
  labels:
    app.kubernetes.io/name: <AGENT>
    app.kubernetes.io/managed-by: rolefit
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: <ROLE>
subjects:
- kind: ServiceAccount
  name: <SERVICE_ACCOUNT>
  namespace: <SERVICE_ACCOUNT_NAMESPACE>

"""#),
("serviceaccount.yaml", #"""
# Whom the agent runs as: the subject of every binding.
apiVersion: v1
kind: ServiceAccount
metadata:
  name: <SERVICE_ACCOUNT>
  namespace: <SERVICE_ACCOUNT_NAMESPACE>
  labels:
    app.kubernetes.io/name: <AGENT>
    app.kubernetes.io/managed-by: rolefit

"""#),
  ]

  /// The files of a chart: `templates/chart`.
  static let chart: [(path: String, text: String)] = [
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
("README.md", #"""
# <AGENT>

<!-- Generated by rolefit from <CATALOG>: do not edit. -->

Installs <TITLE>, agent <AGENT_VERSION>, with exactly the RBAC rules that its
switched-on actions need. The chart carries the catalog that says which requests each action sends,
`files/rolefit.yaml`; `rolefit verify --chart` uses it.

```sh
helm install <AGENT> . --namespace <NAMESPACE> --create-namespace \
  --set <ROOT>.clusterName=NAME --set existingSecret=SECRET
helm test <AGENT> --namespace <NAMESPACE>
```

## Actions

`<ACTIONS>` takes several forms:

<FORMS>

`helm upgrade --reset-then-reuse-values`, of Helm 3.14 or later, keeps what was set before. Where a
mapping takes the place of `true` or `false` in a release, or the reverse, Helm warns, and what was
set last counts.

| switch | what it turns on |
| --- | --- |
<SWITCHES>

## Values

| value | default | what it is |
| --- | --- | --- |
<VALUES>

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
{{- $annotations := merge (dict "rolefit.io/catalog" "<CATALOG>") (default dict .annotations) (default dict .root.Values.commonAnnotations) }}
annotations:
  {{- toYaml $annotations | nindent 2 }}
{{- end }}

{{/* What roles and the configuration say of the set that they are made for: annotations, which
     `rolefit verify` goes by. */}}
{{- define "<AGENT>.madeFor" -}}
rolefit.io/agent-version: {{ "<AGENT_VERSION>" | quote }}
rolefit.io/kubernetes-version: {{ "<KUBERNETES_VERSION>" | quote }}
rolefit.io/actions: {{ include "<AGENT>.actions" . | trim | splitList "\n" | join "," | quote }}
{{- with include "<AGENT>.capabilities" . | trim }}
rolefit.io/capabilities: {{ splitList "\n" . | join "," | quote }}
{{- end }}
{{- with include "<AGENT>.watchNamespaces" . | fromJsonArray }}
rolefit.io/watch-namespaces: {{ join "," . | quote }}
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
("templates/_rules.tpl", #"""
{{/* Generated by rolefit from <CATALOG>, for agent <AGENT_VERSION> on Kubernetes <KUBERNETES_VERSION>.
     Do not edit; run: rolefit generate chart */}}

{{/* What needs the whole cluster. */}}
{{- define "<AGENT>.rules.cluster" -}}
<RULES_OF_CLUSTER>
{{- end }}

{{/* What is needed wherever the agent watches. */}}
{{- define "<AGENT>.rules.watched" -}}
<RULES_WHERE_WATCHED>
{{- end }}

{{/* What is needed in the agent's own namespace. */}}
{{- define "<AGENT>.rules.own" -}}
<RULES_OF_OWN_NAMESPACE>
{{- end }}

{{/* The actions that are on, one a line. */}}
{{- define "<AGENT>.actions" -}}
<ACTIONS_ON>
{{- end }}

{{/* What the agent reads, one a line. */}}
{{- define "<AGENT>.capabilities" -}}
<CAPABILITIES_ON>
{{- end }}

{{/* What the agent is told. */}}
{{- define "<AGENT>.configuration" -}}
{{- $on := include "<AGENT>.actions" . | trim | splitList "\n" }}
{{- $namespaces := include "<AGENT>.watchNamespaces" . | fromJsonArray }}
{{- $settings := dict "watchNamespace" (default (list "all") $namespaces | join ",") }}
{{- $_ := set $settings "actions" (<ACTIONS_SETTING>) }}
{{- toYaml (merge $settings (omit .Values.<ROOT> "actions" "capabilities")) }}
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
  {{- include "<AGENT>.metadata" (dict "root" . "annotations" (include "<AGENT>.madeFor" . | fromYaml)) | nindent 2 }}
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
  {{- include "<AGENT>.metadata" (dict "root" . "annotations" (include "<AGENT>.madeFor" . | fromYaml)) | nindent 2 }}
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
  {{- include "<AGENT>.metadata" (dict "root" $root "annotations" (include "<AGENT>.madeFor" $root | fromYaml)) | nindent 2 }}
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
("values.schema.json", #"""
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Values of the chart <AGENT>",
  "properties": {
    "existingSecretKey": {"type": "string", "pattern": "^[-._a-zA-Z0-9]+$"},
    "<ROOT>": {
      "properties": {
        "watchNamespace": {
          "anyOf": [
            {"type": "string"},
            {"type": "null"},
            {"type": "array", "items": {"type": "string", "minLength": 1}, "uniqueItems": true}
          ]
        }
      }
    },
    "image": {
      "properties": {
        "digest": {"type": "string", "pattern": "^(sha256:[0-9a-f]{64})?$"},
        "pullPolicy": {"enum": ["Always", "IfNotPresent", "Never"]}
      }
    },
    "command": {"type": "array", "items": {"type": "string"}},
    "serviceAccount": {
      "properties": {
        "annotations": {"type": "object", "additionalProperties": {"type": "string"}}
      }
    },
    "replicaCount": {"type": "integer", "minimum": 0, "maximum": 1},
    "probes": {
      "properties": {
        "port": {"type": "integer", "minimum": 1, "maximum": 65535}
      }
    },
    "resources": {
      "properties": {
        "requests": {
          "properties": {
            "cpu": {"type": ["string", "number"]},
            "memory": {"type": ["string", "number"]}
          },
          "additionalProperties": true
        },
        "limits": {
          "properties": {
            "cpu": {"type": ["string", "number"]},
            "memory": {"type": ["string", "number"]}
          },
          "additionalProperties": true
        }
      },
      "additionalProperties": true
    },
    "podSecurityContext": {
      "properties": {
        "runAsUser": {"type": "integer", "minimum": 1, "maximum": 2147483647},
        "runAsGroup": {"type": "integer", "minimum": 1, "maximum": 2147483647},
        "fsGroup": {"type": "integer", "minimum": 1, "maximum": 2147483647},
        "seccompProfile": {"properties": {}, "additionalProperties": true}
      },
      "additionalProperties": true
    },
    "securityContext": {
      "properties": {
        "capabilities": {"properties": {}, "additionalProperties": true}
      },
      "additionalProperties": true
    },
    "commonLabels": {"type": "object", "additionalProperties": {"type": "string"}},
    "commonAnnotations": {"type": "object", "additionalProperties": {"type": "string"}},
    "deploymentAnnotations": {"type": "object", "additionalProperties": {"type": "string"}},
    "podAnnotations": {"type": "object", "additionalProperties": {"type": "string"}},
    "podLabels": {"type": "object", "additionalProperties": {"type": "string"}},
    "nodeSelector": {"type": "object", "additionalProperties": {"type": "string"}}
  }
}

"""#),
("values.yaml", #"""
# Generated by rolefit; README.md has the same as a table.

# The agent's API key; it is kept in a Secret. Better leave it out and name one below.
apiKey: ""

# A Secret of the namespace that holds the API key, instead of apiKey.
existingSecret: ""

# Under which key of the Secret it is.
existingSecretKey: apiKey

<ROOT>:
  # What the cluster is called.
  clusterName: ""
  # The namespaces that the agent is confined to, as a list or with commas between them: it gets a
  # Role in each, and a small ClusterRole for what needs the cluster. Empty or "all" for the whole
  # cluster.
  watchNamespace: []

image:
  # Where the agent's image is.
  repository: <IMAGE>
  # Its tag; the chart's appVersion when empty.
  tag: ""
  # Its digest, which wins over the tag.
  digest: ""
  # When the image is pulled.
  pullPolicy: IfNotPresent

# Secrets to pull it with: a list of {name: …}.
imagePullSecrets: []

# What the container runs; the image's own choice when empty.
command: <COMMAND>

serviceAccount:
  # Whether the chart makes the service account.
  create: true
  # Its name: of the one that is made, or of one that is there. Empty for the release's own.
  name: <SERVICE_ACCOUNT>
  # Annotations of it, such as a cloud's role.
  annotations: {}

rbac:
  # Whether the chart makes the agent's roles and binds them.
  create: true

# The switches go here: of the actions, of the capabilities, and those that condition others.
<SWITCHES>: {}

# How many agents; 0 stops it. Two would report everything twice.
replicaCount: 1

configuration:
  # The agent's configuration: its file,
  file: <CONFIGURATION_FILE>
  # and the folder it is mounted at.
  folder: <CONFIGURATION_FOLDER>
  # The environment variable that the key is given in.
  apiKeyVariable: <API_KEY_VARIABLE>
  # The environment variable that the cluster's name is given in.
  clusterNameVariable: <CLUSTER_NAME_VARIABLE>

probes:
  # The port that tells whether the agent is well,
  port: <HEALTH_PORT>
  # and the path there.
  path: <HEALTH_PATH>

resources:
  requests:
    # What is set aside for it: processor time,
    cpu: 250m
    # memory.
    memory: 256Mi
  limits:
    # What it may use at most: processor time,
    cpu: "2"
    # memory.
    memory: 8Gi

podSecurityContext:
  # The pod is not root,
  runAsNonRoot: true
  # but this user,
  runAsUser: 1000
  # in this group,
  runAsGroup: 1000
  # which its volumes belong to,
  fsGroup: 1000
  seccompProfile:
    # and may make the system calls that containers usually make.
    type: RuntimeDefault

securityContext:
  # The container gains no privileges,
  allowPrivilegeEscalation: false
  # writes to no file of its image,
  readOnlyRootFilesystem: true
  capabilities:
    # and has none of root's powers.
    drop:
    - ALL

# Labels of every object, besides the chart's own.
commonLabels: {}

# Annotations of every object.
commonAnnotations: {}

# Annotations of the Deployment.
deploymentAnnotations: {}

# Annotations of the pod.
podAnnotations: {}

# Labels of the pod.
podLabels: {}

# Labels of the nodes that the pod may run on.
nodeSelector: {}

# Taints of nodes that the pod bears.
tolerations: []

# Nodes and pods that the pod would rather be near to.
affinity: {}

# The pod's priority class.
priorityClassName: ""

# More environment variables.
extraEnv: <ENVIRONMENT>

# More volumes of the pod,
extraVolumes: <VOLUMES>

# and where the container has them.
extraVolumeMounts: <VOLUME_MOUNTS>

test:
  # Whether `helm test` asks if the agent may do what is switched on.
  enabled: true
  # The image that it runs: it has a shell and curl.
  image: docker.io/curlimages/curl:8.11.1

# Stands for the chart's name in labels and names.
nameOverride: ""

# The name of the chart's objects.
fullnameOverride: ""

# Values that charts share; this one reads none of them.
global: {}

"""#),
  ]
}
