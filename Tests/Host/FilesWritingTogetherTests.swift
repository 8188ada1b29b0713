// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// Several files at once, and files that others change meanwhile.
struct FilesWritingTogetherTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  @Test func allAreWrittenOrNone() throws {
    let first = try directory.write("old", to: "first")
    let folder = directory.path("folder")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    #expect(throws: HostError(path: folder, reason: "is a directory", kind: .isDirectory)) {
      try Files.writeWhole([
        FileChange(first, Array("new".utf8)), FileChange(directory.path("second"), [1]),
        FileChange(folder, [2]),
      ])
    }
    #expect(try directory.read("first") == "old")
    #expect(try directory.names() == ["first", "folder"])
  }

  @Test func aFileThatChangedMeanwhileStaysAsItIs() throws {
    let first = try directory.write("judged", to: "first")
    let second = try directory.write("changed", to: "second")
    let error = #expect(throws: HostError.self) {
      try Files.writeWhole([
        FileChange(first, Array("new".utf8), judged: Array("judged".utf8)),
        FileChange(second, Array("new".utf8), judged: Array("judged".utf8)),
      ])
    }
    #expect(error?.kind == .changed)
    #expect(error?.path == second)
    #expect(try directory.read("first") == "judged")
    #expect(try directory.read("second") == "changed")
    #expect(try directory.names() == ["first", "second"])
  }

  @Test func aFileThatIsGoneHasChanged() throws {
    let path = directory.path("gone")
    let error = #expect(throws: HostError.self) {
      try Files.writeWhole([FileChange(path, [1], judged: [2])])
    }
    #expect(error?.kind == .changed)
    #expect(try directory.names().isEmpty)
  }

  @Test func oneFileByTwoNamesIsWrittenOnce() throws {
    let path = try directory.write("old", to: "file")
    let old = Array("old".utf8)
    try Files.writeWhole([
      FileChange(path, Array("new".utf8), judged: old),
      FileChange(directory.path("./file"), Array("new".utf8), judged: old),
    ])
    #expect(try directory.read("file") == "new")
  }

  @Test func writersSideBySideLeaveOneOfTheirTexts() throws {
    let path = directory.path("file")
    let texts = (0..<4).map { number in
      [UInt8](repeating: UInt8(ascii: "a") + UInt8(number), count: 100_000 + number)
    }
    let errors = Parallel.map(Array(0..<200), width: 4) { number -> HostError? in
      do throws(HostError) {
        try Files.writeWhole(texts[number % 4], to: path)
        return nil
      } catch {
        return error
      }
    }
    #expect(errors.compactMap(\.self).isEmpty)
    #expect(texts.contains(try Files.content(of: path, limit: 1 << 20)))
    #expect(try directory.names() == ["file"])
  }

  @Test func aFIFOThatNobodyReadsIsNoWait() {
    let fifo = directory.path("fifo")
    #expect(mkfifo(fifo, 0o600) == 0)
    #expect(throws: HostError(path: fifo, reason: "nobody reads it")) {
      try Files.writeWhole([1], to: fifo)
    }
  }
}
