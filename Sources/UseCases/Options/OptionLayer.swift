// SPDX-License-Identifier: Apache-2.0

/// The options that one source gives, as text.
package struct OptionLayer: Sendable {
  package let origin: ValueOrigin
  /// No entry for what the source does not give. A switch is `true` or `false`.
  private var texts: [OptionName: [String]] = [:]

  package init(_ origin: ValueOrigin) { self.origin = origin }

  /// The values of an option; `nil` where this source does not give it.
  package subscript(_ name: OptionName) -> [String]? { texts[name] }

  /// Adds the values of an option; an empty list gives nothing.
  package mutating func add(_ name: OptionName, _ values: [String]) {
    if !values.isEmpty { texts[name, default: []] += values }
  }

  package mutating func add(_ name: OptionName, _ value: String?) {
    if let value { add(name, [value]) }
  }

  /// Adds a switch that is on; one that is off gives nothing.
  package mutating func add(_ name: OptionName, _ isOn: Bool) {
    if isOn { add(name, ["true"]) }
  }

  func without(_ names: [OptionName]) -> OptionLayer {
    var layer = self
    for name in names { layer.texts[name] = nil }
    return layer
  }

  /// What the environment gives. A variable that is empty gives nothing; a list has commas.
  static func environment(_ variable: (String) -> String?) -> OptionLayer {
    var layer = OptionLayer(.environment)
    for name in OptionName.allCases {
      guard let text = variable(name.variable), !text.isEmpty else { continue }
      layer.add(name, text.split(separator: ",").map(String.init))
    }
    return layer
  }
}
