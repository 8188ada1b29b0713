// SPDX-License-Identifier: Apache-2.0

import YAMLSyntax

/// One value of a generated chart: what `values.yaml`, its schema and the README say of it.
struct ChartValue {
  /// The dotted path.
  var key: String
  /// The default.
  var value: YAMLValue
  /// What it is for: lines of text.
  var about: [String]
  /// Its JSON Schema, without a description where the first line of `about` is one.
  var schema: [YAMLValue.Entry]
}

/// Values as the tree that their paths make.
indirect enum ChartValueTree {
  case value(ChartValue)
  case branch([(key: String, tree: ChartValueTree)])

  static func of(_ values: [ChartValue]) -> ChartValueTree {
    var root: [(key: String, tree: ChartValueTree)] = []
    for value in values {
      insert(value, at: value.key.split(separator: ".").map(String.init)[...], into: &root)
    }
    return .branch(root)
  }

  private static func insert(
    _ value: ChartValue, at path: ArraySlice<String>,
    into branch: inout [(key: String, tree: ChartValueTree)]
  ) {
    guard let key = path.first else { return }
    guard path.count > 1 else {
      branch.append((key, .value(value)))
      return
    }
    let place = branch.firstIndex { $0.key == key }
    var below: [(key: String, tree: ChartValueTree)] = []
    if let place, case .branch(let entries) = branch[place].tree { below = entries }
    insert(value, at: path.dropFirst(), into: &below)
    if let place {
      branch[place].tree = .branch(below)
    } else {
      branch.append((key, .branch(below)))
    }
  }
}
