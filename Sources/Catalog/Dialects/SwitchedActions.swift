// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// What a values file switches on.
package struct SwitchedActions: Hashable, Sendable {
  /// Ids of actions and capabilities, in the catalog's order.
  package var on: [String]
  package var off: [String]
  /// Those that are on in every installation, since no value switches them.
  package var always: [String] = []
  package var undetermined: [Undetermined]
  /// Warnings about keys that mean nothing or not what they seem to; an error where the file is for
  /// another chart.
  package var diagnostics: [Diagnostic]
  /// Whether the file is for another chart: then nothing is known, and an error says so.
  package var isOfAnotherChart = false
  /// The agent that the chart ships, or an older one where that is not on record.
  package var agentVersion: AgentVersion?

  /// An action of which nobody can say whether it is on.
  package struct Undetermined: Hashable, Sendable {
    package var id: String
    /// One clause, lower case, no full stop.
    package var reason: String
  }
}
