// SPDX-License-Identifier: Apache-2.0

/// The prefixes that URL rules name, as a tree of their bytes: those of a path are found in one
/// walk along it, however many there are.
struct PrefixTree: Sendable {
  private struct Edge: FlatKey {
    var node: UInt32
    var byte: UInt8

    @inline(__always)
    func hash(by hash: KeyedHash) -> UInt64 { hash(UInt64(node), UInt64(byte)) }
  }

  /// The edge of number n leads to the node n + 1; the root is 0.
  private var edges = FlatMap<Edge>()
  /// What ends at each node; unknown where nothing does.
  private var tokens: [Token] = [.unknown]

  mutating func insert(_ prefix: some StringProtocol, token: Token) {
    var node: UInt32 = 0
    for byte in prefix.utf8 {
      node = UInt32(edges.insert(Edge(node: node, byte: byte)) + 1)
      if node == tokens.count { tokens.append(.unknown) }
    }
    tokens[Int(node)] = token
  }

  /// Calls `body` with the tokens of the prefixes of a path, the shortest first, until it answers
  /// false; returns whether it never did.
  func forEachPrefix(of path: UnsafeBufferPointer<UInt8>, _ body: (Token) -> Bool) -> Bool {
    var node = 0
    if tokens[node] != .unknown, !body(tokens[node]) { return false }
    for byte in path {
      guard let edge = edges.number(of: Edge(node: UInt32(node), byte: byte)) else { break }
      node = edge + 1
      if tokens[node] != .unknown, !body(tokens[node]) { return false }
    }
    return true
  }
}
