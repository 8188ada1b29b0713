// SPDX-License-Identifier: Apache-2.0

package import YAMLSyntax

/// Helm values that switch a set of actions on.
package struct SwitchValues: Hashable, Sendable {
  /// Every switch of the chart that governs actions, each set; a mapping.
  package var values: YAMLValue
  /// The switches that are on, in the catalog's order.
  package var switchedOn: [String]
  /// What is on beside what was wanted, for want of finer switches.
  package var extra: [String]
  /// What was wanted and no switch turns on.
  package var unreachable: [String]
  /// Switches that would turn on what was wanted, and are known to do nothing in that version.
  package var idle: [Switch]
}
