// SPDX-License-Identifier: Apache-2.0

import RBAC
import YAMLSyntax

extension Request {
  /// Its own fields, as reports write them: the core group as an empty text, what it has none of
  /// left out.
  var jsonFields: [(String, YAMLValue)] {
    switch self {
    case .nonResource(let request):
      return [("verb", .string(request.verb)), ("nonResourceURL", .string(request.path))]
    case .resource(let request):
      var fields: [(String, YAMLValue)] = [
        ("verb", .string(request.verb)), ("apiGroup", .string(request.apiGroup)),
        ("resource", .string(request.combinedResource)),
      ]
      if !request.namespace.isEmpty { fields.append(("namespace", .string(request.namespace))) }
      if !request.name.isEmpty { fields.append(("name", .string(request.name))) }
      return fields
    }
  }
}
