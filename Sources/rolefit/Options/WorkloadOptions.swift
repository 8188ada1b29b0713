// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import UseCases

/// What the agent's Deployment runs, and what it is configured with.
struct WorkloadOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("What the cluster is called in the agent's reports", valueName: "name"))
  var clusterName: String?

  @Option(
    help: ArgumentHelp(
      "The Secret that holds the agent's API key under 'apiKey' (the key itself is never given)",
      valueName: "name"))
  var apiKeySecret: String?

  @Option(
    help: ArgumentHelp(
      "The agent's image, with a tag or a digest (default: the catalog's)", valueName: "image"))
  var image: String?

  var arguments: WorkloadArguments {
    WorkloadArguments(clusterName: clusterName, apiKeySecret: apiKeySecret, image: image)
  }
}
