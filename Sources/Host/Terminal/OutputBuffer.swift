// SPDX-License-Identifier: Apache-2.0

/// Gathers small writes to standard output into large ones.
///
/// What is still gathered is written by `flush()`, which the owner must call at the end.
package struct OutputBuffer: ~Copyable {
  private var gathered: [UInt8] = []
  private let size: Int

  /// Writes whenever `size` bytes have come together.
  package init(size: Int = 1 << 16) {
    self.size = size
    gathered.reserveCapacity(size + size / 4)
  }

  package mutating func write(_ text: String) throws(HostError) {
    gathered.append(contentsOf: text.utf8)
    if gathered.count >= size { try flush() }
  }

  /// Writes what `body` appends to what is gathered.
  package mutating func write(_ body: (inout [UInt8]) -> Void) throws(HostError) {
    body(&gathered)
    if gathered.count >= size { try flush() }
  }

  /// Writes what has been gathered, as `Console.writeOutput` does.
  package mutating func flush() throws(HostError) {
    guard !gathered.isEmpty else { return }
    try Console.writeOutput(bytes: gathered)
    gathered.removeAll(keepingCapacity: true)
  }
}
