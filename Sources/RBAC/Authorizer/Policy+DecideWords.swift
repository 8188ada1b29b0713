// SPDX-License-Identifier: Apache-2.0

extension Policy {
  /// A decision that is made without strings.
  package enum PlainDecision {
    case granted(Grant)
    /// No rule allows it.
    case refused
    /// There is more to say than rules do: `decide` says it of the same request in strings.
    case open
  }

  /// What `decide` answers, as far as the tokens alone say.
  package func plainDecision(on review: borrowing ReviewWords) -> PlainDecision {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: review.groups.count + 1) {
      principals in
      var count = 0
      if let user = holdings.principal(tokens.token(of: review.user), isGroup: false) {
        principals[count] = user
        count += 1
      }
      for group in review.groups {
        let token = tokens.token(of: group)
        if token == PolicyTokens.superusers { return .open }
        if let group = holdings.principal(token, isGroup: true) {
          principals[count] = group
          count += 1
        }
      }
      let verdict = self.verdict(
        on: tokens.tokens(of: review.request),
        by: UnsafeBufferPointer(rebasing: principals[..<count]))
      if let grant = verdict.grant { return .granted(grant) }
      return verdict.isOpen || !unplaced.isEmpty ? .open : .refused
    }
  }
}
