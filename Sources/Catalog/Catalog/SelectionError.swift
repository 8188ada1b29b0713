// SPDX-License-Identifier: Apache-2.0

/// Why words select no set of actions.
package enum SelectionError: Error, Hashable, Sendable {
  /// Neither an action nor a set; `suggestion` is what was probably meant.
  case unknown(word: String, suggestion: String?)
  /// The agent doesn't have it yet.
  case agentTooOld(word: String, since: AgentVersion, agent: AgentVersion)
  /// The agent no longer has it.
  case agentTooNew(word: String, until: AgentVersion, agent: AgentVersion)
  /// It was disabled, and another action can't do without.
  case stillRequired(action: String, by: String)
  /// No chart of that name; `suggestion` is what was probably meant.
  case unknownDialect(word: String, suggestion: String?)
  /// What follows the `@` is no version.
  case badChartVersion(String)
  /// The version is older than all that are on record.
  case chartTooOld(ChartVersion, name: String, oldest: ChartVersion)
}

extension SelectionError {
  /// The word at fault, as it was given.
  package var word: String? {
    switch self {
    case .unknown(let word, _), .agentTooOld(let word, _, _), .agentTooNew(let word, _, _),
      .unknownDialect(let word, _), .badChartVersion(let word):
      word
    case .stillRequired(let action, _): action
    case .chartTooOld(let chart, _, _): chart.description
    }
  }
}

extension SelectionError: CustomStringConvertible {
  /// One clause, lower case, no full stop.
  package var description: String {
    switch self {
    case .unknown(let word, let suggestion):
      "there is no action '\(word)'" + (suggestion.map { "; did you mean '\($0)'?" } ?? "")
    case .agentTooOld(let word, let since, let agent):
      "'\(word)' needs agent \(since) or later, and this agent is \(agent)"
    case .agentTooNew(let word, let until, let agent):
      "'\(word)' is gone since agent \(until), and this agent is \(agent)"
    case .stillRequired(let action, let other):
      "'\(action)' can't be disabled while '\(other)', which does it on its way, is enabled"
    case .unknownDialect(let word, let suggestion):
      "there is no dialect '\(word)'" + (suggestion.map { "; did you mean '\($0)'?" } ?? "")
    case .badChartVersion(let text):
      "'\(text)' is no version of a chart"
    case .chartTooOld(let chart, let name, let oldest):
      "chart \(name) \(chart) is older than all that the catalog knows: the oldest is \(oldest)"
    }
  }
}
