// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import Testing

struct PathsTests {
  @Test(arguments: [
    ("a", "b", "a/b"), ("a/", "b", "a/b"), (".", "b", "b"), ("", "b", "b"), ("a", "/b", "/b"),
    ("/", "b", "/b"),
  ])
  func joins(folder: String, name: String, expected: String) {
    #expect(Paths.join(folder, name) == expected)
  }

  @Test(arguments: [
    ("a/./b", "a/b"), ("a//b/", "a/b"), ("a/../b", "b"), ("../a", "../a"), ("../../a", "../../a"),
    ("a/../..", ".."), ("", "."), (".", "."), ("a/..", "."), ("/..", "/"), ("/a/../../b", "/b"),
    ("./a.yaml", "a.yaml"),
  ])
  func normalizes(path: String, expected: String) {
    #expect(Paths.normalized(path) == expected)
    #expect(Paths.normalized(expected) == expected)
  }

  @Test(arguments: [
    ("a/b", "a", "b"), ("b", ".", "b"), ("/b", "/", "b"), ("/", "/", "/"), ("a/b/", "a", "b"),
  ])
  func splits(path: String, parent: String, name: String) {
    #expect(Paths.parent(of: path) == parent)
    #expect(Paths.name(of: path) == name)
  }

  @Test(arguments: [
    ("/a/b/c", "/a/b", "c"), ("/a/x", "/a/b", "../x"), ("/a", "/a", "."),
    ("/x/y", "/a/b", "../../x/y"),
  ])
  func relates(path: String, folder: String, expected: String) {
    #expect(Paths.relative(path, to: folder) == expected)
  }

  @Test func startsRelativePathsAtTheCurrentFolder() {
    #expect(Paths.currentDirectory == FileManager.default.currentDirectoryPath)
    #expect(Paths.absolute("a/../b") == "\(Paths.currentDirectory)/b")
    #expect(Paths.relative("b", to: ".") == "b")
  }
}
