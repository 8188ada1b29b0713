// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// Texts that no one has thought of: pieces of manifests put together, then damaged.
struct DamagedText {
  private static let pieces = [
    "apiVersion: v1\n", "kind: ConfigMap\n", "kind: Role\n", "metadata:\n", "  name: x\n",
    "  labels: {}\n", "    a.b/c: \"d\"\n", "rules:\n", "- apiGroups: [\"\", apps]\n",
    "  verbs: [get, 'list']\n", "- resources:\n", "  - pods\n", "  - pods/log\n", "- - a\n",
    "  - - b\n", "data:\n", "  k: |\n", "  k: >-\n", "    text: # no comment\n", "      more\n",
    "\n",
    "  \n", "# comment\n", "  # comment\n", "---\n", "--- # next\n", "...\n", "%YAML 1.1\n",
    "key: 'it''s'\n", "key: \"a\\n\"\n", "'quoted': 1\n", "\"q\" : 2\n", "on: off\n", "true: 1\n",
    "~: 2\n", "? x\n", ": y\n", "&a b: *a\n", "<<: {a: b}\n", "a: b: c\n", "a: b #c\n", "a: b#c\n",
    "a: http://x:80/y\n", "-\n", "- \n", "-  x:  y  \n", "     deep: 1\n", "empty:\n", "{a: b}\n",
    "[1, 2]\n", "list: [a, b,]\n", "list: [ ]\n", "list: [*x]\n", "tab:\tx\n", "cr: x\r\n",
    "a: é\n", "0x10: 16\n", "16: x\n", "---x: 1\n", "- a: 1\n  b: 2\n  a: 3\n", "x: |+\n\n  t\n\n",
    "items:\n- kind: Role\n  apiVersion: v1\n", "a: -\n", "a: - b\n", "- {}\n", "- []\n",
    "a: !!str 1\n",
  ]
  private static let damage = Array(":#-[]{}|>\"'\\&*!%@`? \n\t\r,.~é\u{85}\u{0}xk")

  private var source: RandomSource

  init(seed: UInt64) { source = RandomSource(seed: seed) }

  mutating func next() -> String {
    var text = ""
    for _ in 0..<Int.random(in: 1...14, using: &source) {
      text += Self.pieces.randomElement(using: &source) ?? ""
    }
    var letters = Array(text)
    for _ in 0..<Int.random(in: 0...3, using: &source) where !letters.isEmpty {
      let place = Int.random(in: 0..<letters.count, using: &source)
      let letter = Self.damage.randomElement(using: &source) ?? " "
      switch Int.random(in: 0..<4, using: &source) {
      case 0: letters[place] = letter
      case 1: letters.insert(letter, at: place)
      case 2: letters.remove(at: place)
      default: letters.removeLast(letters.count - place)
      }
    }
    return String(letters)
  }
}
