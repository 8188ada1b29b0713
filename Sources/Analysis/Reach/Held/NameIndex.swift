// SPDX-License-Identifier: Apache-2.0

/// What is allowed, found by the names that it is limited to.
struct NameIndex<Access: NamedAccess> {
  private let all: [Access]
  private var unnamed: [Int] = []
  private var named: [String: [Int]] = [:]

  init(_ all: [Access]) {
    self.all = all
    for (place, access) in all.enumerated() {
      guard let names = access.names else {
        unnamed.append(place)
        continue
      }
      for name in names { named[name, default: []].append(place) }
    }
  }

  /// Those that allow some name which another one allows, in order.
  func sharingNames(with other: some NamedAccess) -> [Access] {
    guard let names = other.names, !named.isEmpty else { return all }
    let places = names.count == 1 ? named[names[0]] ?? [] : names.flatMap { named[$0] ?? [] }
    return Set(unnamed + places).sorted().map { all[$0] }
  }
}
