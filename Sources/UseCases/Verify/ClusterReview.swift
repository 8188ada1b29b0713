// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import Host
import Manifests
import Tools
import YAMLSyntax

/// Asks the API server about every request that is needed.
struct ClusterReview {
  let cluster: Cluster
  let needs: [ActionNeeds]
  let access: AgentAccess

  /// How often the API server is asked again where it differs.
  private static let repeats = 3

  /// Takes the server's answers into the verification.
  func apply(
    to verification: inout Verification, _ notes: inout [Diagnostic.Note]
  ) throws(Failure) -> (count: Int, disagreements: [Diagnostic.Note]) {
    let requests = ServerReview.requests(of: needs)
    guard !requests.isEmpty else { return (0, []) }
    var reviews = try cluster.reviews(of: requests, by: access.user)
    if let refusal = reviews.refusal {
      notes.append(refusal.note)
      return (0, [])
    }
    // The server learns of changed objects a moment after they are stored.
    for _ in 0..<Self.repeats {
      let differing = ServerReview(reviews.answers).disagreements(with: access)
      guard !differing.isEmpty else { break }
      Clock.wait(milliseconds: 400)
      reviews.answers.merge(
        try cluster.reviews(of: differing, by: access.user).answers
      ) { $1 }
    }
    let disagreements = ServerReview(reviews.answers, doubts: reviews.doubts).apply(
      to: &verification, needs: needs, access: access)
    return (requests.count, disagreements)
  }
}

/// Asks whether the agent's account is there: without it no pod of the agent runs.
struct ClusterAccountCheck {
  let cluster: Cluster
  let account: ManifestSet.ServiceAccountName
  let set: ManifestSet

  /// Whether the account exists; `nil` where that may not be read. Without it, everything is
  /// missing.
  func apply(
    to verification: inout Verification, _ notes: inout [Diagnostic.Note]
  ) throws(Failure) -> Bool? {
    let accounts = "/api/v1/namespaces/\(account.namespace)/serviceaccounts"
    let own = try cluster.object("\(accounts)/\(account.name)")
    if let refusal = own.refusal {
      notes.append(refusal.note)
      return nil
    }
    guard own.node == nil || verification.verdict == .missing else { return true }
    let listing = try cluster.list(accounts)
    let names = listing.items.compactMap { $0["metadata"]?["name"]?.string }.sorted()
    if listing.refusal == nil {
      notes += set.bindingsToNobody(in: account.namespace, besides: names, account)
    }
    guard own.node == nil else { return true }
    let others = names.filter { $0 != "default" }
    let there =
      others.isEmpty
      ? "" : "; the namespace '\(account.namespace)' has \(others.joined(separator: ", "))"
    verification.withholdAll(
      because: "the service account \(account) does not exist, so nothing can run under it"
        + there)
    return false
  }
}
