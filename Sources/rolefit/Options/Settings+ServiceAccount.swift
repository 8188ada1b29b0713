// SPDX-License-Identifier: Apache-2.0

import Manifests

extension Settings {
  /// The agent's account that `--service-account` or the settings name: `NAMESPACE:NAME`, as
  /// `kubectl create rolebinding --serviceaccount` takes it.
  func account(_ option: String?) throws(Failure) -> ManifestSet.ServiceAccountName? {
    guard let text = option ?? value("service-account") else { return nil }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw .usage("--service-account is NAMESPACE:NAME, not '\(text)'")
    }
    return ManifestSet.ServiceAccountName(namespace: parts[0], name: parts[1])
  }
}
