// SPDX-License-Identifier: Apache-2.0

/// A request in a policy's numbers; `unknown` where no rule of the policy spells the word.
struct RequestTokens: Sendable {
  /// The usual verb's bit and that of `*`.
  let verbBits: UInt32
  /// The verb when it is none of the usual ones.
  let rareVerb: Token
  let isResource: Bool
  let group: Token
  /// Combined with the subresource.
  let resource: Token
  /// `*/sub`; unknown without a subresource.
  let subresourceOfAny: Token
  /// Unknown also where there is none.
  let namespace: Token
  let name: Token
  let paths: [PolicyTokens.Path]
  let points: PointBits

  init(
    verb: Token, group: Token, resource: Token, subresourceOfAny: Token, namespace: Token,
    name: Token
  ) {
    let bit = PolicyTokens.bit(ofVerb: verb)
    verbBits = 1 | (bit ?? 0)
    rareVerb = bit == nil ? verb : .unknown
    isResource = true
    self.group = group
    self.resource = resource
    self.subresourceOfAny = subresourceOfAny
    self.namespace = namespace
    self.name = name
    paths = []
    points = PointBits(group: group, resource: resource, subresourceOfAny: subresourceOfAny)
  }

  init(verb: Token, paths: [PolicyTokens.Path]) {
    let bit = PolicyTokens.bit(ofVerb: verb)
    verbBits = 1 | (bit ?? 0)
    rareVerb = bit == nil ? verb : .unknown
    isResource = false
    group = .unknown
    resource = .unknown
    subresourceOfAny = .unknown
    namespace = .unknown
    name = .unknown
    self.paths = paths
    points = PointBits(paths: paths)
  }
}
