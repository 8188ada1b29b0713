// SPDX-License-Identifier: Apache-2.0

import Analysis
import RBAC

/// The page about routes, `docs/reach.md`: the registry in Markdown.
package enum RoutePage {
  package static func text(_ style: TextStyle) -> String { TerminalMarkdown(text).fitted(style) }

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

      \(answers)

      ## Examples of routes

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

  /// What may be asked, and what the answers say.
  private static let answers = """
    ## Goals

    | `--to` | What it is |
    | --- | --- |
    | `cluster-admin` | every request |
    | `node` | a node, with what runs there |
    | `rbac` | writing roles or bindings, in some namespace at least |
    | `secrets`, `secrets@NS` | reading what any Secret holds, of all namespaces or of one |
    | `exec`, `exec@NS` | commands in the pods of all namespaces; of one |
    | `account:NS:NAME` | a service account, which is taken to be there |
    | `user:NAME[+GROUP…]` | a user, in groups |
    | `VERB:GROUP/RESOURCE[/SUBRESOURCE]` | a request in *some* namespace, or on an object of the \
    cluster; the core group is empty or `core` |
    | `VERB:GROUP/RESOURCE@NS` | the request in this namespace |
    | an action's id | an action of the catalog, in some namespace |

    Without `--to` all of these are asked about that the account comes to, with the cluster's \
    and every action. Exit code 1 says that a goal of `--to` is reachable, 3 that one is \
    undetermined, or that objects of the input would be rejected and so are left out.

    ## JSON

    `-o json` is a contract: keys may be added. One account has its keys at the top; with \
    `--all-accounts` they are those of each entry of `accounts`.

    | Key | What it is |
    | --- | --- |
    | `schemaVersion`, `kubernetes` | 1; the version that is judged for |
    | `account` | `NAMESPACE:NAME`, or the name of a user |
    | `counts` | how many goals have which verdict; `accounts` and `users` besides itself; \
    `secretNamespaces` in which Secrets can be read, `null` for all; `accountsByNamespace` |
    | `goals[]` | `id` as above; `verdict`: `reachable`, `unreachable` or `undetermined`; \
    `certainty`: `decided`, `modelled` or `null`; `path`; `reasons` of what is undetermined |
    | `goals[].path[]` | a step: `route`, `as` (whose request it is), `certainty`, `requests`, \
    `yields` in words |
    | `….requests[]` | `request` (`verb`, `group`, `resource`, `namespace`, `name`, as far as it \
    has them); `grant` with `binding`, `role`, `rule` (its place, from 0), `file`, `line`, or \
    `null`, and then `because` says why it is allowed |
    | `routes[]` | `id`, `status` (`checked`, `not-in-version`, `not-applicable`), `checked`, \
    `certainty`, `kubernetes` |
    | `assumptions[]` | what the answers take for granted, in sentences |
    """

  private static let notCovered = """
    ## What is not covered, and why

    - Other authorizers (Node, webhooks, cloud platforms): rolefit does not see their rules. The \
    rights of kubelets, which the Node authorizer grants, are spoken of as the goal `node`.
    - Leaving a container for its node: that is a matter of Pod Security and of the kernel. The \
    goal `node` is come to where a route opens it by what the API server is asked for.
    - Controllers of custom resources (operators, GitOps): what their custom objects lead to is \
    theirs to say.
    - Webhooks, policies and controllers that are already there and can be fooled.
    - What the Node authorizer lets through where a node is impersonated for some requests alone.
    - Whether a bootstrap token has ended.
    - Keys of the cluster: who reads the CA, etcd or the disk of a control plane needs no RBAC.
    - Names of service accounts that nothing in the input mentions, but for those that somebody \
    may make and have a token of.

    """
}
