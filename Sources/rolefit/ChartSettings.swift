// SPDX-License-Identifier: Apache-2.0

import Catalog
import YAMLSyntax

/// `--set` and `--set-string` read as helm reads them, as far as switches go.
enum ChartSettings {
  /// Lays what `settings` say over `values`: flags, each with what follows it. Helm takes the texts
  /// after the values, wherever they stand. Entries of lists are left out: no switch is one.
  static func lay(_ settings: [String], over values: inout ChartValues) {
    for flag in ["--set", "--set-string"] {
      for place in settings.indices.dropLast() where settings[place] == flag {
        for (path, text) in pairs(settings[place + 1]) {
          values.lay(flag == "--set" ? value(text) : .string(text), at: path)
        }
      }
    }
  }

  /// `a.b=1,c=2` taken apart; a backslash takes a comma or a dot for a letter.
  private static func pairs(_ text: String) -> [(path: String, text: String)] {
    var pairs: [(String, String)] = []
    var key = ""
    var value: String?
    var isEscaped = false
    func finish() {
      if let value, !key.isEmpty, !key.contains("["), !value.hasPrefix("{") {
        pairs.append((key, value))
      }
    }
    for character in text {
      if isEscaped {
        isEscaped = false
        if value == nil { key.append(character) } else { value?.append(character) }
      } else if character == "\\" {
        isEscaped = true
      } else if character == "," {
        finish()
        key = ""
        value = nil
      } else if character == "=", value == nil {
        value = ""
      } else if value == nil {
        key.append(character)
      } else {
        value?.append(character)
      }
    }
    finish()
    return pairs
  }

  /// What helm makes of a text after `--set`.
  private static func value(_ text: String) -> YAMLValue {
    switch text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    default:
      if text == "0" { return .integer(0) }
      if !text.hasPrefix("0"), let number = Int64(text) { return .integer(number) }
      return .string(text)
    }
  }
}
