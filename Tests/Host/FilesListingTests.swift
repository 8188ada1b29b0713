// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

struct FilesListingTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func found(_ endings: [String] = [".yaml", ".yml"]) throws -> [String] {
    try Files.filesBelow(directory.path, endings: endings).map {
      String($0.dropFirst(directory.path.count + 1))
    }
  }

  @Test func findsFilesByEndingInEveryFolderSorted() throws {
    for name in ["b.yaml", "a.yml", "c.txt", "sub/deep/d.yaml", "sub/e.yaml", "yaml"] {
      try directory.write("", to: name)
    }
    #expect(try found() == ["a.yml", "b.yaml", "sub/deep/d.yaml", "sub/e.yaml"])
  }

  @Test func leavesOutHiddenAndSpecialEntries() throws {
    try directory.write("", to: ".hidden.yaml")
    try directory.write("", to: ".git/config.yaml")
    #expect(mkfifo(directory.path("pipe.yaml"), 0o600) == 0)
    #expect(try found() == [])
  }

  @Test func entersNoFolderTwice() throws {
    try directory.write("", to: "a/file.yaml")
    #expect(symlink("..", directory.path("a/up")) == 0)
    #expect(symlink("a", directory.path("b")) == 0)
    #expect(symlink(".", directory.path("self")) == 0)
    #expect(try found() == ["a/file.yaml"])
  }

  @Test func listsLinksToFilesAndBrokenOnes() throws {
    try directory.write("", to: ".data/real")
    #expect(symlink(".data/real", directory.path("linked.yaml")) == 0)
    #expect(symlink("nowhere", directory.path("broken.yaml")) == 0)
    #expect(try found() == ["broken.yaml", "linked.yaml"])
  }

  @Test func stopsWhereFoldersGoTooDeep() throws {
    let deep = Array(repeating: "d", count: Files.deepestFolder).joined(separator: "/")
    try directory.write("", to: "\(deep)/file.yaml")
    #expect(try found() == ["\(deep)/file.yaml"])
    try directory.write("", to: "\(deep)/d/file.yaml")
    let error = #expect(throws: HostError.self) { try found() }
    #expect(error?.reason == "deeper than 64 folders")
  }

  @Test func saysWhatCannotBeListed() throws {
    let file = try directory.write("", to: "file.yaml")
    #expect(throws: HostError(path: file, reason: "not a directory", kind: .notDirectory)) {
      try Files.filesBelow(file, endings: [".yaml"])
    }
    let absent = directory.path("absent")
    #expect(throws: HostError(path: absent, reason: "no such file", kind: .notFound)) {
      try Files.filesBelow(absent, endings: [".yaml"])
    }
  }
}
