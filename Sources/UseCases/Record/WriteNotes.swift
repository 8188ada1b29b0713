// SPDX-License-Identifier: Apache-2.0

import Analysis
import Manifests
import RBAC

/// What was asked besides writes, for what was in them.
struct WriteNotes {
  /// By request that is under way.
  private var found: [Int: WriteChecks.Found] = [:]
  private var lacking: [String: Lacking] = [:]
  /// What a role has, and was asked for.
  private(set) var used: Set<Atom> = []
  /// What nobody can tell.
  private(set) var unclear: Set<String> = []

  private struct Lacking {
    var request: Request
    var atoms: Set<Atom> = []
    var count = 0
  }

  /// What a role lacks for them, sorted.
  var missing: [Usage.Refusal] {
    lacking.sorted { $0.key < $1.key }.flatMap { title, lacking in
      AtomSet(lacking.atoms).normalForm().map {
        Usage.Refusal(
          request: lacking.request, count: lacking.count, rule: $0, purpose: title)
      }
    }
  }

  /// Notes what a request that is sent on is asked besides.
  mutating func expect(_ found: WriteChecks.Found, of mark: Int) {
    guard !found.checks.isEmpty || !found.unclear.isEmpty else { return }
    self.found[mark] = found
  }

  /// Asks a role; the answer where it does not allow it.
  mutating func ask(
    _ check: WriteCheck, of access: AgentAccess, for request: Request
  ) -> OwnRight? {
    let answers = OwnRight.answers(to: [check.question], for: access.user, in: access.policy)
    guard var right = answers.first else { return nil }
    switch right.answer {
    case .allowed:
      used.formUnion(check.used { access.policy.decide($0, by: access.user).allowed })
      return nil
    case .undetermined:
      unclear.insert("whether the role allows to \(check.question.title)")
      return nil
    case .refused:
      if check.prefersShortcut { right.lacking = AtomSet(check.needed).normalForm() }
      var lacking = lacking[check.question.title] ?? Lacking(request: request)
      lacking.count += 1
      lacking.atoms.formUnion(AtomSet(right.lacking).atoms)
      self.lacking[check.question.title] = lacking
      return right
    }
  }

  /// Notes that a request was answered; what the server asked besides, where it was allowed.
  mutating func end(_ mark: Int, succeeded: Bool) -> [AuditDemand] {
    guard let found = found.removeValue(forKey: mark), succeeded else { return [] }
    unclear.formUnion(found.unclear)
    let unknown = found.unclear.map { AuditDemand(purpose: $0, rules: [], isUndetermined: true) }
    return found.checks.map { check in
      AuditDemand(
        purpose: check.question.title, rules: AtomSet(check.needed).normalForm(),
        instead: check.prefersShortcut ? nil : check.question.shortcut)
    } + unknown
  }
}
