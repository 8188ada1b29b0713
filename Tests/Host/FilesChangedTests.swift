// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

struct FilesChangedTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private static func append(_ text: String, to path: String) throws {
    let handle = try #require(FileHandle(forWritingAtPath: path))
    defer { try? handle.close() }
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(text.utf8))
  }

  @Test(arguments: [true, false])
  func aFileThatChangesWhileItsBlocksAreReadIsAnError(grows: Bool) throws {
    let path = try directory.write(String(repeating: "a", count: 100_000), to: "changing")
    var blocks = 0
    let failure = Files.readBlocks(of: path, size: 1 << 12) { _ in
      blocks += 1
      guard blocks == 2 else { return nil }
      do {
        if grows {
          try Self.append("b", to: path)
        } else {
          usleep(20_000)
          let handle = try #require(FileHandle(forWritingAtPath: path))
          try handle.write(contentsOf: Data("b".utf8))
          try handle.close()
        }
      } catch {
        Issue.record(error)
      }
      return nil
    }
    #expect(
      failure
        == HostError(path: path, reason: "the file changed while it was read", kind: .changed))
    #expect(Files.readBlocks(of: path, size: 1 << 12) { _ in nil } == nil)
  }

  /// One thread appends to a file for as long as others read it.
  @Test func aFileThatChangesWhileItIsReadIsAnError() throws {
    let path = try directory.write(String(repeating: "a", count: 32 << 20), to: "changing")
    let isOver = Flag()
    let writer = Thread {
      while !isOver.isSet {
        try? Self.append("b", to: path)
        usleep(500)
      }
    }
    writer.start()
    defer { isOver.set() }
    var errors: [HostError] = []
    for _ in 0..<20 {
      do throws(HostError) { _ = try Files.read(path, limit: 1 << 27) } catch {
        errors.append(error)
      }
    }
    #expect(errors.contains { $0.kind == .changed })
    #expect(errors.allSatisfy { $0.kind == .changed })
  }
}

/// Something that one thread tells another.
private final class Flag: @unchecked Sendable {
  private let lock = NSLock()
  private var value = false

  var isSet: Bool { lock.withLock { value } }
  func set() { lock.withLock { value = true } }
}
