// SPDX-License-Identifier: Apache-2.0

import Manifests

/// Which requests have reached a stage, in memory that does not grow with their number: of two
/// sketches it can be told by which requests they differ, as long as those are few.
///
/// It is an invertible Bloom lookup table: each request is added to one cell of each of three
/// parts. What both sketches hold cancels out when one is taken from the other, and a cell that
/// then holds one request says which. Sums are independent of the order and of how a log is cut.
/// Source: Goodrich and Mitzenmacher, Invertible Bloom Lookup Tables (arXiv 1101.2245).
struct StageSketch: Sendable, Equatable {
  /// One request, or a sum of them.
  struct Cell: Sendable, Equatable {
    var count: Int64 = 0
    var id: UInt64 = 0
    var name: UInt64 = 0
    var time: Int64 = 0
    var check: UInt64 = 0

    var isEmpty: Bool { self == Cell() }

    mutating func add(_ other: Cell, _ sign: Int64) {
      let factor = UInt64(bitPattern: sign)
      count &+= other.count &* sign
      id &+= other.id &* factor
      name &+= other.name &* factor
      time &+= other.time &* sign
      check &+= other.check &* factor
    }
  }

  /// Differences of up to about two thirds of this many requests can be told.
  static let size = 48
  private static let parts = 3

  /// None until something is added.
  private(set) var cells: [Cell] = []

  init() {}

  init(cells: [Int: Cell]) {
    guard !cells.isEmpty else { return }
    self.cells = (0..<Self.size).map { cells[$0] ?? Cell() }
  }

  var isEmpty: Bool { cells.allSatisfy(\.isEmpty) }

  /// - Parameters:
  ///   - id: the request's `auditID`.
  ///   - time: 0 where it is not known.
  mutating func add(id: String, name: String, time: Timestamp?) {
    add(id: Self.hash(id.utf8), name: Self.hash(name.utf8), time: time)
  }

  /// As `add`, with the hashes of both.
  mutating func add(id: UInt64, name: UInt64, time: Timestamp?) {
    add(Self.cell(id: id, name: name, time: time?.microseconds ?? 0), 1)
  }

  mutating func add(_ other: StageSketch) { add(other, 1) }

  private mutating func add(_ other: StageSketch, _ sign: Int64) {
    guard !other.cells.isEmpty else { return }
    allocate()
    for index in cells.indices { cells[index].add(other.cells[index], sign) }
  }

  private mutating func add(_ cell: Cell, _ sign: Int64) {
    allocate()
    let id = cell.count < 0 ? 0 &- cell.id : cell.id
    let (first, second, third) = Self.places(of: id)
    cells[first].add(cell, sign)
    cells[second].add(cell, sign)
    cells[third].add(cell, sign)
  }

  private mutating func allocate() {
    if cells.isEmpty { cells = Array(repeating: Cell(), count: Self.size) }
  }

  /// The requests that are in this sketch and not in the other; `nil` where they cannot be told.
  func missing(from other: StageSketch) -> [Difference]? {
    var rest = self
    rest.add(other, -1)
    var found: [Difference] = []
    var isProgressing = true
    while isProgressing {
      isProgressing = false
      for index in rest.cells.indices {
        guard let cell = rest.single(at: index) else { continue }
        if cell.count > 0 {
          found.append(Difference(id: cell.id, name: cell.name, microseconds: cell.time))
        }
        rest.add(cell, -1)
        isProgressing = true
        // What does not come to an end holds a request more than once.
        guard found.count <= Self.size else { return nil }
      }
    }
    return rest.isEmpty ? found : nil
  }

  struct Difference: Hashable {
    var id: UInt64
    var name: UInt64
    var microseconds: Int64
  }

  /// The only request that a cell holds, with the sign of its count.
  private func single(at index: Int) -> Cell? {
    let cell = cells[index]
    guard cell.count == 1 || cell.count == -1 else { return nil }
    var plain = Cell()
    plain.add(cell, cell.count)
    guard plain == Self.cell(id: plain.id, name: plain.name, time: plain.time),
      [Self.places(of: plain.id)].contains(where: { $0 == index || $1 == index || $2 == index })
    else { return nil }
    return cell
  }

  private static func cell(id: UInt64, name: UInt64, time: Int64) -> Cell {
    Cell(
      count: 1, id: id, name: name, time: time,
      check: mixed(id ^ mixed(name ^ mixed(UInt64(bitPattern: time)))))
  }

  private static func places(of id: UInt64) -> (Int, Int, Int) {
    let part = UInt64(size / parts)
    func place(_ number: UInt64) -> Int {
      Int(number * part + mixed(id &+ number &+ 1) % part)
    }
    return (place(0), place(1), place(2))
  }

  /// FNV-1a, mixed.
  static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return mixed(hash)
  }

  /// The end of SplitMix64.
  private static func mixed(_ number: UInt64) -> UInt64 {
    var mixed = number &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
