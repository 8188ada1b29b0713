// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// Something the agent does: for its user, or, as a capability, without being asked.
package struct Action: Hashable, Sendable {
  /// `verb:kind`, as in `scale:deployment`.
  package var id: String
  /// A phrase such as "Scale a deployment".
  package var title: String
  /// What it does: one clause, lower case, no full stop.
  package var summary: String
  /// Whether it is part of what the agent reads and collects by itself.
  package var isCapability: Bool
  /// Whether the agent does it unless set otherwise; only for capabilities.
  package var isDefault: Bool
  /// The agent versions that have it.
  package var versions: VersionSpan<AgentVersion>
  package var accessLevel: AccessLevel
  /// The actions that it carries out on its way, by id.
  package var requires: [String]
  /// What can go wrong: one clause, lower case, no full stop.
  package var risk: String?
  /// Why its rules are not all it needs, or not minimal; `nil` for an action with a minimal role.
  package var unbounded: String?
  /// Where this is known from, in the order of weight.
  package var evidence: [String]
  /// Other ids that people use for it.
  package var spellings: [String]
  /// The documented way, request by request.
  package var steps: [Step]
  /// Other ways of doing the same.
  package var ways: [Way]
  /// Where the catalog has it; `nil` in the built-in catalog.
  package var range: SourceRange?

  /// The first agent version that has it.
  package var since: AgentVersion? { versions.from }
  /// The first agent version that no longer has it.
  package var until: AgentVersion? { versions.until }
  /// Whether its rules are all it needs and no more.
  package var isBounded: Bool { unbounded == nil }
  /// Whether that agent has it.
  package func isSupported(by agent: AgentVersion) -> Bool { versions.contains(agent) }

  /// The part of the id before the colon.
  package var verb: String { String(id.prefix { $0 != ":" }) }
  /// The part of the id after the colon.
  package var kind: String { String(id.drop { $0 != ":" }.dropFirst()) }
}
