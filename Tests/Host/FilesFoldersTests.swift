// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

struct FilesFoldersTests {
  @Test func foldersAreMadeWithThoseAboveThem() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("a/b//c/")
    try Files.makeFolder(path)
    #expect(Files.kind(of: folder.path("a/b/c")) == .directory)
    try Files.makeFolder(path)
  }

  @Test func aFileInTheWayIsNamed() throws {
    let folder = try TemporaryDirectory()
    let path = try folder.write("x", to: "file")
    #expect(throws: HostError.self) { try Files.makeFolder(path) }
    #expect(throws: HostError.self) { try Files.makeFolder("\(path)/below") }
    #expect(try folder.read("file") == "x")
  }

  @Test func whatIsRemovedMayBeGoneAlready() throws {
    let folder = try TemporaryDirectory()
    let path = try folder.write("x", to: "file")
    try Files.remove(path)
    try Files.remove(path)
    #expect(try folder.names().isEmpty)
    #expect(throws: HostError.self) { try Files.remove(folder.path) }
  }
}
