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

  /// Grants of one part that have the same reasons.
  package struct Grant: Sendable {
    /// Why, for which object, and where that is written.
    package struct Reason: Sendable {
      package var text: String
      package var object: String?
      package var range: SourceRange?
    }

    package var part: DeployerNeed.Part
    /// In normal form.
    package var rules: [ScopedRule]
    package var reasons: [Reason]
  }

  /// What one part takes with what each is for: objects that take the same rules are together.
  package func grants(of part: DeployerNeed.Part) -> [Grant] {
    struct Key: Hashable {
      var object: String?
      var reason: String
    }
    var keys: [Key] = []
    var grouped: [Key: [DeployerNeed]] = [:]
    for need in needs where need.part == part {
      let key = Key(object: need.object, reason: need.reason)
      if grouped[key] == nil { keys.append(key) }
      grouped[key, default: []].append(need)
    }
    var places: [[ScopedRule]: Int] = [:]
    var grants: [Grant] = []
    for key in keys {
      let those = grouped[key] ?? []
      let rules = AtomSet(those.map(\.atom)).normalForm()
      let reason = Grant.Reason(text: key.reason, object: key.object, range: those.first?.range)
      if let place = places[rules] {
        grants[place].reasons.append(reason)
      } else {
        places[rules] = grants.count
        grants.append(Grant(part: part, rules: rules, reasons: [reason]))
      }
    }
    return grants
  }

  /// What is asked besides, without what the needs allow.
  package var optional: [DeployerNeed] {
    let held = atoms
    var seen: Set<Atom> = []
    return tolerated.filter { !held.covers($0.atom) && seen.insert($0.atom).inserted }
  }
}
