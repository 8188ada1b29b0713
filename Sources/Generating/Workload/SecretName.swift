// SPDX-License-Identifier: Apache-2.0

import RBAC

/// The name of the Secret that holds the agent's API key.
package enum SecretName {
  package enum Problem: Error, Hashable, Sendable {
    /// The key itself, which must not be repeated in a message.
    case looksLikeKey
    /// No name that the API server takes: see `NameRules.subdomainProblem`.
    case notAName
  }

  /// Checks what somebody gave as the name. A key has the form of a UUID.
  package static func check(_ text: String) throws(Problem) {
    let lengths = text.split(separator: "-", omittingEmptySubsequences: false).map(\.count)
    let isKey = lengths == [8, 4, 4, 4, 12] && text.allSatisfy { $0 == "-" || $0.isHexDigit }
    if isKey { throw .looksLikeKey }
    if !NameRules.isSubdomain(text) { throw .notAName }
  }
}
