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

    var spread: UInt64 {
      let place = UInt64(set) << 32 | UInt64(resource)
      let rest = UInt64(group) << 32 | UInt64(name ^ verb &* 0x85EB_CA6B)
      return (place &* 0xD6E8_FEB8_6659_FD93) ^ (place >> 29) ^ (rest &* 0xA076_1D64_78BD_642F)
        ^ (rest >> 31)
    }
  }

  /// The rules at one key, first to last: only those that add a verb.
  private struct Chain {
    var verbs: UInt64 = 0
    var first: Int32 = -1
    var last: Int32 = -1
  }

  private struct Link {
    var verbs: UInt64
    var place: Place
    var next: Int32 = -1
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

  private var keys = FlatMap<Key>()
  private var chains: [Chain] = []
  private var links: [Link] = []
  private var traits: [Traits] = []

  mutating func makeSet() -> RuleSet {
    traits.append([])
    return traits.count - 1
  }

  /// Adds a rule to `set`; later places come later.
  mutating func add(
    _ rule: PolicyRule, to set: RuleSet, at place: Place, tokens: inout PolicyTokens
  ) {
    var usual: UInt64 = 0
    var rare: [Token] = []
    for verb in rule.verbs {
      let token = tokens.insert(verb)
      if let bit = PolicyTokens.bit(ofVerb: token) { usual |= bit } else { rare.append(token) }
    }
    if !rare.isEmpty { traits[set].insert(.rareVerbs) }
    if !rule.resourceNames.isEmpty { traits[set].insert(.names) }
    let names =
      rule.resourceNames.isEmpty ? [.anyName] : rule.resourceNames.map { tokens.insert($0) }
    let resources = rule.resources.map { tokens.insert($0) }
    if resources.contains(.any) { traits[set].insert(.anyResource) }
    var points: [(Token, Token, Token)] = []
    for group in rule.apiGroups.map({ tokens.insert($0) }) {
      if group == .any { traits[set].insert(.anyGroup) }
      for resource in resources {
        for name in names { points.append((group, resource, name)) }
      }
    }
    for url in rule.nonResourceURLs {
      traits[set].insert(.paths)
      let path = tokens.insert(url: url)
      points.append((path.marker, path.token, .anyName))
    }
    for (group, resource, name) in points {
      var key = Key(set: UInt32(set), group: group, resource: resource, name: name, verb: .any)
      if usual != 0 { append(usual, at: place, to: key) }
      for verb in rare {
        key.verb = verb
        append(.max, at: place, to: key)
      }
    }
  }

  private mutating func append(_ verbs: UInt64, at place: Place, to key: Key) {
    let number = keys.insert(key)
    if number == chains.count { chains.append(Chain()) }
    let new = verbs & ~chains[number].verbs
    guard new != 0 else { return }
    chains[number].verbs |= new
    links.append(Link(verbs: new, place: place))
    let link = Int32(links.count - 1)
    if chains[number].last >= 0 { links[Int(chains[number].last)].next = link }
    if chains[number].first < 0 { chains[number].first = link }
    chains[number].last = link
  }

  /// The first place in `set` whose rule allows `request`.
  func first(in set: RuleSet, allowing request: RequestTokens) -> Place? {
    let traits = traits[set]
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

  private func probe(_ key: Key, verbs: UInt64, _ first: inout Place?) {
    guard let number = keys.number(of: key), chains[number].verbs & verbs != 0 else { return }
    var next = chains[number].first
    while next >= 0 {
      let link = links[Int(next)]
      if link.verbs & verbs != 0 {
        first = min(first ?? link.place, link.place)
        return
      }
      next = link.next
    }
  }
}
