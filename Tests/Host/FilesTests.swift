// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// The super user may read and write everything, so nothing is denied to it.
let runsAsSuperUser = getuid() == 0

struct FilesTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  @Test(arguments: [0, 1, 4095, 4096, 4097, 300_000])
  func readsFilesOfAnySizeUpToTheLimit(size: Int) throws {
    let content = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let path = try directory.write(content, to: "file")
    #expect(try Files.read(path, limit: size) == content)
    #expect(try Files.read(path, limit: size + 10) == content)
  }

  @Test func refusesAFileAboveTheLimitWithoutReadingIt() throws {
    let path = try directory.write("x", to: "file")
    // A sparse terabyte: reading it would take far longer than a test may.
    #expect(truncate(path, 1 << 40) == 0)
    let error = #expect(throws: HostError.self) { try Files.read(path, limit: 128 << 20) }
    #expect(
      error == HostError(path: path, reason: "larger than 128 MiB", kind: .tooLarge))
  }

  @Test func readsNoMoreOfAnEndlessDeviceThanTheLimit() {
    let error = #expect(throws: HostError.self) {
      try Files.read("/dev/zero", limit: 100_000)
    }
    #expect(error?.kind == .tooLarge)
    #expect(error?.reason == "larger than 100000 bytes")
  }

  @Test func readsAFIFO() async throws {
    let path = directory.path("fifo")
    #expect(mkfifo(path, 0o600) == 0)
    let content = [UInt8](repeating: 7, count: 200_000)
    let writer = Thread { try? Data(content).write(to: URL(fileURLWithPath: path)) }
    writer.start()
    #expect(try Files.read(path, limit: 200_000) == content)
  }

  @Test func readsFilesThatDoNotKnowTheirSize() throws {
    #expect(try !Files.read("/dev/null", limit: 10).isEmpty == false)
    #if os(Linux)
      #expect(try !Files.read("/proc/self/status", limit: 1 << 20).isEmpty)
    #endif
  }

  @Test func saysInPlainWordsWhyAFileCannotBeRead() throws {
    let absent = directory.path("absent")
    let folder = directory.path
    let beneathFile = try directory.write("", to: "file") + "/below"
    let long = directory.path(String(repeating: "n", count: 300))
    let expected = [
      absent: HostError(path: absent, reason: "no such file", kind: .notFound),
      folder: HostError(path: folder, reason: "is a directory", kind: .isDirectory),
      beneathFile: HostError(path: beneathFile, reason: "not a directory", kind: .notDirectory),
      long: HostError(path: long, reason: "the name is too long", kind: .other),
      "a\0b": HostError(path: "a\0b", reason: "no such file", kind: .notFound),
    ]
    for (path, error) in expected {
      #expect(throws: error) { try Files.read(path, limit: 10) }
    }
  }

  @Test(.enabled(if: !runsAsSuperUser, "nothing is denied to the super user"))
  func saysWhenPermissionIsDenied() throws {
    let path = try directory.write("secret", to: "file")
    #expect(chmod(path, 0) == 0)
    #expect(throws: HostError(path: path, reason: "permission denied", kind: .permissionDenied)) {
      try Files.read(path, limit: 10)
    }
  }

  @Test func tellsFilesFoldersAndOthersApart() throws {
    let file = try directory.write("", to: "file")
    #expect(symlink(file, directory.path("link")) == 0)
    #expect(Files.kind(of: file) == .file)
    #expect(Files.kind(of: directory.path("link")) == .file)
    #expect(Files.kind(of: directory.path) == .directory)
    #expect(Files.kind(of: "/dev/null") == .other)
    #expect(Files.kind(of: directory.path("absent")) == nil)
  }
}
