// SPDX-License-Identifier: Apache-2.0

/// A few bits for the points of rules that may allow a request. A set of rules of which none has
/// one of them allows nothing of the kind, and need not be searched; others still may not.
struct PointBits: Sendable {
  /// The points that name group and resource.
  private(set) var exact: UInt64 = 0
  /// Those besides of rules for all groups.
  private(set) var ofAnyGroup: UInt64 = 0
  /// Those besides of rules for all resources.
  private(set) var ofAnyResource: UInt64 = 0

  /// The bit of a point: of a group and a resource, or of a path's two tokens.
  @inline(__always)
  static func bit(_ group: Token, _ resource: Token) -> UInt64 {
    let spread = (UInt64(group) << 32 | UInt64(resource)) &* 0x9E37_79B9_7F4A_7C15
    return 1 << (((spread ^ spread >> 32) &* 0xD6E8_FEB8_6659_FD93) >> 58)
  }

  /// - Parameters:
  ///   - resource: combined with the subresource.
  ///   - subresourceOfAny: `*/sub`; unknown without a subresource.
  @inline(__always)
  init(group: Token, resource: Token, subresourceOfAny: Token) {
    ofAnyResource = Self.bit(.any, .any)
    ofAnyGroup = ofAnyResource
    if group != .unknown { ofAnyResource |= Self.bit(group, .any) }
    add(resource, of: group)
    add(subresourceOfAny, of: group)
  }

  @inline(__always)
  private mutating func add(_ resource: Token, of group: Token) {
    guard resource != .unknown else { return }
    if group != .unknown { exact |= Self.bit(group, resource) }
    ofAnyGroup |= Self.bit(.any, resource)
  }

  init(paths: [PolicyTokens.Path]) {
    for path in paths { exact |= Self.bit(path.marker, path.token) }
  }

  /// Those that rules may have which use these wildcards or do not.
  @inline(__always)
  func wanted(anyGroup: Bool, anyResource: Bool) -> UInt64 {
    exact | (anyGroup ? ofAnyGroup : 0) | (anyResource ? ofAnyResource : 0)
  }
}
