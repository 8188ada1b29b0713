// SPDX-License-Identifier: Apache-2.0

import Manifests

/// Counts by the name of the object. Where there are more names than any rule would list, they
/// are counted together: which names there are decides that, not the order in which they come.
struct NameTable: Sendable, Equatable {
  /// More names than this are not told apart.
  static let limit = 256

  private(set) var names: [ExactText: RequestCount] = [:]
  /// The count of all names, where they are too many; `names` is empty then.
  private(set) var together: RequestCount?

  init() {}

  init(names: [ExactText: RequestCount], together: RequestCount?) {
    self.names = names
    self.together = together
    foldIfNeeded()
  }

  var isEmpty: Bool { names.isEmpty && together == nil }

  mutating func add(_ name: String, _ outcome: AuditEvent.Outcome, _ time: Timestamp?) {
    guard together == nil else {
      together?.add(outcome, time)
      return
    }
    names[ExactText(name), default: RequestCount()].add(outcome, time)
    foldIfNeeded()
  }

  mutating func add(_ name: String, _ count: RequestCount) {
    add(NameTable(names: [ExactText(name): count], together: nil))
  }

  mutating func add(_ other: NameTable) {
    if together != nil || other.together != nil {
      var sum = together ?? Self.sum(names)
      sum.add(other.together ?? Self.sum(other.names))
      together = sum
      names = [:]
      return
    }
    for (name, count) in other.names { names[name, default: RequestCount()].add(count) }
    foldIfNeeded()
  }

  private mutating func foldIfNeeded() {
    guard together != nil || names.count > Self.limit else { return }
    var sum = together ?? RequestCount()
    sum.add(Self.sum(names))
    together = sum
    names = [:]
  }

  private static func sum(_ names: [ExactText: RequestCount]) -> RequestCount {
    names.values.reduce(into: RequestCount()) { $0.add($1) }
  }
}
