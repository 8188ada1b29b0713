// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file
// Generated from templates/ by `make generate`: do not edit.

/// The manifests that rolefit fills in, as they stand in `templates/`.
enum Templates {
  /// By the file's name without its ending.
  static let texts: [String: String] = [
    "clusterrole": #"""
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
      rules: <RULES>

      """#,
    "clusterrolebinding": #"""
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

      """#,
    "configmap": #"""
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
      data:
        clusterName: <CLUSTER_NAME>
        komodor-k8s-watcher.yaml: <CONFIGURATION>

      """#,
    "deployment": #"""
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

      """#,
    "kustomization": #"""
      # Lists the files of --output-dir, in the order they are applied.
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources: <RESOURCES>

      """#,
    "namespace": #"""
      # Where the agent runs.
      apiVersion: v1
      kind: Namespace
      metadata:
        name: <NAMESPACE>
        labels:
          app.kubernetes.io/managed-by: rolefit

      """#,
    "role": #"""
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
      rules: <RULES>

      """#,
    "rolebinding": #"""
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

      """#,
    "serviceaccount": #"""
      # Whom the agent runs as: the subject of every binding.
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: <SERVICE_ACCOUNT>
        namespace: <SERVICE_ACCOUNT_NAMESPACE>
        labels:
          app.kubernetes.io/name: <AGENT>
          app.kubernetes.io/managed-by: rolefit

      """#,
  ]
}
