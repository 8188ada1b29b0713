// SPDX-License-Identifier: Apache-2.0

import RBAC

/// A `requestURI` taken apart.
struct AuditPath {
  /// The path as the authorizer sees it: without the query, its escapes resolved.
  let decoded: String

  init(_ uri: String) {
    decoded = URLEscapes.resolved(uri.prefix { $0 != "?" })
  }

  /// What the path alone asks for, with a verb that is known; `nil` where there is no path.
  func request(_ verb: String) -> Request? {
    decoded.isEmpty ? nil : Request(method: nil, path: decoded)
  }
}
