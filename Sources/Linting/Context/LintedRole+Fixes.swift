// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Manifests
import RBAC
import YAMLSyntax

extension LintedRole {
  /// Where its rules are written; its name where there are none.
  package var rulesRange: SourceRange { node["rules"]?.range ?? nameRange }

  /// The fix that takes whole rules out; `nil` where that cannot be done safely.
  func removal(of rules: [LintedRule], title: String) -> Fix? {
    let list = rulesText.value { node["rules"].flatMap { EditableList($0) } }
    return list?.removal(of: rules.map(\.index)).map { Fix(title, edits: $0) }
  }

  /// The fix that writes other rules in the place of all, in the same style; `nil` where a comment
  /// or an alias would be lost.
  func replacement(by rules: [PolicyRule], title: String) -> Fix? {
    guard let list = node["rules"], !list.isInTextWithAliases, !list.isComposed,
      Lines(list.source.bytes).holdsNoComment(list.byteRange)
    else { return nil }
    let text: String
    if list.isFlow {
      text = JSONEmitter.text(.sequence(rules.map(\.yaml)), pretty: false)
    } else {
      let column = list.range.start.column - 1
      let isCRLF = list.source.bytes[list.byteRange].contains(0x0D)
      let hasFlowLists = self.rules.first?.list(.verbs)?.isFlow ?? false
      let lines = rules.flatMap { RuleLines($0, hasFlowLists: hasFlowLists).lines }
      text = lines.joined(
        separator: (isCRLF ? "\r\n" : "\n") + String(repeating: " ", count: column))
    }
    return Fix(title, edits: [Fix.Edit(list.range, replacement: text)])
  }
}

/// A rule as lines of a list in block style.
private struct RuleLines {
  let lines: [String]

  init(_ rule: PolicyRule, hasFlowLists: Bool) {
    var lines: [String] = []
    func add(_ key: String, _ values: [String]) {
      guard !values.isEmpty else { return }
      let start = lines.isEmpty ? "- " : "  "
      let words = values.map(TextEdit.word)
      if hasFlowLists {
        lines.append("\(start)\(key): [\(words.joined(separator: ", "))]")
      } else {
        lines.append("\(start)\(key):")
        lines += words.map { "  - \($0)" }
      }
    }
    add("apiGroups", rule.apiGroups)
    add("resources", rule.resources)
    add("resourceNames", rule.resourceNames)
    add("nonResourceURLs", rule.nonResourceURLs)
    add("verbs", rule.verbs)
    self.lines = lines
  }
}
