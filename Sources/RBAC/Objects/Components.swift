// SPDX-License-Identifier: Apache-2.0

/// The strongly connected components of a directed graph: what goes in circles stands together.
///
/// Tarjan's algorithm, without recursion: a chain may be as long as the input.
package struct Components {
  /// The nodes of each component, ascending. A component stands after all that it leads to.
  package private(set) var all: [[Int]] = []
  /// The component of each node, as a place in `all`.
  package private(set) var ofNode: [Int]

  /// - Parameter edges: the nodes that each node leads to.
  package init(_ edges: [[Int]]) {
    ofNode = Array(repeating: -1, count: edges.count)
    var numbers = Array(repeating: -1, count: edges.count)
    var lowest = numbers
    var open: [Int] = []
    var next = 0
    for start in edges.indices where numbers[start] < 0 {
      var path: [(node: Int, edge: Int)] = [(start, 0)]
      while let (node, edge) = path.last {
        if edge == 0 {
          numbers[node] = next
          lowest[node] = next
          next += 1
          open.append(node)
        }
        if edge < edges[node].count {
          path[path.count - 1].edge += 1
          let target = edges[node][edge]
          if numbers[target] < 0 {
            path.append((target, 0))
          } else if ofNode[target] < 0 {
            lowest[node] = min(lowest[node], numbers[target])
          }
          continue
        }
        path.removeLast()
        if let before = path.last?.node { lowest[before] = min(lowest[before], lowest[node]) }
        if lowest[node] == numbers[node] { close(node, &open) }
      }
    }
  }

  private mutating func close(_ root: Int, _ open: inout [Int]) {
    var members: [Int] = []
    while let node = open.popLast() {
      ofNode[node] = all.count
      members.append(node)
      if node == root { break }
    }
    all.append(members.sorted())
  }
}
