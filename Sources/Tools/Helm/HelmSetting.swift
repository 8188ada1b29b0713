// SPDX-License-Identifier: Apache-2.0

package import Catalog
import YAMLSyntax

/// `--set` or `--set-string` with what follows it.
package struct HelmSetting: Hashable, Sendable {
  package enum Flag: String, Hashable, Sendable {
    case set = "--set"
    /// Every value is a string, whatever it looks like.
    case setString = "--set-string"
  }

  package var flag: Flag
  /// `a.b=1,c=2`, as helm takes it.
  package var text: String

  package init(_ flag: Flag, _ text: String) {
    self.flag = flag
    self.text = text
  }

  /// As they are written on helm's command line.
  package static func arguments(_ settings: [HelmSetting]) -> [String] {
    settings.flatMap { [$0.flag.rawValue, $0.text] }
  }

  /// Merges what `settings` say over `values`, as far as switches go. Helm takes the strings after
  /// the values, wherever they are. Entries of lists are left out: no switch is one.
  package static func merge(_ settings: [HelmSetting], over values: inout ChartValues) {
    for flag in [Flag.set, .setString] {
      for setting in settings where setting.flag == flag {
        for (path, text) in setting.pairs {
          values.lay(flag == .set ? value(text) : .string(text), at: path)
        }
      }
    }
  }

  /// `a.b=1,c=2` taken apart; after a backslash a comma or a dot is an ordinary character.
  var pairs: [(path: String, text: String)] {
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
