// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Manifests

/// What an agent may do in a cluster, held against what it is switched on for there.
package struct ClusterVerification: Sendable {
  /// An object that a change would have to start from, and who would take it back.
  package struct Fix: Hashable, Sendable {
    /// `ClusterRole 'x'`.
    package var object: String
    package var owner: ObjectOwner?

    package init(object: String, owner: ObjectOwner?) {
      self.object = object
      self.owner = owner
    }
  }

  /// The context's name; `nil` for kubectl's own choice.
  package var context: String?
  /// The version of the API server.
  package var serverVersion: String
  /// The agent's Deployment; `nil` where none was found.
  package var deployment: String?
  package var image: String?
  /// Whether the account that was judged exists; `nil` where that could not be read.
  package var accountExists: Bool?
  /// Where the set was taken from, in words.
  package var setSource: String
  /// Actions of which that source does not say whether they are on.
  package var unsaid: [String]
  package var notes: [Diagnostic.Note]
  /// Requests on which the API server and its RBAC objects differ.
  package var disagreements: [Diagnostic.Note]
  /// How many requests the API server was asked about.
  package var reviewed: Int
  package var fixes: [Fix]
  /// The role that has all that is missing, where only its binding is wrong: `ClusterRole 'x'`.
  package var unboundRole: String?
  /// A command that gives it to the agent.
  package var binding: [String]?
  package var verification: Verification

  package init(
    context: String?, serverVersion: String, deployment: String?, image: String?,
    accountExists: Bool?, setSource: String, unsaid: [String] = [], notes: [Diagnostic.Note] = [],
    disagreements: [Diagnostic.Note] = [], reviewed: Int = 0, fixes: [Fix] = [],
    unbound: (role: String, command: [String])? = nil, verification: Verification
  ) {
    self.context = context
    self.serverVersion = serverVersion
    self.deployment = deployment
    self.image = image
    self.accountExists = accountExists
    self.setSource = setSource
    self.unsaid = unsaid
    self.notes = notes
    self.disagreements = disagreements
    self.reviewed = reviewed
    self.fixes = fixes
    unboundRole = unbound?.role
    binding = unbound?.command
    self.verification = verification
  }

  /// What all that is missing has in common, each reason once: what to look at first.
  package var causes: [String] {
    let missing = verification.actions.filter { $0.verdict == .missing }
    guard let first = missing.first, missing.count > 1 else { return [] }
    return first.notes.map(\.message).filter { message in
      missing.allSatisfy { $0.notes.contains { $0.message == message } }
    }
  }

  /// The verification without what `causes` says already, and without rules to add where a role has
  /// them.
  package var shortened: Verification {
    var verification = verification
    let causes = Set(causes)
    for place in verification.actions.indices {
      verification.actions[place].notes.removeAll { causes.contains($0.message) }
    }
    if unboundRole != nil { verification.missingRules = [] }
    return verification
  }

  /// How reports call the cluster.
  package var title: String { context ?? "the current context" }
}

extension Verification {
  /// Calls missing what nobody can use, because the account is not there.
  package mutating func withholdAll(because reason: String) {
    for place in actions.indices where actions[place].verdict != .unsupported {
      actions[place].verdict = .missing
      actions[place].notes.insert(Diagnostic.Note(reason), at: 0)
    }
  }
}
