// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing
import YAMLSyntax

struct UTF16Tests {
  private static let text = "# ä\r\nkind: \"🚀\"\r\nname: bücher\r\n---\r\n{\"a\": [1]}\r\n"

  private static func bytes(_ text: String, isBig: Bool) -> [UInt8] {
    ([0xFEFF] + Array(text.utf16)).flatMap { unit in
      let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return isBig ? pair : pair.reversed()
    }
  }

  @Test(arguments: [true, false])
  func aTextWithAMarkIsReadAsTheSameInUTF8(isBig: Bool) throws {
    let stream = YAMLStream.read(
      SourceText(name: "f", bytes: Self.bytes(Self.text, isBig: isBig)))
    let plain = YAMLStream.read(SourceText(name: "f", text: Self.text))
    #expect(stream.failure == nil)
    #expect(stream.documents.map(\.value) == plain.documents.map(\.value))
    let name = try #require(stream.documents.first?["name"])
    #expect(name.range.description == "f:3:7")
    #expect(stream.source.line(3) == "name: bücher")
  }

  @Test func jsonIsReadToo() throws {
    let stream = YAMLStream.read(
      SourceText(name: "f", bytes: Self.bytes(#"{"a": "é"}"#, isBig: false)))
    #expect(stream.documents.first?["a"]?.string == "é")
    #expect(stream.documents.first?["a"]?.range.description == "f:1:7")
  }

  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x61], "UTF-16"), ([0xFE, 0xFF, 0xD8, 0x00], "UTF-16"),
      ([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], "UTF-32"), ([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x61], "UTF-32"),
    ] as [([UInt8], String)])
  func whatOnlyStartsLikeItIsNoText(bytes: [UInt8], name: String) {
    let failure = YAMLStream.read(SourceText(name: "f", bytes: bytes)).failure
    #expect(failure?.code == "not-text")
    #expect(failure?.message.contains(name) == true)
  }
}
