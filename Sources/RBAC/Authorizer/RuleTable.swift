// SPDX-License-Identifier: Apache-2.0

/// The rules of many roles, in one hash table, so arranged that the first rule of a role that
/// allows a request is found in a few probes, however many rules there are.
///
/// A key is a set of rules and one point of them, with wildcards as they are written. A request
/// asks for its own tokens and for the wildcards that match them. Verbs are bits of a mask where
/// they are usual, and part of the key where they are not.
struct RuleTable: Sendable {
  typealias RuleSet = Int

  /// A rule's place in its set: which of the roles that were joined, and which of its rules.
  struct Place: Comparable, Sendable {
    var member: UInt32
    var rule: UInt32

    static func < (left: Place, right: Place) -> Bool {
      left.member != right.member ? left.member < right.member : left.rule < right.rule
    }
  }

  private struct Key: FlatKey {
    var set: UInt32
    var group: Token
    var resource: Token
    var name: Token
    var verb: Token

    @inline(__always)
    func hash(by hash: KeyedHash) -> UInt64 {
      let point = hash(
        UInt64(set) << 32 | UInt64(resource), UInt64(group) << 32 | UInt64(name))
      return verb == .any ? point : hash(point, UInt64(verb))
    }
  }

  /// A rule at a key, and the verbs that no rule before it has.
  private struct Link {
    var verbs: UInt32
    /// The index of the one after it, or -1.
    var next: Int32 = -1
    var place: Place
  }

  /// The rules at one key, first to last: only those that add a verb.
  private struct Chain {
    var verbs: UInt32
    /// The index of the last one; -1 while there is only the first.
    var last: Int32 = -1
    var first: Link
  }

  /// What a set's rules use, so that probes for the rest are left out.
  private struct Traits: OptionSet {
    var rawValue: UInt8
    static let anyGroup = Traits(rawValue: 1)
    static let anyResource = Traits(rawValue: 2)
    static let names = Traits(rawValue: 4)
    static let rareVerbs = Traits(rawValue: 8)
    static let paths = Traits(rawValue: 16)
  }

  private struct Summary {
    var traits: Traits = []
    /// The bits of all points (`PointBits`).
    var points: UInt64 = 0
  }

  private var keys = FlatMap<Key>()
  private var chains: [Chain] = []
  private var links: [Link] = []
  private var summaries: [Summary] = []

  /// How many points its sets have, repetitions included.
  private(set) var pointCount = 0

  mutating func makeSet() -> RuleSet {
    summaries.append(Summary())
    return summaries.count - 1
  }

  /// Adds a rule to `set`; later places come later.
  mutating func add(
    _ rule: PolicyRule, to set: RuleSet, at place: Place, tokens: inout PolicyTokens
  ) {
    var usual: UInt32 = 0
    var traits: Traits = []
    var rare: [Token] = []
    for verb in rule.verbs {
      let token = tokens.insert(verb)
      if let bit = PolicyTokens.bit(ofVerb: token) { usual |= bit } else { rare.append(token) }
    }
    if !rare.isEmpty { traits.insert(.rareVerbs) }
    if !rule.resourceNames.isEmpty { traits.insert(.names) }
    let names =
      rule.resourceNames.isEmpty ? [.anyName] : rule.resourceNames.map { tokens.insert($0) }
    let resources = rule.resources.map { tokens.insert($0) }
    if resources.contains(.any) { traits.insert(.anyResource) }
    var points: [(Token, Token, Token)] = []
    for group in rule.apiGroups.map({ tokens.insert($0) }) {
      if group == .any { traits.insert(.anyGroup) }
      for resource in resources {
        for name in names { points.append((group, resource, name)) }
      }
    }
    for url in rule.nonResourceURLs {
      traits.insert(.paths)
      let path = tokens.insert(url: url)
      points.append((path.marker, path.token, .anyName))
    }
    pointCount += points.count
    summaries[set].traits.formUnion(traits)
    for (group, resource, name) in points {
      summaries[set].points |= PointBits.bit(group, resource)
      var key = Key(set: UInt32(set), group: group, resource: resource, name: name, verb: .any)
      if usual != 0 { append(usual, at: place, to: key) }
      for verb in rare {
        key.verb = verb
        append(.max, at: place, to: key)
      }
    }
  }

  private mutating func append(_ verbs: UInt32, at place: Place, to key: Key) {
    let number = keys.insert(key)
    guard number < chains.count else {
      chains.append(Chain(verbs: verbs, first: Link(verbs: verbs, place: place)))
      return
    }
    let new = verbs & ~chains[number].verbs
    guard new != 0 else { return }
    chains[number].verbs |= new
    links.append(Link(verbs: new, place: place))
    let link = Int32(links.count - 1)
    let last = chains[number].last
    if last >= 0 { links[Int(last)].next = link } else { chains[number].first.next = link }
    chains[number].last = link
  }

  /// The first place in `set` whose rule allows `request`.
  func first(in set: RuleSet, allowing request: RequestTokens) -> Place? {
    let summary = summaries[set]
    let traits = summary.traits
    guard
      summary.points
        & request.points.wanted(
          anyGroup: traits.contains(.anyGroup), anyResource: traits.contains(.anyResource)) != 0
    else { return nil }
    var first: Place?
    if request.isResource {
      probe(set, request.group, request, traits, &first)
      if traits.contains(.anyGroup) { probe(set, .any, request, traits, &first) }
    } else if traits.contains(.paths) {
      for path in request.paths {
        probe(set, path.marker, path.token, .anyName, request, traits, &first)
      }
    }
    return first
  }

  private func probe(
    _ set: RuleSet, _ group: Token, _ request: RequestTokens, _ traits: Traits,
    _ first: inout Place?
  ) {
    guard group != .unknown else { return }
    probe(set, group, request.resource, named: request, traits, &first)
    probe(set, group, request.subresourceOfAny, named: request, traits, &first)
    if traits.contains(.anyResource) { probe(set, group, .any, named: request, traits, &first) }
  }

  private func probe(
    _ set: RuleSet, _ group: Token, _ resource: Token, named request: RequestTokens,
    _ traits: Traits, _ first: inout Place?
  ) {
    guard resource != .unknown else { return }
    probe(set, group, resource, .anyName, request, traits, &first)
    if traits.contains(.names), request.name != .unknown {
      probe(set, group, resource, request.name, request, traits, &first)
    }
  }

  private func probe(
    _ set: RuleSet, _ group: Token, _ resource: Token, _ name: Token, _ request: RequestTokens,
    _ traits: Traits, _ first: inout Place?
  ) {
    var key = Key(set: UInt32(set), group: group, resource: resource, name: name, verb: .any)
    probe(key, verbs: request.verbBits, &first)
    if traits.contains(.rareVerbs), request.rareVerb != .unknown {
      key.verb = request.rareVerb
      probe(key, verbs: .max, &first)
    }
  }

  private func probe(_ key: Key, verbs: UInt32, _ first: inout Place?) {
    guard let number = keys.number(of: key), chains[number].verbs & verbs != 0 else { return }
    var link = chains[number].first
    while link.verbs & verbs == 0 { link = links[Int(link.next)] }
    first = min(first ?? link.place, link.place)
  }
}
