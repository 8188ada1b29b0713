// SPDX-License-Identifier: Apache-2.0

import Analysis
import RBAC

/// The page about routes, `docs/reach.md`: the registry in Markdown.
package enum RoutePage {
  package static var text: String {
    var page = """
      # Reach: what an account can come to

      `rolefit reach` follows the grants of an account to their end: each route below turns \
      requests that are allowed into more, and what it yields is looked at again until nothing new \
      is found. A goal that no route leads to is *unreachable* by everything on this page. `verify \
      --forbid` asks the same search.

      A *decided* route is one that the API server alone decides. A *modelled* one also needs a \
      kubelet, a controller, or a request of somebody else. What hangs on a role that is not in \
      the input is *undetermined*.

      In each example the account `agents:agent` is asked about, and there is besides:

      ```yaml
      \(RouteExample.shared)```

      This page is printed by `rolefit reach --routes`.


      """
    for route in RouteRegistry.all { page += section(route) }
    page += notCovered
    return page
  }

  private static func section(_ route: any Route.Type) -> String {
    var lines = [
      "## \(route.id)", "", "\(route.summary). **Yields** \(route.yields).", "", route.why, "",
      "- Certainty: \(route.certainty.rawValue)",
      "- Kubernetes: \(route.versionText)",
      "- Requests: "
        + route.requests.map { "`\($0.title)`" }.distinct.joined(separator: ", "),
      "- Source: " + route.sources.joined(separator: "; "),
    ]
    for (title, examples) in [
      ("It leads there", route.flagged), ("It does not", route.nearMisses),
    ] {
      for example in examples {
        lines += [
          "", "\(title)\(goal(of: example)):", "",
          "```yaml", String(example.manifests.dropLast()), "```",
        ]
      }
    }
    return lines.joined(separator: "\n") + "\n\n"
  }

  private static func goal(of example: RouteExample) -> String {
    let version = example.kubernetes == 36 ? "" : ", in Kubernetes 1.\(example.kubernetes)"
    return (example.goal.map { ", to `\($0)`" } ?? "") + version
  }

  private static let notCovered = """
    ## What is not covered, and why

    - Other authorizers (Node, webhooks, cloud platforms): rolefit does not see their rules. The \
    rights of kubelets, which the Node authorizer grants, are spoken of as the goal `node`.
    - Leaving a container for its node: that is a matter of Pod Security and of the kernel. The \
    goal `node` is come to where a route opens it by what the API server is asked for.
    - Controllers of custom resources (operators, GitOps): what their custom objects lead to is \
    theirs to say.
    - Webhooks, policies and controllers that are already there and can be fooled.
    - Keys of the cluster: who reads the CA, etcd or the disk of a control plane needs no RBAC.
    - Names of service accounts that nothing in the input mentions.

    """
}
