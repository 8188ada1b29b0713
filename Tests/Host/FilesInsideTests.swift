// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

struct FilesInsideTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    try directory.write("secret", to: "outside/file")
    try directory.write("", to: "top/file")
    try directory.write("", to: "top/sub/file")
    for (link, target) in [
      ("top/out", "../outside"), ("top/out.yaml", "../outside/file"), ("top/lost", "../none"),
      ("top/in", "sub"), ("top/in.yaml", "sub/file"), ("top/self", "."), ("linked", "top"),
    ] {
      #expect(symlink(target, directory.path(link)) == 0)
    }
  }

  @Test(arguments: ["top", "linked", "top/", "./top", "outside/../top"])
  func whatLeadsOutOfAFolderIsRefused(folder: String) throws {
    let folder = directory.path(folder)
    for name in [
      "file", "new", "new/newer", "sub/file", "sub/new", "in/new", "in.yaml", "self/file",
      "sub/../file", "..file", "self/self/new/new",
    ] {
      try Files.refuseOutside(folder, folder + "/" + name)
    }
    for name in [
      "out", "out/file", "out/new/new", "out.yaml", "lost", "lost/new", "in/../out/file",
      "self/out/new", "..", "../top-secret", "../outside/file", "sub/../../outside/file", "",
    ] {
      #expect(throws: HostError.self, "\(name)") {
        try Files.refuseOutside(folder, folder + "/" + name)
      }
    }
    #expect(throws: HostError.self) { try Files.refuseOutside(folder, "/etc/passwd") }
  }

  @Test func nothingIsWrittenOutsideOfAFolder() throws {
    let folder = directory.path("top")
    for name in ["out.yaml", "out/file", "out/new", "../outside/new", "lost"] {
      let change = FileChange(folder + "/" + name, [1], inside: folder)
      #expect(throws: HostError.self, "\(name)") {
        try Files.writeWhole([FileChange(folder + "/file", [1], inside: folder), change])
      }
    }
    #expect(try directory.read("outside/file") == "secret")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: directory.path("outside")) == ["file"])
    #expect(try directory.read("top/file").isEmpty)
    try Files.writeWhole([FileChange(folder + "/in.yaml", Array("x".utf8), inside: folder)])
    #expect(try directory.read("top/sub/file") == "x")
  }
}
