// SPDX-License-Identifier: Apache-2.0

extension Token {
  /// In the place of a name: any object. No string has this token.
  static let anyName: Token = .max - 1
  /// In the place of a group: what follows is a whole path, or the start of paths.
  static let wholePath: Token = .max - 2
  static let pathPrefix: Token = .max - 3
}

/// The strings of a policy as numbers, and requests in the same numbers.
struct PolicyTokens: Sendable {
  /// A path, or a prefix of paths, as a key of rules.
  struct Path: Sendable {
    var marker: Token
    var token: Token
  }

  /// The verbs that rules use day by day: each is a bit, by its place here. `*` is the first of all
  /// tokens.
  private static let usualVerbs = [
    "*", "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection", "use",
    "bind", "escalate", "impersonate", "approve", "sign", "attest", "proxy", "post", "put", "head",
    "options",
  ]

  private var table = TokenTable(first: usualVerbs)
  /// Lengths in bytes of the prefixes that URL rules name, ascending.
  private var prefixLengths: [Int] = []

  static func bit(ofVerb token: Token) -> UInt64? {
    token < usualVerbs.count ? 1 << UInt64(token) : nil
  }

  func token(of text: String) -> Token { table.token(of: text) }

  mutating func insert(_ text: String) -> Token { table.insert(text) }

  mutating func insert(url: String) -> Path {
    guard let prefix = NonResourcePattern.prefix(of: url) else {
      return Path(marker: .wholePath, token: table.insert(url))
    }
    let length = prefix.utf8.count
    if !prefixLengths.contains(length) {
      prefixLengths.append(length)
      prefixLengths.sort()
    }
    return Path(marker: .pathPrefix, token: table.insert(String(prefix)))
  }

  func tokens(of request: Request) -> RequestTokens {
    switch request {
    case .resource(let request):
      let isParent = request.subresource.isEmpty
      return RequestTokens(
        verb: table.token(of: request.verb), isResource: true,
        group: table.token(of: request.apiGroup),
        resource: isParent
          ? table.token(of: request.resource)
          : table.token(of: request.resource, request.subresource),
        subresourceOfAny: isParent ? .unknown : table.token(of: "*", request.subresource),
        name: table.token(of: request.name))
    case .nonResource(let request):
      var tokens = RequestTokens(verb: table.token(of: request.verb), isResource: false)
      tokens.paths = paths(matching: request.path)
      return tokens
    }
  }

  private func paths(matching path: String) -> [Path] {
    var paths: [Path] = []
    let whole = table.token(of: path)
    if whole != .unknown { paths.append(Path(marker: .wholePath, token: whole)) }
    let bytes = Array(path.utf8)
    bytes.withUnsafeBufferPointer { bytes in
      for length in prefixLengths where length <= bytes.count {
        let token = table.token(of: UnsafeBufferPointer(rebasing: bytes[..<length]))
        if token != .unknown { paths.append(Path(marker: .pathPrefix, token: token)) }
      }
    }
    return paths
  }
}

/// A request in a policy's numbers; `unknown` where no rule of the policy spells the word.
struct RequestTokens: Sendable {
  /// The usual verb's bit and that of `*`.
  let verbBits: UInt64
  /// The verb when it is none of the usual ones.
  let rareVerb: Token
  let isResource: Bool
  let group: Token
  /// Combined with the subresource.
  let resource: Token
  /// `*/sub`; unknown without a subresource.
  let subresourceOfAny: Token
  let name: Token
  var paths: [PolicyTokens.Path] = []

  init(
    verb: Token, isResource: Bool, group: Token = .unknown, resource: Token = .unknown,
    subresourceOfAny: Token = .unknown, name: Token = .unknown
  ) {
    let bit = PolicyTokens.bit(ofVerb: verb)
    verbBits = 1 | (bit ?? 0)
    rareVerb = bit == nil ? verb : .unknown
    self.isResource = isResource
    self.group = group
    self.resource = resource
    self.subresourceOfAny = subresourceOfAny
    self.name = name
  }
}
