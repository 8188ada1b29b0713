// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import Testing

struct BackgroundProgramTests {
  @Test func whatIsStoppedLeavesNothingBehind() throws {
    let folder = try BackgroundProgram.makeFolder()
    let attributes = try FileManager.default.attributesOfItem(atPath: folder)
    #expect(attributes[.posixPermissions] as? Int == 0o700)
    let number = "\(folder)/number"
    let program = try BackgroundProgram(
      "/bin/sh", ["-c", "echo $$ >'\(number)'; exec sleep 100"], folder: folder)
    var text = ""
    for _ in 0..<500 where text.isEmpty {
      text = (try? String(contentsOfFile: number, encoding: .utf8)) ?? ""
      Clock.wait(milliseconds: 10)
    }
    let process = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(kill(process, 0) == 0)
    program.stop()
    #expect(kill(process, 0) != 0)
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test func aProgramThatWillNotEndIsMadeTo() throws {
    let folder = try BackgroundProgram.makeFolder()
    let mark = "\(folder)/mark"
    let program = try BackgroundProgram(
      "/bin/sh", ["-c", "trap '' TERM; echo >'\(mark)'; while :; do sleep 1; done"],
      folder: folder)
    for _ in 0..<500 where !FileManager.default.fileExists(atPath: mark) {
      Clock.wait(milliseconds: 10)
    }
    program.stop()
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test func nobodyListeningIsNoAnswer() {
    let http = LocalHTTP(socket: "/nowhere/socket", seconds: 1)
    #expect(!http.isReady)
    #expect(throws: HostError.self) {
      try http.send(LocalHTTP.Request(method: "GET", path: "/"), wholeStatuses: [])
    }
  }
}
