// SPDX-License-Identifier: Apache-2.0

internal import Diagnostics
internal import RBAC
internal import YAMLSyntax

/// Finds keys of a values file that do nothing, or not what they seem to.
struct ValuesCheck {
  let dialect: Dialect
  let chart: ChartVersion
  /// Paths below which every key is known.
  private let parents: Set<String>
  private let active: [String: Switch]
  private let inactive: [String: Switch]

  init(_ dialect: Dialect, _ chart: ChartVersion) {
    self.dialect = dialect
    self.chart = chart
    var parents: Set<String> = []
    var active: [String: Switch] = [:]
    var inactive: [String: Switch] = [:]
    for toggle in dialect.switches {
      if toggle.versions.contains(chart) {
        active[toggle.key] = toggle
      } else {
        inactive[toggle.key] = toggle
      }
    }
    for key in Array(active.keys) + Array(dialect.keys) {
      var path = key[...]
      while let dot = path.lastIndex(of: ".") {
        path = path[..<dot]
        parents.insert(String(path))
      }
    }
    self.parents = parents
    self.active = active
    self.inactive = inactive
  }

  func diagnostics(for root: ValuesTree) -> [Diagnostic] {
    var found: [Diagnostic] = []
    check(root, path: "", into: &found)
    return found
  }

  private func check(_ node: ValuesTree, path: String, into found: inout [Diagnostic]) {
    for (key, value) in node.entries {
      let name = key.text ?? ""
      let whole = path.isEmpty ? name : "\(path).\(name)"
      if let toggle = active[whole] {
        checkSwitch(toggle, value, into: &found)
      } else if dialect.keys.contains(whole) {
        continue
      } else if parents.contains(whole) {
        if value.kind == .mapping {
          check(value, path: whole, into: &found)
        } else if value.isNull {
          found.append(
            Diagnostic(
              .warning, "values-null",
              "null removes the chart's defaults below '\(whole)', and the chart may not render",
              at: value.range))
        } else if !active.values.contains(where: {
          $0.parentMayBeBoolean && $0.parent == whole
        }) {
          found.append(wrongShape(whole, value, "a mapping"))
        }
      } else if let toggle = inactive[whole] {
        found.append(notInVersion(toggle, key))
      } else if let warning = unknown(name, in: path, key) {
        found.append(warning)
      }
    }
  }

  private func checkSwitch(_ toggle: Switch, _ value: ValuesTree, into found: inout [Diagnostic]) {
    switch value.scalar {
    case .bool: return
    case nil: found.append(wrongShape(toggle.key, value, "true or false"))
    case .null:
      found.append(
        Diagnostic(
          .warning, "values-null",
          "null removes the default of '\(toggle.key)', which is then off", at: value.range))
    default:
      found.append(
        Diagnostic(
          .warning, "values-not-boolean",
          "'\(toggle.key)' is not true or false; a template takes any text but the empty one as "
            + "true",
          at: value.range))
    }
  }

  private func wrongShape(_ key: String, _ value: ValuesTree, _ shape: String) -> Diagnostic {
    Diagnostic(
      .warning, "values-wrong-shape",
      "'\(key)' is \(shape) in chart \(dialect.name) \(chart); this may be for another version",
      at: value.range)
  }

  private func notInVersion(_ toggle: Switch, _ key: YAMLNode) -> Diagnostic {
    let when =
      if let from = toggle.versions.from, chart < from {
        "exists from chart \(dialect.name) \(from)"
      } else {
        "is gone since chart \(dialect.name) \(toggle.versions.until?.description ?? "")"
      }
    return Diagnostic(
      .warning, "values-not-in-version", "'\(toggle.key)' \(when); \(chart) ignores it",
      at: key.range)
  }

  /// At the top level only a likely slip of the pen is reported: charts have many keys there.
  private func unknown(_ name: String, in path: String, _ key: YAMLNode) -> Diagnostic? {
    let prefix = path.isEmpty ? "" : path + "."
    var siblings: Set<String> = []
    for known in Array(active.keys) + Array(dialect.keys) + Array(parents)
    where known.hasPrefix(prefix) {
      siblings.insert(String(known.dropFirst(prefix.count).prefix { $0 != "." }))
    }
    if path.isEmpty, siblings.contains(name) || name == "global" { return nil }
    let suggestion = Suggestion.nearest(to: name, among: siblings, within: .misreading)
    if path.isEmpty, suggestion == nil { return nil }
    return Diagnostic(
      .warning, "values-unknown-key",
      "chart \(dialect.name) \(chart) has no value '\(prefix)\(name)', and ignores it",
      at: key.range, remedy: suggestion.map { "write '\($0)'" })
  }
}
