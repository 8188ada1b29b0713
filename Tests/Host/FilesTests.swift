// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// The super user may read and write everything, so nothing is denied to it.
let runsAsSuperUser = getuid() == 0

/// A socket in the file system that nobody listens to.
private final class SocketFile {
  private let descriptor: Int32

  init(_ path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    let length = socklen_t(MemoryLayout<sockaddr_un>.size)
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
    }
    guard result == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  deinit { close(descriptor) }
}

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

  @Test func refusesDevicesAndFIFOsWithoutWaiting() throws {
    let fifo = directory.path("fifo")
    #expect(mkfifo(fifo, 0o600) == 0)
    try FileManager.default.createSymbolicLink(
      atPath: directory.path("link"), withDestinationPath: fifo)
    for path in [fifo, directory.path("link"), "/dev/zero", "/dev/../dev/full"] {
      let error = #expect(throws: HostError.self) { try Files.read(path, limit: 100) }
      let what = path.hasPrefix("/dev") ? "a device" : "a FIFO"
      #expect(error?.reason == "is \(what): give what it holds on standard input (-)")
      #expect(throws: HostError.self) { try LineReader(path: path) }
    }
  }

  @Test func readsAPipeThatWasOpenedForIt() throws {
    let content = [UInt8](repeating: 7, count: 200_000)
    let pipe = Foundation.Pipe()
    let writer = Thread {
      try? pipe.fileHandleForWriting.write(contentsOf: content)
      try? pipe.fileHandleForWriting.close()
    }
    writer.start()
    let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
    #expect(try Files.read(path, limit: 200_000) == content)
  }

  @Test func refusesASocket() throws {
    let path = directory.path("socket")
    let server = try SocketFile(path)
    let error = #expect(throws: HostError.self) { try Files.read(path, limit: 100) }
    #expect(error?.reason == "is a socket")
    withExtendedLifetime(server) {}
  }

  @Test func knowsWhichFilesWereRead() throws {
    let read = try directory.write("a", to: "read")
    // One may have the number of a file that another test has read and taken away.
    let others = try (0..<20).map { try directory.write("a", to: "other-\($0)") }
    try FileManager.default.linkItem(atPath: read, toPath: directory.path("hard"))
    _ = try Files.read(read, limit: 10)
    for other in others { _ = try Files.content(of: other, limit: 10) }
    #expect(Files.wasRead(read))
    #expect(Files.wasRead(directory.path("./hard")))
    #expect(others.contains { !Files.wasRead($0) })
    #expect(!Files.wasRead(directory.path("absent")))
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
