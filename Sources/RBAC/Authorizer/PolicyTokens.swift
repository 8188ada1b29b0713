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
  private static let usualVerbCount = Token(usualVerbs.count)
  /// The token of `system:masters`.
  static let superusers = usualVerbCount

  private var table = TokenTable(first: usualVerbs + [User.superusers])
  private var prefixes = PrefixTree()

  static func bit(ofVerb token: Token) -> UInt32? {
    token < usualVerbCount ? 1 << token : nil
  }

  func token(of text: String) -> Token { table.token(of: text) }

  func token(of text: UnsafeBufferPointer<UInt8>) -> Token { table.token(of: text) }

  mutating func insert(_ text: String) -> Token { table.insert(text) }

  mutating func insert(url: String) -> Path {
    guard let prefix = NonResourcePattern.prefix(of: url) else {
      return Path(marker: .wholePath, token: table.insert(url))
    }
    let token = table.insert(String(prefix))
    prefixes.insert(prefix, token: token)
    return Path(marker: .pathPrefix, token: token)
  }

  /// How many strings there are: their tokens are less.
  var count: Int { table.count }

  func tokens(of request: Request) -> RequestTokens { request.withWords { tokens(of: $0) } }

  func tokens(of request: RequestWords) -> RequestTokens {
    guard request.isResource else {
      return RequestTokens(
        verb: table.token(of: request.verb), paths: paths(matching: request.path))
    }
    let isParent = request.subresource.isEmpty
    return RequestTokens(
      verb: table.token(of: request.verb), group: table.token(of: request.apiGroup),
      resource: isParent
        ? table.token(of: request.resource)
        : table.token(of: request.resource, request.subresource),
      subresourceOfAny: isParent ? .unknown : table.token(ofAnySub: request.subresource),
      namespace: request.namespace.isEmpty ? .unknown : table.token(of: request.namespace),
      name: table.token(of: request.name))
  }

  private func paths(matching path: UnsafeBufferPointer<UInt8>) -> [Path] {
    var paths: [Path] = []
    let whole = table.token(of: path)
    if whole != .unknown { paths.append(Path(marker: .wholePath, token: whole)) }
    _ = prefixes.forEachPrefix(of: path) { token in
      paths.append(Path(marker: .pathPrefix, token: token))
      return true
    }
    return paths
  }
}
