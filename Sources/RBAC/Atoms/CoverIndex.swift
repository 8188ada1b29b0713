// SPDX-License-Identifier: Apache-2.0

/// Finds the atoms that cover a given one in time that does not grow with their number: there are
/// only so many ways to spell a cover (each field as it is, or as its wildcard), so each is looked
/// up.
struct CoverIndex: Sendable {
  /// An atom in numbers, or a URL pattern by what it matches: `/a*` and `/a**` are the same.
  private struct Point: FlatKey {
    var scope: Token
    var verb: Token
    /// For a URL, what `resource` is: the whole of it or a prefix.
    var group: Token
    var resource: Token
    var name: Token

    @inline(__always)
    func hash(by hash: KeyedHash) -> UInt64 {
      hash(
        hash(UInt64(scope) << 32 | UInt64(verb), UInt64(name)),
        UInt64(group) << 32 | UInt64(resource))
    }
  }

  /// In the place of a namespace; no string has this token.
  private static let cluster: Token = .max - 4

  private var tokens = TokenTable(first: ["*"])
  private var points = FlatMap<Point>()
  /// By the number of a point, the atom that it stands for: of several that match the same, the
  /// first.
  private var atoms: [Int] = []
  private var prefixes = PrefixTree()

  /// `sorted` in ascending order, so that the first spelling of a prefix is the least.
  init(sorted: [Atom]) {
    for (number, atom) in sorted.enumerated() {
      let scope = atom.scope.namespace.map { tokens.insert($0) } ?? Self.cluster
      switch atom.target {
      case .resource(let verb, let apiGroup, let resource, let name):
        insert(
          Point(
            scope: scope, verb: tokens.insert(verb), group: tokens.insert(apiGroup),
            resource: tokens.insert(resource), name: name.map { tokens.insert($0) } ?? .anyName),
          of: number)
      case .nonResource(let verb, let url):
        var point = Point(
          scope: scope, verb: tokens.insert(verb), group: .wholePath,
          resource: tokens.insert(url), name: .anyName)
        insert(point, of: number)
        guard let prefix = NonResourcePattern.prefix(of: url) else { continue }
        point.group = .pathPrefix
        point.resource = tokens.insert(String(prefix))
        prefixes.insert(prefix, token: point.resource)
        insert(point, of: number)
      }
    }
  }

  private mutating func insert(_ point: Point, of atom: Int) {
    if points.insert(point) == atoms.count { atoms.append(atom) }
  }

  func covers(_ atom: Atom) -> Bool {
    !forEachCover(of: atom) { _ in false }
  }

  /// The numbers of the atoms that cover `atom`; of several that match the same, the first.
  func covers(of atom: Atom) -> [Int] {
    var covers: [Int] = []
    _ = forEachCover(of: atom) {
      covers.append($0)
      return true
    }
    return covers
  }

  /// Whether another atom covers `atom`. Two that cover each other (`/a*` and `/a**`) would both be
  /// redundant: the set must not hold such.
  func makesRedundant(_ atom: Atom) -> Bool {
    // The exact spelling is the first that is tried.
    var own: Int?
    return !forEachCover(of: atom) { cover in
      if own == nil { own = cover }
      return own == cover
    }
  }

  /// Calls `body` with the numbers of the atoms that cover `atom`, the atom itself first if it is
  /// there, until it answers false; returns whether it never did.
  private func forEachCover(of atom: Atom, _ body: (Int) -> Bool) -> Bool {
    let scopes = Spellings(
      atom.scope.namespace.map { tokens.token(of: $0) } ?? Self.cluster, or: Self.cluster)
    switch atom.target {
    case .resource(let verb, let apiGroup, let resource, let name):
      let verbs = Spellings(tokens.token(of: verb), or: .any)
      let groups = Spellings(tokens.token(of: apiGroup), or: .any)
      let parent = Atom.anyParent(of: resource).map { tokens.token(of: $0) } ?? .unknown
      let resources = Spellings(tokens.token(of: resource), parent, or: .any)
      let names = Spellings(name.map { tokens.token(of: $0) } ?? .anyName, or: .anyName)
      return scopes.allSatisfy { scope in
        verbs.allSatisfy { verb in
          groups.allSatisfy { group in
            resources.allSatisfy { resource in
              names.allSatisfy { name in
                look(
                  at: Point(
                    scope: scope, verb: verb, group: group, resource: resource, name: name), body)
              }
            }
          }
        }
      }
    case .nonResource(let verb, let url):
      let verbs = Spellings(tokens.token(of: verb), or: .any)
      let whole = tokens.token(of: url)
      return scopes.allSatisfy { scope in
        verbs.allSatisfy { verb in
          var point = Point(
            scope: scope, verb: verb, group: .wholePath, resource: whole, name: .anyName)
          guard whole == .unknown || look(at: point, body) else { return false }
          point.group = .pathPrefix
          return url.withBytes {
            prefixes.forEachPrefix(of: $0) { prefix in
              point.resource = prefix
              return look(at: point, body)
            }
          }
        }
      }
    }
  }

  /// Whether to go on.
  @inline(__always)
  private func look(at point: Point, _ body: (Int) -> Bool) -> Bool {
    points.number(of: point).map { body(atoms[$0]) } ?? true
  }
}

/// The tokens with which a cover may spell a field: first as it is, last as the wildcard.
private struct Spellings {
  private let exact: Token
  private let other: Token
  private let wildcard: Token

  init(_ exact: Token, _ other: Token = .unknown, or wildcard: Token) {
    self.exact = exact
    self.other = other
    self.wildcard = wildcard
  }

  @inline(__always)
  func allSatisfy(_ body: (Token) -> Bool) -> Bool {
    (exact == .unknown || exact == wildcard || body(exact))
      && (other == .unknown || other == exact || other == wildcard || body(other)) && body(wildcard)
  }
}
