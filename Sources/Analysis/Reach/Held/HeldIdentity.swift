// SPDX-License-Identifier: Apache-2.0

package import RBAC

/// An identity that a search came to: requests can be sent as it.
package struct HeldIdentity {
  let known: KnownUser
  /// The steps that brought it.
  var cause: Cause
  /// Whether nothing but headers of somebody else's requests makes it: a request can name one
  /// identity only, and so nobody else can be impersonated from here.
  ///
  /// Source: k8s.io/apiserver, pkg/endpoints/filters/impersonation.
  var isImpersonated = false
  /// Rules that this identity has besides those of the input, and that others need not have.
  private(set) var extra: [HeldRule] = []
  /// Those of them that are half of something.
  private(set) var extraJoint: [JointRule] = []
  /// Which of its requests can be sent; `nil` for all.
  var filter: RequestFilter?

  /// The steps that brought an identity.
  struct Cause {
    /// `nil` for the one that the search began with.
    var step: Int?
    /// The step that brought its credentials, where it was only impersonated before.
    var credentialStep: Int?
    /// Whether a way that was laid has brought it without credentials so far.
    var isImpersonation = false
  }

  package var user: User { known.user }
  /// Whether it is more than headers of somebody else's requests.
  var hasCredentials: Bool { !isImpersonated && filter == nil }

  init(_ known: KnownUser, step: Int?, isImpersonated: Bool = false, filter: RequestFilter? = nil) {
    self.known = known
    cause = Cause(step: step)
    self.isImpersonated = isImpersonated
    self.filter = filter
  }

  /// Adds rules that it has besides those of the input.
  ///
  /// - Returns: what they are half of, and where.
  mutating func add(_ rules: [HeldRule], in base: ReachBase) -> [HeldHalves.Placed] {
    let joint = base.joint(rules)
    extra += rules
    extraJoint += joint
    return joint.placed
  }
}

/// Which requests of another identity constrained impersonation lets through: those that some rule
/// names with `impersonate-on:MODE:VERB`.
///
/// Source: k8s.io/apiserver, pkg/endpoints/filters/impersonation/mode.go.
struct RequestFilter: Sendable {
  var mode: String
  /// The identity that holds the rules: its place in the search.
  var holder: Int
  /// The rules, with plain verbs.
  var rules: [HeldRule]

  /// Of the rules of an identity, those that have such verbs of a mode.
  init(mode: String, holder: Int, of rules: [HeldRule]) {
    self.mode = mode
    self.holder = holder
    let prefix = "impersonate-on:\(mode):"
    self.rules = rules.compactMap { held in
      let verbs = held.rule.verbs.compactMap { verb -> String? in
        if verb == "*" { return "*" }
        guard verb.hasPrefix(prefix) else { return nil }
        let plain = String(verb.dropFirst(prefix.count))
        // A star inside of a verb is a letter like others.
        return plain == "*" ? nil : plain
      }
      guard !verbs.isEmpty else { return nil }
      var rule = held.rule
      rule.verbs = verbs
      return HeldRule(rule: rule, scope: held.scope, source: held.source)
    }
  }

  /// What is left of an identity's rules.
  func apply(to all: [HeldRule]) -> [HeldRule] {
    all.flatMap { held in
      rules.compactMap { filter in
        guard let scope = held.scope.meet(filter.scope),
          let rule = held.rule.intersection(with: filter.rule)
        else { return nil }
        return HeldRule(rule: rule, scope: scope, source: held.source)
      }
    }
  }
}

extension PolicyRule {
  /// The rule that allows what both allow, resources only; `nil` where that is nothing.
  func intersection(with other: PolicyRule) -> PolicyRule? {
    func meet(_ left: [String], _ right: [String], any: String = "*") -> [String] {
      if left.contains(any) { return right }
      return right.contains(any) ? left : left.filter(right.contains)
    }
    func part(_ whole: String, of wildcard: String) -> Bool {
      wildcard == "*" || wildcard == whole
        || wildcard.hasPrefix("*/") && whole.hasSuffix(wildcard.dropFirst())
    }
    let common =
      resources.filter { own in other.resources.contains { part(own, of: $0) } }
      + other.resources.filter { its in
        !resources.contains(its) && resources.contains { part(its, of: $0) }
      }
    let names: [String]
    if resourceNames.isEmpty {
      names = other.resourceNames
    } else {
      names =
        other.resourceNames.isEmpty
        ? resourceNames : resourceNames.filter(other.resourceNames.contains)
      if names.isEmpty { return nil }
    }
    let rule = PolicyRule(
      apiGroups: meet(apiGroups, other.apiGroups), resources: common, resourceNames: names,
      verbs: meet(verbs, other.verbs))
    return rule.apiGroups.isEmpty || rule.resources.isEmpty || rule.verbs.isEmpty ? nil : rule
  }
}
