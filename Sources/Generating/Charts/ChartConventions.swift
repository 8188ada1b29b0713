// SPDX-License-Identifier: Apache-2.0

import Catalog
import YAMLSyntax

/// How an agent is run: what its maker decided, and no rule of Kubernetes.
struct ChartConventions {
  var image: String
  var command: [String]
  /// The name of its service account; empty for the release's own.
  var serviceAccount: String
  /// The file of its configuration, and the folder that it looks for it in.
  var file: String
  var folder: String
  /// The environment variables that it takes its key and its cluster's name from.
  var apiKeyVariable: String
  var clusterNameVariable: String
  var healthPort: Int
  var healthPath: String

  /// What it finds beside that: environment variables, volumes, and where they are mounted.
  var environment: YAMLValue = .sequence([])
  var volumes: YAMLValue = .sequence([])
  var mounts: YAMLValue = .sequence([])

  /// What is known of this agent, or what most agents do.
  init(of agent: Agent, _ version: AgentVersion) {
    let isKomodors = agent.name == "k8s-watcher"
    let image = agent.image(of: version)
    self.image = image?.repository ?? agent.name
    command = image?.command ?? []
    serviceAccount = agent.serviceAccount ?? ""
    file = isKomodors ? "komodor-k8s-watcher.yaml" : "\(agent.name).yaml"
    folder = isKomodors ? "/etc/komodor" : "/etc/\(agent.name)"
    apiKeyVariable = isKomodors ? "KOMOKW_API_KEY" : "API_KEY"
    clusterNameVariable = isKomodors ? "KOMOKW_CLUSTER_NAME" : "CLUSTER_NAME"
    healthPort = isKomodors ? 8090 : 8080
    healthPath = "/healthz"
    guard isKomodors else { return }
    environment = Self.list(
      """
      - {name: HELM_CACHE_HOME, value: /opt/watcher/helm/cache}
      - {name: HELM_CONFIG_HOME, value: /opt/watcher/helm/config}
      - {name: HELM_DATA_HOME, value: /opt/watcher/helm/data}
      """)
    // The agent slows down when its memory nears the limit that podinfo holds.
    volumes = Self.list(
      """
      - name: podinfo
        downwardAPI:
          items:
          - path: mem_limit
            resourceFieldRef: {containerName: \(agent.name), resource: limits.memory, divisor: 1Mi}
      - {name: kube-cache, emptyDir: {}}
      - {name: helm-data, emptyDir: {sizeLimit: 256Mi}}
      """)
    mounts = Self.list(
      """
      - {name: podinfo, mountPath: /etc/podinfo, readOnly: true}
      - {name: kube-cache, mountPath: /.kube}
      - {name: helm-data, mountPath: /opt/watcher/helm}
      """)
  }

  /// What the skeleton of the values leaves open, by its holes.
  var values: [String: YAMLValue] {
    [
      "<IMAGE>": .string(image), "<COMMAND>": .strings(command),
      "<SERVICE_ACCOUNT>": .string(serviceAccount),
      "<CONFIGURATION_FILE>": .string(file), "<CONFIGURATION_FOLDER>": .string(folder),
      "<API_KEY_VARIABLE>": .string(apiKeyVariable),
      "<CLUSTER_NAME_VARIABLE>": .string(clusterNameVariable),
      "<HEALTH_PORT>": .integer(Int64(healthPort)), "<HEALTH_PATH>": .string(healthPath),
      "<ENVIRONMENT>": environment, "<VOLUMES>": volumes, "<VOLUME_MOUNTS>": mounts,
    ]
  }

  private static func list(_ text: String) -> YAMLValue {
    YAMLStream.read(SourceText(name: "<conventions>", text: text)).documents.first?.value
      ?? .sequence([])
  }
}
