// SPDX-License-Identifier: Apache-2.0

package import Catalog
import YAMLSyntax

/// What the agent's Deployment runs and reads for a set of actions, and what should be known of it.
package struct WorkloadPlan: Sendable {
  /// `nil` where the catalog does not know what to run.
  package private(set) var workload: AgentWorkload?
  /// Sentences for the user, in the order they belong.
  package private(set) var notes: [String] = []

  /// - Parameters:
  ///   - dialect: the chart as which the agent is configured, at the version that ships it.
  ///   - apiKeySecret: the name of the Secret that holds the agent's API key under `apiKey`; the
  ///     catalog's where it is `nil`.
  ///   - image: the catalog's where it is `nil`.
  ///   - hasOwnTemplates: whether the user's templates are filled. They may run an agent of which
  ///     the catalog has no image.
  package init(
    selection: Selection, dialect: DialectVersion, clusterName: String?, apiKeySecret: String?,
    image: ImageReference?, hasOwnTemplates: Bool
  ) {
    let agent = selection.catalog.agent
    let known = agent.image(of: selection.context.agentVersion)
    guard known != nil || (image != nil && hasOwnTemplates), let config = dialect.dialect.config
    else {
      notes.append(
        "the catalog of \(agent.name) does not say how to run it: no ConfigMap and no Deployment "
          + "are written")
      return
    }
    if clusterName == nil {
      notes.append(
        "the agent will not start without a cluster's name: give --cluster-name, or add "
          + "clusterName to the ConfigMap \(config.configMap) in an overlay")
    }
    let secret = apiKeySecret ?? config.secret ?? "\(agent.name)-secret"
    notes.append(
      "the API key is taken from the key apiKey of the Secret \(secret) in the namespace "
        + "\(selection.context.agentNamespace ?? "default"), which is not generated")
    let repository = known?.repository ?? agent.name
    workload = AgentWorkload(
      image: image?.text(in: repository) ?? "\(repository):\(selection.context.agentVersion)",
      command: known?.command ?? [], configMap: config.configMap, apiKeySecret: secret,
      clusterName: clusterName, configuration: configuration(of: selection, dialect))
  }

  /// What the agent reads: its switches as the set has them, and which namespace it watches.
  private mutating func configuration(
    of selection: Selection, _ dialect: DialectVersion
  ) -> YAMLValue {
    let values = dialect.values(
      for: selection.actions, capabilities: selection.capabilities, in: selection.catalog,
      setsIdle: true)
    notes.append("the agent is configured as chart \(dialect) configures it")
    if !values.extra.isEmpty {
      notes.append(
        "for want of finer switches the agent also offers what its role does not grant: "
          + values.extra.joined(separator: ", "))
    }
    var configuration = dialect.configuration(of: values.values) ?? .mapping([])
    let watched = selection.context.watchedNamespaces
    if watched.count > 1 {
      notes.append(
        "the agent's watchNamespace takes one namespace: it is left at all, and the agent will be "
          + "refused outside of \(watched.joined(separator: ", "))")
    }
    if let path = dialect.dialect.config?.watchNamespace {
      configuration.insert(.string(watched.count == 1 ? watched[0] : "all"), at: path)
    }
    return configuration
  }
}
