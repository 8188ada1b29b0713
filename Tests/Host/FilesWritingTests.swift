// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

struct FilesWritingTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func status(_ path: String) -> stat {
    var status = stat()
    lstat(path, &status)
    return status
  }

  @Test func writesANewFile() throws {
    let path = directory.path("new.yaml")
    #expect(try Files.writeWhole(Array("content".utf8), to: path))
    #expect(try directory.read("new.yaml") == "content")
    #expect(try directory.names() == ["new.yaml"])
  }

  @Test func leavesAFileWithTheSameContentUntouched() throws {
    let path = try directory.write("content", to: "file")
    let before = status(path)
    #expect(try !Files.writeWhole(Array("content".utf8), to: path))
    #expect(status(path).st_ino == before.st_ino)
    #expect(try Files.writeWhole(Array("contenT".utf8), to: path))
    #expect(try directory.read("file") == "contenT")
  }

  @Test(arguments: [0o600, 0o640, 0o755])
  func keepsTheModeOfTheFile(mode: Int) throws {
    let path = try directory.write("old", to: "file")
    #expect(chmod(path, mode_t(mode)) == 0)
    #expect(try Files.writeWhole(Array("new".utf8), to: path))
    #expect(Int(status(path).st_mode) & 0o7777 == mode)
  }

  @Test func writesTheTargetOfALink() throws {
    let target = try directory.write("old", to: "real/file")
    let link = directory.path("link")
    #expect(symlink("real/file", link) == 0)
    #expect(try Files.writeWhole(Array("new".utf8), to: link))
    #expect(status(link).st_mode & S_IFMT == S_IFLNK)
    #expect(try Files.read(target, limit: 10) == Array("new".utf8))
  }

  @Test func writesThroughADevice() throws {
    #expect(try Files.writeWhole([1, 2, 3], to: "/dev/null"))
    #expect(Files.kind(of: "/dev/null") == .other)
  }

  @Test func refusesWhatItCannotWriteAndLeavesNothingBehind() throws {
    let inside = try directory.write("", to: "file")
    #expect(symlink("nowhere", directory.path("broken")) == 0)
    let cases: [(String, String)] = [
      (directory.path, "is a directory"),
      (directory.path("none/file"), "no such folder: \(directory.path("none"))"),
      ("\(inside)/below", "not a directory"),
      (directory.path("broken"), "is a broken symbolic link"),
      (directory.path(String(repeating: "n", count: 300)), "the name is too long"),
    ]
    for (path, reason) in cases {
      let error = #expect(throws: HostError.self, "\(path)") {
        try Files.writeWhole([1], to: path)
      }
      #expect(error?.reason == reason)
    }
    #expect(try directory.names() == ["broken", "file"])
  }

  @Test func writesANameThatLeavesNoRoomForATemporaryOne() throws {
    let name = String(repeating: "n", count: 255)
    #expect(try Files.writeWhole([1], to: directory.path(name)))
    #expect(try directory.names() == [name])
  }

  @Test(.enabled(if: !runsAsSuperUser, "nothing is denied to the super user"))
  func leavesAProtectedFileAlone() throws {
    let path = try directory.write("old", to: "file")
    #expect(chmod(path, 0o444) == 0)
    #expect(throws: HostError(path: path, reason: "permission denied", kind: .permissionDenied)) {
      try Files.writeWhole(Array("new".utf8), to: path)
    }
    #expect(try directory.names() == ["file"])
  }
}
