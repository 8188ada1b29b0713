// SPDX-License-Identifier: Apache-2.0

package import Catalog
package import RBAC

/// Reads one account's requests in the light of a catalog and of what is granted.
package struct UsageJudge {
  private let catalog: Catalog
  private let context: NeedContext
  private let names: Usage.Names

  package init(catalog: Catalog, context: NeedContext, names: Usage.Names) {
    self.catalog = catalog
    self.context = context
    self.names = names
  }

  /// - Parameters:
  ///   - access: what the account is granted, where that is known.
  ///   - isWhole: whether the tally has all requests of the account, whatever they are about.
  ///   - used: what of the grants was asked for what was written.
  package func usage(
    of user: String, in tally: UsageTally, access: AgentAccess?, isWhole: Bool = false,
    used: Set<Atom> = []
  ) -> Usage {
    let seen = tally.seen(of: user)
    let writes = tally.writes(of: user)
    var requests: [Usage.SeenRequest] = []
    var explanations: [String: Explanation] = [:]
    for (number, seen) in seen.enumerated() {
      let common = CommonRequest.reason(for: seen.request)
      var ids: [String] = []
      for match in common == nil ? matches(seen.request) : [] {
        ids.append(match.action.id)
        explanations[match.action.id, default: Explanation(match.action)].add(
          match, number, seen.count)
      }
      requests.append(
        Usage.SeenRequest(
          request: seen.request, isOfAnyName: seen.isOfAnyName, count: seen.count,
          isAtLeast: seen.isAtLeast, actions: ids.sorted(), common: common))
    }
    let candidates = candidates(explanations)
    let cover = ActionCover(candidates)
    return Usage(
      user: user, events: tally.events, others: tally.others, damaged: tally.damaged,
      isInterrupted: tally.isInterrupted, requests: requests,
      actions: cover.chosen.compactMap { explanations[candidates[$0].id]?.used },
      isSmallest: cover.isProven, refused: refusals(seen) + tally.refusedWrites(of: user),
      writes: writes, undetermined: tally.undetermined(of: user), rules: rules(seen, writes),
      unseen: access.map {
        UnseenGrants(tally, of: user, isWhole: isWhole, used: used).grants(of: $0)
      })
  }

  /// The requests that concern a user one by one, with the actions that may have sent them.
  package func entries(of user: String, in timeline: UsageTimeline) -> [UsageTimeline.Entry] {
    timeline.entries(of: user).filter { CommonRequest.reason(for: $0.request) == nil }.map {
      var entry = $0
      entry.actions = matches(entry.request).map(\.action.id).sorted()
      return entry
    }
  }

  /// The actions that may have sent a request. One that may send anything explains nothing.
  private func matches(_ request: Request) -> [ActionMatch] {
    catalog.actions(consistentWith: request).compactMap { match in
      guard match.action.isSupported(by: context.agentVersion) else { return nil }
      var match = match
      match.steps.removeAll { match.action.steps[$0].request.isWild }
      match.ways.removeAll { match.action.ways[$0].requests.contains(where: \.isWild) }
      return match.steps.isEmpty && match.ways.isEmpty ? nil : match
    }
  }

  /// An action explains what the actions send that it carries out on its way.
  private func candidates(_ explanations: [String: Explanation]) -> [ActionCover.Candidate] {
    explanations.values.sorted { $0.action.id < $1.action.id }.map { explanation in
      let required = catalog.requirements(of: explanation.action).map(\.id)
      return ActionCover.Candidate(
        id: explanation.action.id,
        explained: required.reduce(explanation.requests) {
          $0.union(explanations[$1]?.requests ?? [])
        },
        atoms: Set(catalog.needs(of: [explanation.action], in: context).flatMap(\.atoms)))
    }
  }

  /// Requests that were not allowed, with the rules that mend them, in the order of reports.
  package func refusals(of requests: [Request: Int]) -> [Usage.Refusal] {
    requests.map { request, count in
      let atom = atom(request, isOfAnyName: false)
      return Usage.Refusal(
        request: request, count: count, rule: ScopedRule(rule: atom.rule, scope: atom.scope))
    }.sorted { left, right in
      let kinds = (RequestKind(left.request), RequestKind(right.request))
      guard kinds.0 == kinds.1 else { return kinds.0 < kinds.1 }
      return ExactText(left.request.nameInKind) < ExactText(right.request.nameInKind)
    }
  }

  private func atom(_ seen: UsageTally.Seen) -> Atom {
    atom(seen.request, isOfAnyName: seen.isOfAnyName)
  }

  private func atom(_ request: Request, isOfAnyName: Bool) -> Atom {
    switch request {
    case .nonResource(let request):
      return Atom(.nonResource(verb: request.verb, url: isOfAnyName ? "*" : request.path))
    case .resource(let request):
      let isNamed = names == .exact && !isOfAnyName && !request.name.isEmpty
      return Atom(
        .resource(
          verb: request.verb, apiGroup: request.apiGroup, resource: request.combinedResource,
          resourceName: isNamed ? request.name : nil),
        scope: request.namespace.isEmpty ? .cluster : .namespace(request.namespace))
    }
  }

  private func rules(
    _ seen: [UsageTally.Seen], _ writes: [Usage.WriteNeed]
  ) -> [ScopedRule] {
    AtomSet(
      seen.filter { $0.count.allowed > 0 && CommonRequest.reason(for: $0.request) == nil }
        .map(atom) + AtomSet(writes.flatMap(\.rules)).atoms
    ).normalForm()
  }

  private func refusals(_ seen: [UsageTally.Seen]) -> [Usage.Refusal] {
    seen.filter { $0.count.refused > 0 }.map { seen in
      let atom = atom(seen)
      return Usage.Refusal(
        request: seen.request, count: seen.count.refused,
        rule: ScopedRule(rule: atom.rule, scope: atom.scope))
    }
  }
}

/// What an action may have sent.
private struct Explanation {
  var action: Action
  /// Numbers of requests.
  var requests: Set<Int> = []
  private var steps: [Int: RequestCount] = [:]
  private var ways = RequestCount()

  init(_ action: Action) { self.action = action }

  mutating func add(_ match: ActionMatch, _ request: Int, _ count: RequestCount) {
    requests.insert(request)
    for step in match.steps { steps[step, default: RequestCount()].add(count) }
    if match.steps.isEmpty { ways.add(count) }
  }

  /// What is asked for in every case counts; else what else is asked for, be it on another way.
  var used: Usage.UsedAction {
    let required = steps.filter { !action.steps[$0.key].isOptional }
    let counts = (required.isEmpty ? steps : required).sorted { $0.key < $1.key }.map(\.value)
    let rarest = counts.min { $0.total < $1.total } ?? ways
    return Usage.UsedAction(
      id: action.id, title: action.title, isCapability: action.isCapability,
      count: rarest.total, first: rarest.first, last: rarest.last)
  }
}

extension RequestTemplate {
  /// Whether it stands for requests of any kind.
  fileprivate var isWild: Bool {
    guard case .resource(let group, let resource, _, _) = target else { return verb == "*" }
    return verb == "*" || group == "*" || resource == "*"
  }
}
