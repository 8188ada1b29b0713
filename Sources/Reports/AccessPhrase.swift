// SPDX-License-Identifier: Apache-2.0

import RBAC

/// A request in words, after "may" or "is allowed to".
enum AccessPhrase {
  /// `patch clusterroles (rbac.authorization.k8s.io) named 'x'`
  static func text(_ request: Request) -> String {
    switch request {
    case .nonResource(let request): return "\(request.verb) the path \(request.path)"
    case .resource(let request):
      let group = request.apiGroup.isEmpty ? "core" : request.apiGroup
      var text = "\(request.verb) \(request.combinedResource) (\(group))"
      if !request.name.isEmpty { text += " named '\(request.name)'" }
      if !request.namespace.isEmpty { text += " in the namespace '\(request.namespace)'" }
      return text
    }
  }
}
