// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC
import YAMLSyntax

/// Flags names with characters that nobody sees as they are.
package struct HiddenCharacter: LintRule {
  package static let category = RuleCategory.hygiene
  package static let severity = Diagnostic.Severity.warning
  package static let summary = "A name holds a character that nobody sees"
  package static let why = """
    Control characters, blanks of no width, marks that turn the order of letters around and the \
    like make two names look the same that are not: the API server compares every character, so \
    the one that was meant is not granted, or another one is.
    """
  package static let remedy = "Write the name anew, without the character."
  package static let flagged = [
    LintExample.rules(
      #"""
      - apiGroups: [""]
        resources: [configmaps]
        resourceNames: [⟦"agent\u200b"⟧, agent]
        verbs: [get]
      """#),
    LintExample.subjects(
      #"""
      - apiGroup: rbac.authorization.k8s.io
        kind: User
        name: ⟦"jane\u202e"⟧
      """#),
  ]
  package static let accepted = [
    LintExample.rules(
      """
      - apiGroups: [""]
        resources: [pods]
        verbs: [get]
      """),
    LintExample.subjects(
      """
      - apiGroup: rbac.authorization.k8s.io
        kind: User
        name: Jürgen Müller
      """),
  ]

  package static func check(
    _ role: LintedRole, in context: LintContext, into found: inout RuleFindings
  ) {
    if let word = word(of: role.role.name) {
      found.report("the role's name holds \(word)", at: role.nameRange, of: role.object)
    }
    for rule in role.rules {
      for field in LintedRule.Field.allCases {
        for (position, value) in rule.values(of: field).enumerated() {
          guard let word = word(of: value) else { continue }
          found.report(
            "an entry of \(field.rawValue) holds \(word)",
            at: rule.range(of: field, at: position), of: role.object)
        }
      }
    }
  }

  package static func check(
    _ binding: LintedBinding, in context: LintContext, into found: inout RuleFindings
  ) {
    var names = [
      ("the binding's name", "metadata.name", binding.binding.name),
      ("the role's name in roleRef", "roleRef.name", binding.binding.roleRef.name),
    ]
    for (index, subject) in binding.binding.subjects.enumerated() {
      names.append(("a subject's name", "subjects[\(index)].name", subject.name))
      names.append(("a subject's namespace", "subjects[\(index)].namespace", subject.namespace))
    }
    for (title, field, name) in names {
      guard let word = word(of: name) else { continue }
      found.report("\(title) holds \(word)", at: binding.range(of: field), of: binding.object)
    }
  }

  /// The first such character of a name, as `U+200B`; `nil` where it has none.
  private static func word(of name: String) -> String? {
    guard !name.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }),
      let scalar = name.unicodeScalars.first(where: isMeant)
    else { return nil }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  /// The replacement character stands for bytes or escapes that are no character.
  private static func isMeant(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isHidden || scalar == "\u{FFFD}" || (scalar.properties.isWhitespace && scalar != " ")
  }
}
