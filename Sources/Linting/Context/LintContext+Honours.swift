// SPDX-License-Identifier: Apache-2.0

import KubernetesAPI
import RBAC

/// What servers of the version would ever allow by a rule.
///
/// The rules about escalation and breadth look at nothing else, so what one rule of the linter
/// calls dead no other one calls dangerous.
extension LintContext {
  /// Whether a server would ever allow a request by a rule that grants it.
  ///
  /// - Parameters:
  ///   - verb: without wildcards.
  ///   - resource: `resource` or `resource/subresource`, without wildcards.
  func honours(
    verb: String, group: String, resource: String, by rule: LintedRule, of role: LintedRole
  ) -> Bool {
    let point = JudgedPoint(
      rule: rule.index, verb: verb, group: group, resource: resource,
      judgement: judge(group: group, resource: resource, verb: verb))
    guard !role.isAggregated, isUsed(point, of: rule.rule) else { return false }
    let companion = CompanionVerb.of(
      verb: verb, group: group, resource: resource, in: version)
    guard let companion else { return true }
    return grantsAnyName(role, verb: companion, group: group, resource: resource)
      || isGranted(toHoldersOf: role, verb: companion, group: group, resource: resource)
  }

  /// The part of a rule that servers would ever use, with wildcards as they are written: groups,
  /// resources and verbs of which at least one combination counts. Nothing, if there is none.
  ///
  /// - Parameter isMeant: which of the combinations are asked about.
  func honoured(
    _ rule: LintedRule, of role: LintedRole, where isMeant: (JudgedPoint) -> Bool = { _ in true }
  ) -> PolicyRule {
    let all = rule.rule
    var part = PolicyRule(resourceNames: all.liveNames, verbs: [])
    guard !role.isAggregated else { return part }
    if !all.nonResourceURLs.isEmpty {
      guard role.isClusterWide else { return part }
      part.nonResourceURLs = all.nonResourceURLs.filter { PathRequest.fault(of: $0) == nil }
      part.verbs = all.verbs.filter { !PathRequest.judge(verb: $0).isInert }
      return part.nonResourceURLs.isEmpty || part.verbs.isEmpty ? PolicyRule(verbs: []) : part
    }
    let points = self.points(of: rule, of: role).filter { isUsed($0, of: all) && isMeant($0) }
    let groups = Set(points.map(\.group))
    let resources = Set(points.map(\.resource))
    let verbs = Set(points.map(\.verb))
    part.apiGroups = all.apiGroups.filter(groups.contains)
    part.resources = all.resources.filter(resources.contains)
    part.verbs = all.verbs.filter(verbs.contains)
    return part
  }

  /// Whether a server would ever use a point of a rule, whatever else the role must grant for it.
  private func isUsed(_ point: JudgedPoint, of rule: PolicyRule) -> Bool {
    !point.judgement.isInert && isAskedFor(verb: point.verb, resource: point.resource)
      && takesNames(of: rule, verb: point.verb, group: point.group, resource: point.resource)
  }

  /// Subresources have no collections: what names none is a request for the resource itself.
  ///
  /// Source: k8s.io/apiserver, pkg/endpoints/request/requestinfo.go.
  private func isAskedFor(verb: String, resource: String) -> Bool {
    !(resource.contains("/") && ["list", "watch", "deletecollection"].contains(verb))
  }

  /// Whether requests with the verb may have a name that the rule lists.
  private func takesNames(
    of rule: PolicyRule, verb: String, group: String, resource: String
  ) -> Bool {
    if rule.resourceNames.isEmpty || rule.resourceNames.contains("") { return true }
    if rule.liveNames.isEmpty { return false }
    return switch NameUse.of(verb: verb, on: resource) {
    case .always, .withFieldSelector: true
    case .never: false
    case .onlyCreatingByPatchOrUpdate:
      createsWithName(rule, group: group, resource: resource)
    }
  }

  /// Whether a rule that grants create for names lets anybody create objects, by an apply or by an
  /// update that creates.
  func createsWithName(_ rule: PolicyRule, group: String, resource: String) -> Bool {
    rule.verbs.contains { $0 == "patch" || $0 == "*" }
      || rule.verbs.contains("update")
        && NameUse.isCreatedByUpdate(group: group, resource: resource, in: version)
  }
}

extension PolicyRule {
  /// The names in `resourceNames` that an object may have.
  var liveNames: [String] { resourceNames.filter { !isNamePattern($0) && !isNameList($0) } }

  /// Whether a name has a star in it, which no object has: but the name that stands for all signers
  /// of a domain is `example.com/*`, to the letter.
  ///
  /// Source: kubernetes/kubernetes, plugin/pkg/admission/certificates/util.go.
  func isNamePattern(_ name: String) -> Bool {
    guard name.contains("*") else { return false }
    let isDomain = name.hasSuffix("/*") && !name.dropLast().contains("*")
    return !(isDomain && resources == ["signers"])
  }

  /// Whether a name holds white space or a comma, as those of objects never do. Users and groups
  /// may, and so may roles and bindings.
  func isNameList(_ name: String) -> Bool {
    let free: Set = [
      "*", "clusterrolebindings", "clusterroles", "groups", "rolebindings", "roles", "signers",
      "uids", "users",
    ]
    let isFree = resources.contains { free.contains($0) || $0.hasPrefix("userextras") }
    return !isFree && !APITable.isOneWord(name)
  }
}
