// SPDX-License-Identifier: Apache-2.0

extension [PolicyRule] {
  /// Whether who holds these rules could grant `others` where they hold: each atom of the others is
  /// covered by one of these rules, as `AtomSet.covers` has it.
  ///
  /// Source: k8s.io/component-helpers, `Covers` in auth/rbac/validation/policy_comparator.go.
  package func cover(_ others: [PolicyRule]) -> Bool {
    // Entries are compared with entries, which is the least work for roles as people write them;
    // beyond that, the index of a set grows better.
    let own = entryCount
    let compared = others.entryCount
    guard count <= UInt64.bitWidth, own * compared <= 1 << 16 else {
      return AtomSet(self, scope: .cluster).covers(AtomSet(others, scope: .cluster))
    }
    return withUnsafeTemporaryAllocation(of: RuleCover.Entry.self, capacity: own) { entries in
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: compared + 1) { masks in
        let cover = RuleCover(of: self, entries)
        for number in others.indices where !cover.covers(others[number], masks) { return false }
        return true
      }
    }
  }

  // Here and below, rules are looked at in their place: a copy of one counts references to five
  // lists, which is most of what comparing them costs.
  fileprivate var entryCount: Int {
    var count = 0
    for number in indices {
      count +=
        self[number].apiGroups.count + self[number].resources.count
        + self[number].resourceNames.count + self[number].verbs.count
        + self[number].nonResourceURLs.count
    }
    return count
  }
}

/// At most 64 rules, taken apart into their entries. A rule is a bit: those that cover an atom are
/// those that cover its verb and its group and so on, so a field's entries become masks, and
/// combinations need no strings.
private struct RuleCover {
  typealias Masks = UnsafeMutableBufferPointer<UInt64>

  /// A text as numbers: those of two texts are the same when the texts are, and up to sixteen bytes
  /// not otherwise.
  struct Key: Equatable {
    var head: UInt64
    var tail: UInt64
    var length: Int

    @inline(__always)
    init(_ text: String) {
      (head, tail, length) = text.withBytes {
        let bytes = UnsafeRawBufferPointer($0)
        return (bytes.head, bytes.tail, bytes.count)
      }
    }
  }

  /// An entry of a field of a rule.
  struct Entry {
    var key: Key
    var rule: Int32
    /// Its place in the rule's list.
    var place: Int32

    var bit: UInt64 { 1 << UInt64(truncatingIfNeeded: rule) }
  }

  private let rules: [PolicyRule]
  private let entries: UnsafeMutableBufferPointer<Entry>
  private let verbs: Range<Int>
  private let groups: Range<Int>
  private let resources: Range<Int>
  private let names: Range<Int>
  /// The rules whose field has the wildcard.
  private let ofAnyVerb: UInt64
  private let ofAnyGroup: UInt64
  private let ofAnyResource: UInt64
  /// The rules without names.
  private let unnamed: UInt64

  init(of rules: [PolicyRule], _ entries: UnsafeMutableBufferPointer<Entry>) {
    self.rules = rules
    self.entries = entries
    let any = Key("*")
    var end = 0
    var wild: UInt64 = 0
    func add(_ list: [String], of number: Int) {
      for place in list.indices {
        let entry = Entry(key: Key(list[place]), rule: Int32(number), place: Int32(place))
        if entry.key == any { wild |= entry.bit }
        entries.initializeElement(at: end, to: entry)
        end += 1
      }
    }
    for number in rules.indices { add(rules[number].verbs, of: number) }
    verbs = 0..<end
    ofAnyVerb = wild
    wild = 0
    for number in rules.indices { add(rules[number].apiGroups, of: number) }
    groups = verbs.upperBound..<end
    ofAnyGroup = wild
    wild = 0
    for number in rules.indices { add(rules[number].resources, of: number) }
    resources = groups.upperBound..<end
    ofAnyResource = wild
    var unnamed: UInt64 = 0
    for number in rules.indices {
      if rules[number].resourceNames.isEmpty { unnamed |= 1 << UInt64(number) }
      add(rules[number].resourceNames, of: number)
    }
    names = resources.upperBound..<end
    self.unnamed = unnamed
  }

  /// Whether every atom of a rule is covered by one of the rules.
  ///
  /// - Parameter masks: memory for one of each entry of the rule, and one more.
  func covers(_ rule: PolicyRule, _ masks: Masks) -> Bool {
    let hasResources = !rule.apiGroups.isEmpty && !rule.resources.isEmpty
    guard !rule.verbs.isEmpty, hasResources || !rule.nonResourceURLs.isEmpty else { return true }
    var end = 0
    /// The rules that cover all entries so far.
    var all = UInt64.max
    /// Adds an entry's mask; false where no rule covers it.
    func add(_ mask: UInt64) -> Bool {
      masks.initializeElement(at: end, to: mask)
      end += 1
      all &= mask
      return mask != 0
    }
    for verb in rule.verbs {
      guard add(ofAnyVerb | mask(of: verb, in: verbs, \.verbs)) else { return false }
    }
    let verbs = 0..<end
    for url in rule.nonResourceURLs {
      let mask = mask(ofURL: url)
      for verb in verbs where masks[verb] & mask == 0 { return false }
    }
    guard hasResources else { return true }
    for group in rule.apiGroups {
      guard add(ofAnyGroup | mask(of: group, in: groups, \.apiGroups)) else { return false }
    }
    let groups = verbs.upperBound..<end
    for resource in rule.resources {
      guard add(ofAnyResource | mask(ofResource: resource)) else { return false }
    }
    let resources = groups.upperBound..<end
    if rule.resourceNames.isEmpty {
      guard add(unnamed) else { return false }
    }
    for name in rule.resourceNames {
      guard add(unnamed | mask(of: name, in: names, \.resourceNames)) else { return false }
    }
    // Mostly one rule covers all.
    if all != 0 { return true }
    for group in groups {
      for resource in resources {
        for name in resources.upperBound..<end {
          let mask = masks[group] & masks[resource] & masks[name]
          for verb in verbs where masks[verb] & mask == 0 { return false }
        }
      }
    }
    return true
  }

  /// The rules with this entry in a field.
  @inline(__always)
  private func mask(
    of text: String, in field: Range<Int>, _ list: (PolicyRule) -> [String]
  ) -> UInt64 {
    let key = Key(text)
    var mask: UInt64 = 0
    for index in field where entries[index].key == key {
      let entry = entries[index]
      guard key.length > 16 else {
        mask |= entry.bit
        continue
      }
      if list(rules[Int(entry.rule)])[Int(entry.place)].hasSameBytes(as: text) {
        mask |= entry.bit
      }
    }
    return mask
  }

  private func mask(ofResource resource: String) -> UInt64 {
    let exact = mask(of: resource, in: resources, \.resources)
    guard let wildcard = Atom.anyParent(of: resource) else { return exact }
    return exact | mask(of: wildcard, in: resources, \.resources)
  }

  private func mask(ofURL url: String) -> UInt64 {
    var mask: UInt64 = 0
    for number in rules.indices
    where rules[number].nonResourceURLs.contains(where: {
      NonResourcePattern.matches($0, path: url)
    }) {
      mask |= 1 << UInt64(number)
    }
    return mask
  }
}
