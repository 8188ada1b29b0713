// SPDX-License-Identifier: Apache-2.0

import Host
import Testing

struct GlobTests {
  @Test(arguments: [
    ("", ""), ("*", ""), ("*", "any/thing"), ("prod-*", "prod-eu"), ("*eu*", "prod-eu-1"),
    ("default/*:6443/admin", "default/api/x:6443/admin"), ("a?c", "abc"), ("**", "a"),
    ("[a]*", "[a]b"), ("a\\*", "a\\b"), (".*", ".hidden"), ("*", ".hidden"), ("ü*", "über"),
    ("*ü", "menü"), ("a]!", "a]!"), ("[!a", "[!a"),
  ])
  func matches(pattern: String, name: String) {
    #expect(Glob(pattern).matches(name))
  }

  @Test(arguments: [
    ("", "a"), ("a", ""), ("a", "ab"), ("b", "ab"), ("a*c", "abd"), ("a?c", "ac"), ("?", ""),
    ("[a]", "a"), ("[!b]", "a"), ("\\a", "a"), ("A", "a"), ("a*", "a\0b"), ("a\0b", "a"),
  ])
  func differs(pattern: String, name: String) {
    #expect(!Glob(pattern).matches(name))
  }

  @Test(.timeLimit(.minutes(30)))
  func aHostilePatternTakesNoTime() {
    let pattern = String(repeating: "*a", count: 500) + "b"
    #expect(!Glob(pattern).matches(String(repeating: "a", count: 5000)))
  }
}
