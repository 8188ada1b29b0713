// SPDX-License-Identifier: Apache-2.0

import Catalog
import YAMLSyntax

/// The values of a chart that rolefit writes, besides its switches.
enum ChartDefaults {
  /// Where more keys than those of the defaults may stand: Kubernetes' own fields.
  static let open: Set<String> = [
    "resources", "resources.limits", "resources.requests", "podSecurityContext",
    "podSecurityContext.seccompProfile", "securityContext", "securityContext.capabilities",
  ]

  static func before(root: String, agent: Agent, _ version: AgentVersion) -> [ChartValue] {
    let conventions = ChartConventions(of: agent, version)
    return [
      ChartValue(
        "apiKey", "",
        "The agent's API key; it is kept in a Secret. Better leave it out and name one below."),
      ChartValue(
        "existingSecret", "", "A Secret of the namespace that holds the API key, instead of apiKey."
      ),
      ChartValue(
        "existingSecretKey", "apiKey", "Under which key of the Secret it is.",
        pattern: "^[-._a-zA-Z0-9]+$"),
      ChartValue("\(root).clusterName", "", "What the cluster is called."),
      ChartValue(
        "\(root).watchNamespace", .sequence([]),
        "The namespaces that the agent is confined to, as a list or with commas between them: "
          + "it gets a Role in each, and a small ClusterRole for what needs the cluster. "
          + "Empty or \"all\" for the whole cluster.",
        schema: [
          YAMLValue.Entry(
            "anyOf",
            .sequence([
              .mapping([ChartValue.type("string")]), .mapping([ChartValue.type("null")]),
              .mapping([
                ChartValue.type("array"),
                YAMLValue.Entry(
                  "items",
                  .mapping([
                    ChartValue.type("string"), YAMLValue.Entry("minLength", .integer(1)),
                  ])),
                YAMLValue.Entry("uniqueItems", .bool(true)),
              ]),
            ]))
        ]),
      ChartValue("image.repository", conventions.image, "Where the agent's image is."),
      ChartValue("image.tag", "", "Its tag; the chart's appVersion when empty."),
      ChartValue(
        "image.digest", "", "Its digest, which wins over the tag.",
        pattern: "^(sha256:[0-9a-f]{64})?$"),
      ChartValue(
        "image.pullPolicy", .string("IfNotPresent"), "When the image is pulled.",
        schema: [
          YAMLValue.Entry(
            "enum", .sequence(["Always", "IfNotPresent", "Never"].map { .string($0) }))
        ]),
      .empty("imagePullSecrets", isList: true, "Secrets to pull it with: a list of {name: …}."),
      ChartValue(
        "command", .sequence(conventions.command.map { .string($0) }),
        "What the container runs; the image's own choice when empty.",
        schema: [
          ChartValue.type("array"),
          YAMLValue.Entry("items", .mapping([ChartValue.type("string")])),
        ]),
      ChartValue("serviceAccount.create", true, "Whether the chart makes the service account."),
      ChartValue(
        "serviceAccount.name", agent.serviceAccount ?? "",
        "Its name: of the one that is made, or of one that is there. Empty for the release's own."),
      .texts("serviceAccount.annotations", "Annotations of it, such as a cloud's role."),
      ChartValue(
        "rbac.create", true, "Whether the chart makes the agent's roles and binds them."),
    ]
  }

  static func after(agent: Agent, _ version: AgentVersion) -> [ChartValue] {
    let conventions = ChartConventions(of: agent, version)
    return [
      ChartValue(
        "replicaCount", 1, "How many agents; 0 stops it. Two would report everything twice.",
        minimum: 0, maximum: 1),
      ChartValue("configuration.file", conventions.file, "The agent's configuration: its file,"),
      ChartValue("configuration.folder", conventions.folder, "and the folder it is mounted at."),
      ChartValue(
        "configuration.apiKeyVariable", conventions.apiKeyVariable,
        "The environment variable that the key is given in."),
      ChartValue(
        "configuration.clusterNameVariable", conventions.clusterNameVariable,
        "The environment variable that the cluster's name is given in."),
      ChartValue(
        "probes.port", conventions.healthPort, "The port that tells whether the agent is well,",
        minimum: 1, maximum: 65535),
      ChartValue("probes.path", conventions.healthPath, "and the path there."),
      ChartValue(
        "resources.requests.cpu", .string("250m"), "What is set aside for it: processor time,",
        schema: Self.quantity),
      ChartValue(
        "resources.requests.memory", .string("256Mi"), "memory.", schema: Self.quantity),
      ChartValue(
        "resources.limits.cpu", .string("2"), "What it may use at most: processor time,",
        schema: Self.quantity),
      ChartValue("resources.limits.memory", .string("8Gi"), "memory.", schema: Self.quantity),
      ChartValue(
        "podSecurityContext.runAsNonRoot", true, "The pod is not root,"),
      ChartValue(
        "podSecurityContext.runAsUser", 1000, "but this user,", minimum: 1, maximum: 2_147_483_647),
      ChartValue(
        "podSecurityContext.runAsGroup", 1000, "in this group,", minimum: 1,
        maximum: 2_147_483_647),
      ChartValue(
        "podSecurityContext.fsGroup", 1000, "which its volumes belong to,", minimum: 1,
        maximum: 2_147_483_647),
      ChartValue(
        "podSecurityContext.seccompProfile.type", "RuntimeDefault",
        "and may make the system calls that containers usually make."),
      ChartValue(
        "securityContext.allowPrivilegeEscalation", false, "The container gains no privileges,"),
      ChartValue("securityContext.readOnlyRootFilesystem", true, "writes to no file of its image,"),
      ChartValue(
        "securityContext.capabilities.drop", .sequence([.string("ALL")]),
        "and has none of root's powers.", schema: [ChartValue.type("array")]),
      .texts("commonLabels", "Labels of every object, besides the chart's own."),
      .texts("commonAnnotations", "Annotations of every object."),
      .texts("deploymentAnnotations", "Annotations of the Deployment."),
      .texts("podAnnotations", "Annotations of the pod."),
      .texts("podLabels", "Labels of the pod."),
      .texts("nodeSelector", "Labels of the nodes that the pod may run on."),
      .empty("tolerations", isList: true, "Taints of nodes that the pod bears."),
      .empty("affinity", isList: false, "Nodes and pods that the pod would rather be near to."),
      ChartValue("priorityClassName", "", "The pod's priority class."),
      ChartValue(
        "extraEnv", conventions.environment, "More environment variables.",
        schema: [ChartValue.type("array")]),
      ChartValue(
        "extraVolumes", conventions.volumes, "More volumes of the pod,",
        schema: [ChartValue.type("array")]),
      ChartValue(
        "extraVolumeMounts", conventions.mounts, "and where the container has them.",
        schema: [ChartValue.type("array")]),
      ChartValue(
        "test.enabled", true, "Whether `helm test` asks if the agent may do what is switched on."),
      ChartValue(
        "test.image", "docker.io/curlimages/curl:8.11.1",
        "The image that it runs: it has a shell and curl."),
      ChartValue("nameOverride", "", "Stands for the chart's name in labels and names."),
      ChartValue("fullnameOverride", "", "The name of the chart's objects."),
      .empty("global", isList: false, "Values that charts share; this one reads none of them."),
    ]
  }

  private static let quantity = [
    YAMLValue.Entry("type", .sequence([.string("string"), .string("number")]))
  ]
}
