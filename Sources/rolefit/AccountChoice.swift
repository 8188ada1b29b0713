// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import Host
import Manifests

/// Which account a run judges.
struct AccountChoice {
  private let traits: AgentAccount.Traits

  init(_ catalog: Catalog, _ sources: ManifestSources) {
    traits = AgentAccount.Traits(
      images: catalog.agent.imageNames,
      names: ([catalog.agent.serviceAccount] + Self.names(sources)).compactMap(\.self))
  }

  /// The names that a chart gives to what it installs: the release's where that holds the chart's,
  /// else both.
  private static func names(_ sources: ManifestSources) -> [String] {
    guard let helm = sources.helm, let chart = (try? ChartDetails(helm))?.name else { return [] }
    return [helm.release.contains(chart) ? helm.release : "\(helm.release)-\(chart)", chart]
  }

  /// The account to judge: the one that was named, or the agent's, and how that is known is told on
  /// stderr. `nil` when there is no binding, so that roles are judged as if bound.
  func account(
    _ named: ManifestSet.ServiceAccountName?, in set: ManifestSet
  ) throws(Failure) -> ManifestSet.ServiceAccountName? {
    guard !set.bindings.isEmpty else { return nil }
    if let named { return named }
    switch AgentAccount(in: set, traits: traits) {
    case .found(let account, let why):
      if set.boundServiceAccounts != [account] {
        Console.writeError("rolefit: judging the account \(account): \(why)\n")
      }
      return account
    case .several(let candidates):
      throw .unjudged(
        "service-account",
        "several service accounts are bound: "
          + candidates.map(\.description).joined(separator: ", "), remedy: Self.remedy)
    case .none:
      throw .unjudged(
        "service-account", "the bindings name no service account", remedy: Self.remedy)
    }
  }

  private static let remedy = "name the agent's account with --service-account NAMESPACE:NAME"
}
