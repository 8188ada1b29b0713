// SPDX-License-Identifier: Apache-2.0

/// Finds the atoms that cover a given one in time that does not grow with their number: there are
/// only so many ways to spell a cover (each field as it is, or as its wildcard), so each is looked
/// up.
struct CoverIndex: Sendable {
  /// A URL pattern by what it matches: `/a*` and `/a**` are the same.
  private struct Prefix: Hashable {
    var scope: Scope
    var verb: String
    var text: String

    static func == (left: Self, right: Self) -> Bool {
      left.scope == right.scope && left.verb.hasSameBytes(as: right.verb)
        && left.text.hasSameBytes(as: right.text)
    }
  }

  private var atoms: Set<Atom>
  /// The first spelling of each prefix.
  private var prefixes: [Prefix: Atom] = [:]
  private var prefixLengths: [Int] = []

  /// `sorted` in ascending order, so that the first spelling of a prefix is the least.
  init(sorted: [Atom]) {
    atoms = Set(sorted)
    var lengths: Set<Int> = []
    for atom in sorted {
      guard case .nonResource(let verb, let url) = atom.target,
        let text = NonResourcePattern.prefix(of: url)
      else { continue }
      lengths.insert(text.utf8.count)
      let prefix = Prefix(scope: atom.scope, verb: verb, text: String(text))
      if prefixes[prefix] == nil { prefixes[prefix] = atom }
    }
    prefixLengths = lengths.sorted()
  }

  func covers(_ atom: Atom) -> Bool {
    !forEachCover(of: atom) { _ in false }
  }

  /// Whether another atom covers `atom`. Two that cover each other (`/a*` and `/a**`) would both be
  /// redundant: the set must not hold such.
  func makesRedundant(_ atom: Atom) -> Bool {
    !forEachCover(of: atom) { $0 == atom }
  }

  /// Calls `body` with the atoms that cover `atom` until it answers false; returns whether it never
  /// did.
  private func forEachCover(of atom: Atom, _ body: (Atom) -> Bool) -> Bool {
    let scopes = atom.scope == .cluster ? [.cluster] : [atom.scope, .cluster]
    let verbs = atom.verb == "*" ? ["*"] : [atom.verb, "*"]
    for scope in scopes {
      for verb in verbs {
        let goesOn =
          switch atom.target {
          case .resource(_, let apiGroup, let resource, let name):
            forEachCover(
              of: apiGroup, resource: resource, name: name, verb: verb, scope: scope, body)
          case .nonResource(_, let url):
            forEachCover(of: url, verb: verb, scope: scope, body)
          }
        if !goesOn { return false }
      }
    }
    return true
  }

  private func forEachCover(
    of apiGroup: String, resource: String, name: String?, verb: String, scope: Scope,
    _ body: (Atom) -> Bool
  ) -> Bool {
    let names = name.map { [$0, nil] } ?? [nil]
    var resources = [resource, "*"]
    if let wildcard = Atom.anyParent(of: resource) { resources.append(wildcard) }
    for apiGroup in [apiGroup, "*"] {
      for resource in resources {
        for name in names {
          let cover = Atom(
            .resource(verb: verb, apiGroup: apiGroup, resource: resource, resourceName: name),
            scope: scope)
          if atoms.contains(cover), !body(cover) { return false }
        }
      }
    }
    return true
  }

  private func forEachCover(of url: String, verb: String, scope: Scope, _ body: (Atom) -> Bool)
    -> Bool
  {
    let same = Atom(.nonResource(verb: verb, url: url), scope: scope)
    if atoms.contains(same), !body(same) { return false }
    for length in prefixLengths {
      guard let end = url.utf8.index(url.startIndex, offsetBy: length, limitedBy: url.endIndex)
      else { break }
      // Inside a character no pattern of whole characters can end.
      guard let text = String(url.utf8[..<end]) else { continue }
      if let cover = prefixes[Prefix(scope: scope, verb: verb, text: text)], !body(cover) {
        return false
      }
    }
    return true
  }
}
