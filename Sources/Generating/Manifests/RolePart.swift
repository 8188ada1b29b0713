// SPDX-License-Identifier: Apache-2.0

package import RBAC

/// What one role, or one in each place, is there for: the whole set of actions or a part of it.
package struct RolePart: Equatable, Sendable {
  /// What the names of its roles end in; `nil` when there is only one part.
  package let suffix: String?
  /// Ids, sorted.
  package let actions: [String]
  package let capabilities: [String]
  package let needs: AtomSet
  /// What is needed, in normal form.
  private let rules: [ScopedRule]

  package init(suffix: String?, actions: [String], capabilities: [String], needs: AtomSet) {
    self.suffix = suffix
    self.actions = actions
    self.capabilities = capabilities
    self.needs = needs
    rules = needs.normalForm()
  }

  /// The rules that hold in one place, in normal form.
  package func rules(in scope: Scope) -> [PolicyRule] {
    rules.filter { $0.scope == scope }.map(\.rule)
  }

  /// The rules of the part without their namespaces, in normal form: those of a ClusterRole that
  /// is bound wherever they are needed.
  package var clusterRules: [PolicyRule] {
    AtomSet(needs.atoms.map(\.unscoped)).normalForm().map(\.rule)
  }

  /// The namespaces that something is needed in, sorted.
  package var namespaces: [String] {
    Set(rules.compactMap(\.scope.namespace)).sorted()
  }
}
