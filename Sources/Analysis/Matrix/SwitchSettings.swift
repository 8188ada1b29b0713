// SPDX-License-Identifier: Apache-2.0

/// One combination of a chart's switches.
package struct SwitchSettings: Hashable, Sendable {
  /// Whether each switch is on, in their order.
  package var isOn: [Bool]

  package init(_ isOn: [Bool]) { self.isOn = isOn }

  /// The positions of the switches that are on.
  package var on: Set<Int> { Set(isOn.indices.filter { isOn[$0] }) }

  /// The same with one switch the other way.
  package func flipping(_ index: Int) -> SwitchSettings {
    var settings = self
    settings.isOn[index].toggle()
    return settings
  }

  /// More switches than this are not tried in every combination.
  package static let mostExhaustive = 10

  /// The combinations to try for `count` switches: all of them while they are few; else all off,
  /// all on, each one alone, all but each one, and every pair of settings of every two. Those with
  /// fewer switches on come first.
  package static func combinations(of count: Int) -> [SwitchSettings] {
    var found: [SwitchSettings] = []
    if count <= mostExhaustive {
      found = (0..<(1 << count)).map { bits in
        SwitchSettings((0..<count).map { bits & (1 << $0) != 0 })
      }
    } else {
      let off = SwitchSettings(Array(repeating: false, count: count))
      let on = SwitchSettings(Array(repeating: true, count: count))
      found = [off, on] + (0..<count).flatMap { [off.flipping($0), on.flipping($0)] }
      found += PairwiseArray.rows(count).map(SwitchSettings.init)
    }
    return Set(found).sorted()
  }
}

extension SwitchSettings: Comparable {
  package static func < (left: Self, right: Self) -> Bool {
    let leftOn = left.on.sorted()
    let rightOn = right.on.sorted()
    return leftOn.count == rightOn.count
      ? leftOn.lexicographicallyPrecedes(rightOn) : leftOn.count < rightOn.count
  }
}
