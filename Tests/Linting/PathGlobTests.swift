// SPDX-License-Identifier: Apache-2.0

import Linting
import Testing

/// Patterns as `lint: paths:` has them.
struct PathGlobTests {
  @Test(arguments: [
    ("/r/old/**", "/r/old/a.yaml"), ("/r/old/**", "/r/old/a/b/c.yaml"), ("/r/old/**", "/r/old"),
    ("/r/old", "/r/old/a/b.yaml"), ("/r/**/b.yaml", "/r/b.yaml"),
    ("/r/**/b.yaml", "/r/a/a/b.yaml"), ("/r/*/b.yaml", "/r/a/b.yaml"), ("/r/./a", "/r/a"),
    ("/r/**/a/**/c", "/r/x/a/y/z/a/c"), ("/r/[a]/*.yaml", "/r/[a]/b.yaml"),
    ("/r/?.yaml", "/r/a.yaml"),
    ("**", "a/b"), ("", "anything"), ("/r/**/**/b", "/r/b"), ("/r/**b/c", "/r/ab/c"),
  ])
  func matches(pattern: String, path: String) {
    #expect(PathGlob(pattern).matches(path))
  }

  @Test(arguments: [
    ("/r/*.yaml", "/r/a/b.yaml"), ("/r/*/b.yaml", "/r/a/a/b.yaml"), ("/r/?", "/r/ab"),
    ("/r/old/**", "/r/older/a.yaml"), ("/r/**/b.yaml", "/r/a/c.yaml"), ("/r/[a]/b", "/r/a/b"),
    ("/r/**b/c", "/r/a/b/c"), ("/r/a/b", "/r/a"), ("/r/*", "/r"),
  ])
  func differs(pattern: String, path: String) {
    #expect(!PathGlob(pattern).matches(path))
  }

  @Test(.timeLimit(.minutes(30)))
  func aHostilePatternTakesNoTime() {
    let pattern = String(repeating: "**/a/", count: 200) + "b"
    #expect(!PathGlob(pattern).matches(String(repeating: "a/", count: 400)))
  }
}
