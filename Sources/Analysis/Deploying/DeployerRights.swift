// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import RBAC

/// What whoever deploys something has to be allowed.
package struct DeployerRights: Sendable {
  /// In the order in which they were found.
  package internal(set) var needs: [DeployerNeed] = []
  /// What is asked besides, and whose refusal the program copes with.
  package internal(set) var tolerated: [DeployerNeed] = []
  /// What nobody can say.
  package internal(set) var undetermined: [Diagnostic.Note] = []

  /// The needs as one set.
  package var atoms: AtomSet { AtomSet(needs.map(\.atom)) }

  /// The least rules that allow all of it, in normal form.
  package var rules: [ScopedRule] { atoms.normalForm() }

  /// The rules that one part takes, in normal form; those that another part has anyway, too.
  package func rules(of part: DeployerNeed.Part) -> [ScopedRule] {
    AtomSet(needs.filter { $0.part == part }.map(\.atom)).normalForm()
  }

  /// What is asked besides, without what the needs allow.
  package var optional: [DeployerNeed] {
    let held = atoms
    var seen: Set<Atom> = []
    return tolerated.filter { !held.covers($0.atom) && seen.insert($0.atom).inserted }
  }
}
