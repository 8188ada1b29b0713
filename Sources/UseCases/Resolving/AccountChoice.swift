// SPDX-License-Identifier: Apache-2.0

import Analysis
package import Catalog
package import Diagnostics
package import Manifests
import RBAC
package import Tools

/// Which account a run judges.
package struct AccountChoice: Sendable {
  private let traits: AgentAccount.Traits
  let named: ManifestSet.ServiceAccountName?

  /// - Parameters:
  ///   - named: the account that somebody named.
  ///   - installation: the chart among what is judged, whose names show the agent's account.
  package init(
    _ named: ManifestSet.ServiceAccountName?, of catalog: Catalog,
    installation: ChartInstallation? = nil
  ) {
    self.named = named
    traits = AgentAccount.Traits(
      images: catalog.agent.imageNames,
      names: [catalog.agent.serviceAccount].compactMap(\.self) + (installation?.usualNames ?? []))
  }

  /// The account to judge in a set of manifests.
  enum Choice {
    /// `why` is `nil` where it was named, or is the only one that is bound.
    case account(ManifestSet.ServiceAccountName, why: String?)
    /// There is no binding: roles are judged as if bound.
    case assumed
    /// Nobody can say; the failure names the candidates.
    case open(Failure)

    /// The account, as far as it is known.
    var account: ManifestSet.ServiceAccountName? {
      if case .account(let account, _) = self { account } else { nil }
    }

    /// The account to judge, how it is known being shown; `nil` where roles are judged as if bound.
    func account(_ outside: Outside) throws(Failure) -> ManifestSet.ServiceAccountName? {
      switch self {
      case .assumed: return nil
      case .open(let failure): throw failure
      case .account(let account, let why):
        if let why { outside.remark("judging the account \(account): \(why)") }
        return account
      }
    }
  }

  func choice(in set: ManifestSet) -> Choice {
    guard !set.bindings.isEmpty else { return .assumed }
    if let named { return .account(named, why: nil) }
    switch AgentAccount(in: set, traits: traits) {
    case .found(let account, let why):
      return .account(account, why: set.boundServiceAccounts == [account] ? nil : why)
    case .several(let candidates):
      return .open(
        .unjudged(
          "service-account",
          "several service accounts are bound: "
            + candidates.map(\.description).joined(separator: ", "), remedy: Self.remedy))
    case .none:
      return .open(
        .unjudged(
          "service-account", "the bindings name no service account", remedy: Self.remedy))
    }
  }

  /// The account to judge, how it is known being shown; `nil` where roles are judged as if bound.
  package func account(
    in set: ManifestSet, _ outside: Outside
  ) throws(Failure) -> ManifestSet.ServiceAccountName? {
    if let named, !set.bindings.isEmpty, let stranger = Self.stranger(named, in: set) {
      outside.remark(stranger)
    }
    return try choice(in: set).account(outside)
  }

  /// What to say of an account that nothing in the input names, which is mostly a slip.
  private static func stranger(
    _ account: ManifestSet.ServiceAccountName, in set: ManifestSet
  ) -> String? {
    let known = set.boundServiceAccounts + set.serviceAccounts
    guard !known.contains(account) else { return nil }
    let near = Suggestion.nearest(
      to: account.description, among: known.map(\.description), within: .misreading)
    return "nothing that was read names the service account \(account): what holds is that of its "
      + "groups" + (near.map { "; did you mean \($0)?" } ?? "")
  }

  private static let remedy = "name the agent's account with --service-account NAMESPACE:NAME"
}
