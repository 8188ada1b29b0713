// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics
package import Manifests
import RBAC

/// The difference of two sets of manifests as findings: one for each subject and rule, or for each
/// rule when there are no bindings.
package struct RoleDiffFindings {
  private let diff: RoleDiff
  private let failing: Set<String>
  private let old: Holders
  private let new: Holders
  private let roleRefs: [RoleRefConflict]

  /// - Parameters:
  ///   - failing: ids of rules whose findings make the run fail, and so are errors.
  ///   - roleRefs: bindings that an API server would not let be changed.
  package init(
    _ diff: RoleDiff, from old: ManifestSet, to new: ManifestSet, failing: Set<String>,
    roleRefs: [RoleRefConflict] = []
  ) {
    self.roleRefs = roleRefs
    self.diff = diff
    self.failing = failing
    self.old = Holders(old)
    self.new = Holders(new)
  }

  /// - Parameter diagnostics: what is wrong with the manifests themselves.
  package func section(diagnostics: [Diagnostic] = []) -> FindingReport.Section {
    let changes: [Finding]
    if diff.subjects.isEmpty {
      changes = findings(added: diff.added, removed: diff.removed, to: nil)
    } else {
      changes = diff.subjects.flatMap { change in
        let cause = Diagnostic.Note("by its \(change.cause.rawValue)")
        return findings(
          added: change.added, removed: change.removed, to: change.subject, notes: [cause])
      }
    }
    let refused = roleRefs.map {
      Finding(.immutableRoleRef, $0.phrase, at: $0.range, object: Finding.Object($0.binding))
    }
    return FindingReport.Section(findings: refused + changes + CheckRules.findings(of: diagnostics))
  }

  private func findings(
    added: [ScopedRule], removed: [ScopedRule], to subject: String?, notes: [Diagnostic.Note] = []
  ) -> [Finding] {
    func finding(
      _ rule: RuleDescription, _ message: String, _ entry: OriginTable.Entry?
    ) -> Finding {
      Finding(
        rule, message, at: entry?.range, severity: failing.contains(rule.id) ? .error : nil,
        object: entry.map { Finding.Object($0.reference) }, notes: notes)
    }
    let whom = subject.map { " to \($0)" } ?? ""
    return added.map { rule in
      finding(.permissionAdded, "grants\(whom): \(AccessPhrase(rule).grant)", new.holder(of: rule))
    }
      + removed.map { rule in
        finding(
          .permissionRemoved, "no longer grants\(whom): \(AccessPhrase(rule).grant)",
          old.holder(of: rule))
      }
  }

  /// Where a set of manifests writes its rules.
  private struct Holders {
    private var entries: [OriginTable.Entry] = []
    /// The first entry that grants each atom.
    private var first: [Atom: Int] = [:]
    private let grants: AtomSet

    init(_ set: ManifestSet) {
      for role in set.roles {
        for (index, rule) in role.rules.enumerated() {
          guard let origin = role.origin(ofRule: index), let entry = set.origins[origin]
          else { continue }
          for atom in ScopedRule(rule: rule, scope: .cluster).atoms where first[atom] == nil {
            first[atom] = entries.count
          }
          entries.append(entry)
        }
      }
      grants = AtomSet(first.keys)
    }

    /// The first rule of the text that grants a part of `rule`, wherever it is bound; `nil` for
    /// what only default roles of Kubernetes grant.
    func holder(of rule: ScopedRule) -> OriginTable.Entry? {
      ScopedRule(rule: rule.rule, scope: .cluster).atoms
        .flatMap(grants.covers).compactMap { first[$0] }.min().map { entries[$0] }
    }
  }
}
