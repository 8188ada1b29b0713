// SPDX-License-Identifier: Apache-2.0

/// What one list of rules grants and another does not, both ways, in normal form.
package struct RuleDifference: Hashable, Sendable {
  /// Granted by the new rules only; empty exactly when the old rules cover the new ones.
  package var added: [ScopedRule]
  /// Granted by the old rules only; empty exactly when the new rules cover the old ones.
  package var removed: [ScopedRule]

  package init(from old: AtomSet, to new: AtomSet) {
    added = new.subtracting(old).normalForm()
    removed = old.subtracting(new).normalForm()
  }

  package init(from old: [ScopedRule], to new: [ScopedRule]) {
    self.init(from: AtomSet(old), to: AtomSet(new))
  }

  package var isEmpty: Bool { added.isEmpty && removed.isEmpty }
}
