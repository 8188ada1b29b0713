// SPDX-License-Identifier: Apache-2.0

/// The RBAC objects of one cluster, ready to answer who may do what.
///
/// Objects that the API server would reject (`validate()` says which) must be left out: they grant
/// nothing. Of two objects of the same kind, namespace and name, the later counts, as if the input
/// were applied in order; a later binding that refers to another role is refused, since a roleRef
/// cannot change, and the earlier counts.
package struct Policy: Sendable {
  /// As given, whether they count or not.
  package let roles: [Role]
  package let bindings: [RoleBinding]
  /// Whether the input is all there is: a role that is missing then grants nothing, rather than who
  /// knows what.
  package let closedWorld: Bool

  let contents: [RoleContents]
  /// The role that each binding refers to, if it is in the input; `nil` also for bindings that do
  /// not count.
  let boundRoles: [Int?]
  let standingBindings: [Int]
  let tokens: PolicyTokens
  let rules: RuleTable
  let holdings: BindingTable
  let unplaced: UnplacedObjects

  package init(roles: [Role], bindings: [RoleBinding], closedWorld: Bool = false) {
    self.roles = roles
    self.bindings = bindings
    self.closedWorld = closedWorld
    var builder = PolicyBuilder(roles: roles, bindings: bindings)
    builder.bind()
    builder.join()
    contents = builder.contents
    boundRoles = builder.boundRoles
    standingBindings = builder.standingBindings
    tokens = builder.tokens
    rules = builder.rules
    holdings = builder.holdings
    unplaced = UnplacedObjects(
      roles: roles, bindings: bindings, standing: standingBindings, bound: boundRoles)
  }

  /// What the role at `index` grants: for an aggregated ClusterRole the rules of the roles that it
  /// selects, for any other its own.
  package func effectiveRules(ofRole index: Int) -> [PolicyRule] { contents[index].rules }

  package func rule(of grant: Grant) -> PolicyRule { contents[grant.role].rules[grant.rule] }

  package func scope(of grant: Grant) -> Scope { bindings[grant.binding].scope }

  /// Where the granted rule was written: the role (an index into `roles`; a part, when the bound
  /// role is aggregated) and which of its rules.
  package func source(of grant: Grant) -> (role: Int, rule: Int) {
    guard let source = contents[grant.role].sources?[grant.rule] else {
      return (grant.role, grant.rule)
    }
    return (source.role, source.rule)
  }

  package func origin(of grant: Grant) -> Origin? {
    let source = source(of: grant)
    return roles[source.role].origin(ofRule: source.rule)
  }
}
