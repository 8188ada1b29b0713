// SPDX-License-Identifier: Apache-2.0

internal import YAMLSyntax

/// The part of values that is for one chart.
struct ValuesFile {
  /// A mapping; `nil` for values that set nothing.
  let root: ValuesTree?
  /// Paths of mappings in whose place older charts had a boolean.
  private let booleanParents: Set<String>

  init(_ root: ValuesTree?, for dialect: Dialect) {
    self.root = root
    booleanParents = Set(dialect.switches.filter(\.parentMayBeBoolean).compactMap(\.parent))
  }

  /// What it says about a switch, as Helm's templates would take it.
  func setting(of toggle: Switch) -> Setting {
    let path = toggle.key.split(separator: ".").map(String.init)
    guard var node = root else { return .unset }
    for (depth, key) in path.enumerated() {
      guard node.kind == .mapping else {
        let parent = path[..<depth].joined(separator: ".")
        // A template that takes a boolean here takes null as one, too.
        if node.isNull, depth == path.count - 1, booleanParents.contains(parent) { return .off }
        if node.isNull {
          return .unclear("'\(parent)' is null, which removes the chart's defaults below it")
        }
        if depth == path.count - 1, booleanParents.contains(parent) {
          return toggle.parentMayBeBoolean ? Self.truth(of: node) : .unset
        }
        return .unclear("'\(parent)' is not a mapping, as this chart version has it")
      }
      guard let next = node[key] else { return .unset }
      node = next
    }
    guard node.kind == .scalar else {
      return .unclear("'\(toggle.key)' is not true or false, as this chart version has it")
    }
    return Self.truth(of: node)
  }

  /// Whether what stands in the place of a switch is `true` or `false`, or nothing stands there.
  func isBooleanOrAbsent(_ toggle: Switch) -> Bool {
    var node = root
    for key in toggle.key.split(separator: ".") {
      guard node?.kind == .mapping else { return true }
      node = node?[String(key)]
    }
    guard let node else { return true }
    if case .bool = node.scalar { return true }
    return node.isNull
  }

  /// What `if` in a Helm template makes of a scalar: nothing, zero and the empty text are false,
  /// and every other text is true, "false" included.
  private static func truth(of node: ValuesTree) -> Setting {
    switch node.scalar {
    case .bool(let bool): bool ? .on : .off
    case .integer(let number): number == 0 ? .off : .on
    case .float(let number): number == 0 ? .off : .on
    case .string(let text): text.isEmpty ? .off : .on
    case .null, nil: .off
    }
  }
}
