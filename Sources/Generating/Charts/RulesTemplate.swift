// SPDX-License-Identifier: Apache-2.0

package import Catalog
import Manifests
import RBAC
import YAMLSyntax

/// The rules of a chart's switches as a Helm template: whole rules for each switch, and never a
/// condition inside a list.
package struct RulesTemplate {
  /// Which of the rules are meant, by the place that their requests are sent to.
  package enum Part: Hashable, Sendable {
    /// All of them, as a role that is bound cluster-wide holds them.
    case all
    /// What needs the whole cluster, wherever the agent is confined to.
    case cluster
    /// What a confined agent needs in each namespace that it watches.
    case watched
    /// What it needs in its own namespace alone.
    case own
  }

  private struct Block {
    var comment: String
    /// `nil` for what is always there.
    var condition: String?
    var rules: [PolicyRule]
  }

  private let catalog: Catalog
  private let dialect: DialectVersion
  private let context: NeedContext
  private let conditions: SwitchConditions

  /// A name that no namespace has, for those that the agent watches: Helm fills them in later.
  private static let watched = "<watched>"
  private static let own = "{{ .Release.Namespace }}"

  package init(
    catalog: Catalog, dialect: DialectVersion, context: NeedContext,
    serviceAccount: String? = nil
  ) {
    self.catalog = catalog
    self.dialect = dialect
    var context = context
    context.watchNamespaces = [Self.watched]
    context.agentNamespace = Self.own
    context.release = "{{ .Release.Name }}"
    context.serviceAccount = serviceAccount
    self.context = context
    conditions = SwitchConditions(dialect.switches)
  }

  /// The rules of the switches that are on, each after its condition; nothing when none is on.
  package func blocks(_ part: Part) -> String {
    lines(of: blocks(of: part)).map { $0 + "\n" }.joined()
  }

  /// The field `rules` of a role: the rules of the switches that are on, or an empty list.
  package var field: String {
    let blocks = blocks(of: .all)
    let always = blocks.contains { $0.condition == nil }
    var lines = conditions.preparation
    if always {
      lines.append("rules:")
    } else if blocks.isEmpty {
      return "rules: []\n"
    } else {
      let terms = blocks.compactMap(\.condition).map { "(\($0))" }
      lines.append("{{- if or \(terms.joined(separator: " ")) }}")
      lines += ["rules:", "{{- else }}", "rules: []", "{{- end }}"]
    }
    return (lines + self.lines(of: blocks, prepared: true)).map { $0 + "\n" }.joined()
  }

  private func lines(of blocks: [Block], prepared: Bool = false) -> [String] {
    guard !blocks.isEmpty else { return [] }
    var lines = prepared ? [] : conditions.preparation
    for block in blocks {
      if let condition = block.condition { lines.append("{{- if \(condition) }}") }
      lines.append("# \(block.comment)")
      lines += YAMLEmitter.text(.sequence(block.rules.map(\.yaml)))
        .split(separator: "\n").map(String.init)
      if block.condition != nil { lines.append("{{- end }}") }
    }
    return lines
  }

  private func blocks(of part: Part) -> [Block] {
    var blocks: [Block] = []
    func add(_ ids: [String], _ comment: String, _ condition: String?) {
      let rules = rules(of: ids, part)
      guard !rules.isEmpty else { return }
      blocks.append(Block(comment: comment, condition: condition, rules: rules))
    }
    add(dialect.dialect.always, "always", nil)
    for toggle in dialect.switches {
      for effect in toggle.effects where effect.versions.contains(dialect.writtenChart) {
        add(effect.actions, toggle.key, conditions.condition(of: toggle, effect))
      }
    }
    return blocks
  }

  private func rules(of ids: [String], _ part: Part) -> [PolicyRule] {
    let actions = ids.compactMap(catalog.action)
      .filter { $0.isSupported(by: context.agentVersion) }
    let atoms = catalog.needs(of: actions, in: context).flatMap(\.atoms).filter { atom in
      switch part {
      case .all: true
      case .cluster: atom.scope.namespace == nil
      case .watched: atom.scope.namespace == Self.watched
      case .own: atom.scope.namespace == Self.own
      }
    }
    return AtomSet(atoms.map { Atom($0.target) }).normalForm().map(\.rule)
  }
}

extension RulesTemplate {
  /// The ids of the actions that are on, one a line.
  package func list(_ entries: [Action]) -> String {
    let wanted = Set(entries.map(\.id))
    var lines = conditions.preparation + ["{{- $on := dict }}"]
    for toggle in dialect.switches {
      for effect in toggle.effects where effect.versions.contains(dialect.writtenChart) {
        let ids = effect.actions.filter(wanted.contains)
        guard !ids.isEmpty else { continue }
        lines.append("{{- if \(conditions.condition(of: toggle, effect)) }}")
        lines += ids.map { "{{- $_ := set $on \(SwitchConditions.quoted($0)) true }}" }
        lines.append("{{- end }}")
      }
    }
    lines.append("{{- keys $on | sortAlpha | join \"\\n\" }}")
    return lines.map { $0 + "\n" }.joined()
  }
}
