// SPDX-License-Identifier: Apache-2.0

import RBAC

/// Finds roles of the input by their names, and by names that are nearly theirs.
struct RoleNames {
  /// In the order of the input.
  private var named: [String: [LintedRole]] = [:]
  private var words: [String: WordList] = [:]

  init(_ roles: [LintedRole]) {
    var names: [String: [String]] = [:]
    for role in roles {
      named[role.role.name, default: []].append(role)
      names[role.role.kind.rawValue, default: []].append(role.role.name)
    }
    words = names.mapValues { WordList($0) }
  }

  subscript(name: String) -> [LintedRole] { named[name] ?? [] }

  /// The name of a role of that kind that may have been meant.
  func nearest(to name: String, ofKind kind: String) -> String? {
    words[kind]?.nearest(to: name)
  }
}
