// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Catalog

/// What an agent's actions need, held against what the input grants.
package struct LintContract: Sendable {
  package let catalog: Catalog
  /// The actions and capabilities that are on, with what each needs.
  package let needs: [ActionNeeds]
  /// What the input grants of it, and beyond it.
  package let verification: Verification
  /// Actions of the catalog that are off, that somebody said so of, and that are granted in full
  /// all the same by more than what the others need.
  package let granted: [ActionNeeds]
  /// What the set was taken from, in words, such as `values.yaml`.
  package let source: String

  package init(
    catalog: Catalog, needs: [ActionNeeds], verification: Verification, granted: [ActionNeeds],
    source: String
  ) {
    self.catalog = catalog
    self.needs = needs
    self.verification = verification
    self.granted = granted
    self.source = source
  }
}
