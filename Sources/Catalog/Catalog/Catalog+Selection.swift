// SPDX-License-Identifier: Apache-2.0

extension Catalog {
  /// The actions that words name: ids in any spelling, sets, `all`, `none`.
  ///
  /// `all` is every bounded action that the agent has, never a capability; a set is those of its
  /// actions that the agent has. A capability is selected by its own id only.
  ///
  /// - Parameters:
  ///   - words: each may hold several, divided by commas.
  ///   - enabled: added to what `words` select.
  ///   - disabled: taken away at the end.
  ///   - agentVersion: the newest that the catalog knows, if `nil`.
  /// - Returns: in the catalog's order, then others by id.
  package func select(
    _ words: [String], enabling enabled: [String] = [], disabling disabled: [String] = [],
    agentVersion: AgentVersion? = nil
  ) throws(SelectionError) -> [Action] {
    let agent = agentVersion ?? newestAgentVersion
    var selected: [String: Action] = [:]
    for word in Self.split(words) + Self.split(enabled) {
      for action in try actions(named: word, all: actions, agent: agent) {
        selected[action.id] = action
      }
    }
    var removed: Set<String> = []
    for word in Self.split(disabled) {
      // What the agent doesn't have is no mistake to disable.
      for action in try actions(named: word, all: actions, agent: nil) {
        selected[action.id] = nil
        removed.insert(action.id)
      }
    }
    for action in removed.isEmpty ? [] : selected.values.sorted(by: { $0.id < $1.id }) {
      if let id = requirements(of: action).first(where: { removed.contains($0.id) })?.id {
        throw .stillRequired(action: id, by: action.id)
      }
    }
    return inOrder(selected)
  }

  /// The capabilities that words name: ids, sets, `default`, `all`, `none`.
  package func selectCapabilities(
    _ words: [String], agentVersion: AgentVersion? = nil
  ) throws(SelectionError) -> [Action] {
    let agent = agentVersion ?? newestAgentVersion
    var selected: [String: Action] = [:]
    for word in Self.split(words) {
      let named =
        word == "default"
        ? capabilities.filter { $0.isDefault && $0.isSupported(by: agent) }
        : try actions(named: word, all: capabilities, agent: agent)
      for action in named { selected[action.id] = action }
    }
    return inOrder(selected)
  }

  /// The actions that an action carries out on its way, at whatever remove, in the catalog's order.
  package func requirements(of action: Action) -> [Action] {
    guard !action.requires.isEmpty else { return [] }
    var found: [String: Action] = [:]
    var open = action.requires
    while let id = open.popLast() {
      guard found[id] == nil, id != action.id, let required = self.action(id) else { continue }
      found[id] = required
      open += required.requires
    }
    return inOrder(found)
  }

  /// - Parameter agent: `nil` for whatever the agent's version.
  private func actions(
    named word: String, all: [Action], agent: AgentVersion?
  ) throws(SelectionError) -> [Action] {
    if word == "none" { return [] }
    if word == "all" {
      return all.filter { $0.isBounded && (agent.map($0.isSupported) ?? true) }
    }
    if let action = action(word) {
      guard let agent else { return [action] }
      return [try Self.supported(action, word: action.id, agent)]
    }
    guard let set = set(word) else {
      throw .unknown(word: word, suggestion: suggestion(for: word))
    }
    let members = set.actions.compactMap { action($0) }
    guard let agent else { return members }
    let supported = members.filter { $0.isSupported(by: agent) }
    guard supported.isEmpty, let oldest = members.min(by: Self.isOlder) else { return supported }
    return [try Self.supported(oldest, word: set.name, agent)]
  }

  private static func isOlder(_ left: Action, _ right: Action) -> Bool {
    guard let since = right.since else { return false }
    return left.since.map { $0 < since } ?? true
  }

  private static func supported(
    _ action: Action, word: String, _ agent: AgentVersion
  ) throws(SelectionError) -> Action {
    if let since = action.since, agent < since {
      throw .agentTooOld(word: word, since: since, agent: agent)
    }
    if let until = action.until, until <= agent {
      throw .agentTooNew(word: word, until: until, agent: agent)
    }
    return action
  }

  private func inOrder(_ selected: [String: Action]) -> [Action] {
    let known = selected.keys.compactMap { places[$0] }.sorted().map { entries[$0] }
    let others = selected.values.filter { places[$0.id] == nil }
    return known + others.sorted { $0.id < $1.id }
  }

  private static func split(_ words: [String]) -> [String] {
    words.flatMap { $0.split { $0 == "," || $0.isWhitespace }.map(String.init) }
  }
}
