// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import RBAC
import YAMLSyntax

extension RoleRefConflict {
  /// As `ready` and `diff` write it.
  var tree: YAMLValue {
    var fields: [(String, YAMLValue)] = [
      ("kind", .string(binding.kind)), ("name", .string(binding.name)),
    ]
    if !binding.namespace.isEmpty { fields.append(("namespace", .string(binding.namespace))) }
    fields += [
      ("old", Self.tree(of: old)), ("new", Self.tree(of: new)), ("message", .string(phrase)),
    ]
    if let range {
      fields += [("file", .string(range.file)), ("line", .integer(Int64(range.start.line)))]
    }
    return .object(fields)
  }

  private static func tree(of role: RoleBinding.RoleRef) -> YAMLValue {
    .object([("kind", .string(role.kind)), ("name", .string(role.name))])
  }
}
