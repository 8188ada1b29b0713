// SPDX-License-Identifier: Apache-2.0

import Host
import Testing

struct HTTPResponseTests {
  private func read(_ text: String, isEnded: Bool = false) -> HTTPResponse? {
    HTTPResponse(Array(text.utf8), isEnded: isEnded)
  }

  @Test func aLengthSaysWhereTheBodyEnds() {
    let head = "HTTP/1.1 200 OK\r\ncontent-LENGTH: 4\r\n\r\n"
    #expect(read(head + "ab")?.isWhole == false)
    #expect(read(head + "abcd") == HTTPResponse(Array((head + "abcd").utf8), isEnded: true))
    #expect(read(head + "abcd")?.isWhole == true)
  }

  @Test func chunksArePutTogether() {
    let head = "HTTP/1.1 403 Forbidden\r\nTransfer-Encoding: chunked\r\n\r\n"
    let response = read(head + "3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n")
    #expect(response?.status == 403)
    #expect(response?.isWhole == true)
    #expect(response.map { String(decoding: $0.body, as: UTF8.self) } == "abc0123456789")
    for cut in ["", "3", "3\r\n", "3\r\nab", "3\r\nabc\r\n", "3\r\nabc\r\nA\r\n01"] {
      #expect(read(head + cut)?.isWhole == false, "\(cut)")
    }
    // Sizes that no server sends.
    #expect(read(head + "ffffffffffffffffff\r\nabc")?.isWhole == false)
    #expect(read(head + "-1\r\nabc")?.isWhole == false)
    #expect(read(head + "7fffffffffffffff\r\nabc")?.isWhole == false)
  }

  @Test func withoutALengthTheBodyEndsWithTheConnection() {
    #expect(read("HTTP/1.1 200 OK\r\n\r\nabc")?.isWhole == false)
    #expect(read("HTTP/1.1 200 OK\r\n\r\nabc", isEnded: true)?.isWhole == true)
  }

  @Test func whatIsNoAnswerIsNone() {
    for text in ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1\r\n\r\n", "SSH-2.0\r\n\r\n", "\r\n\r\n"] {
      #expect(read(text, isEnded: true) == nil, "\(text)")
    }
  }
}
