// SPDX-License-Identifier: Apache-2.0

import Catalog
import Diagnostics
import Manifests
import RBAC

/// What the roles of an account say that they were made for.
struct RoleAnnotations {
  /// All of it together; `nil` where no role of the account says anything.
  private(set) var made: SetAnnotations?
  /// The roles that say so, in the order of the input.
  private(set) var roles: [Role] = []

  /// - Parameter account: whose roles are meant; `nil` for all that are there, where nothing binds
  ///   any.
  init(of account: ManifestSet.ServiceAccountName?, in set: ManifestSet) {
    let bound = account.map { account in
      Set(set.bindings.filter { $0.names(account) }.map(\.roleReference))
    }
    for role in set.roles where bound?.contains(role.reference) ?? true {
      guard let made = SetAnnotations(role.metadata.annotations) else { continue }
      roles.append(role)
      if self.made == nil { self.made = made } else { self.made?.formUnion(made) }
    }
  }

  /// The set that they name together.
  func set(_ catalog: Catalog) -> FoundSet? {
    guard let made, let first = roles.first else { return nil }
    let others = roles.count == 1 ? "" : " and \(roles.count - 1) more"
    return FoundSet(
      made, from: .annotations("the annotation of \(first.reference.title)\(others)"), catalog)
  }

  /// What they say otherwise than the set that counts, which was found elsewhere.
  func disagreements(with found: FoundSet, in set: ManifestSet) -> [Diagnostic] {
    guard let made, let role = roles.first else { return [] }
    var differences: [String] = []
    func compare(_ annotated: [String], _ counted: [String], _ open: [String]) {
      let extra = Set(annotated).subtracting(counted + open).sorted()
      let lacking = Set(counted).subtracting(annotated).sorted()
      if !extra.isEmpty { differences.append("\(extra.joined(separator: ", ")) off") }
      if !lacking.isEmpty { differences.append("\(lacking.joined(separator: ", ")) on") }
    }
    compare(made.actions, found.actions, found.unsaid)
    if let capabilities = found.capabilities, !made.capabilities.isEmpty {
      compare(made.capabilities, capabilities, found.unsaidCapabilities)
    }
    if !made.watchNamespaces.isEmpty, Set(made.watchNamespaces) != Set(found.watchNamespaces) {
      let watched = found.watchNamespaces.isEmpty ? ["all"] : found.watchNamespaces.sorted()
      differences.append("the namespaces \(watched.joined(separator: ", ")) watched")
    }
    guard !differences.isEmpty else { return [] }
    return [
      Diagnostic(
        .warning, "set-annotation-differs",
        "the annotation rolefit.io/actions of \(role.reference.title) is about another set than "
          + "\(found.source), which counts and has \(differences.joined(separator: " and "))",
        at: role.origin.flatMap { set.origins[$0] }?.range,
        remedy: "generate the role anew for the set that is on, or set the configuration right")
    ]
  }
}

extension RoleBinding {
  /// Whether it names the account itself.
  fileprivate func names(_ account: ManifestSet.ServiceAccountName) -> Bool {
    subjects.contains { subject in
      subject.kind == "ServiceAccount" && subject.name == account.name
        && subject.namespace(inBindingOf: namespace) == account.namespace
    }
  }
}
