// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Host

/// A proxy between Python's own HTTP client and server.
@Suite(.serialized) struct LoopbackProxyTests {
  private final class Notes: ProxyObserver {
    var sent: [String] = []
    var answered: [String] = []

    func wantsBody(_ request: inout ProxiedRequest) -> Bool { request.target.hasPrefix("/whole") }

    func preparation(of request: inout ProxiedRequest) -> (@Sendable () -> Void)? {
      guard request.target.hasPrefix("/slow") else { return nil }
      return { Clock.wait(milliseconds: 1_500) }
    }

    func willSend(_ request: inout ProxiedRequest) -> HTTPAnswer? {
      sent.append("\(request.method) \(request.target)")
      if let body = request.body { sent.append("body of \(body.count): \(body.prefix(5))") }
      request.head.set("X-Added", "yes")
      guard request.target == "/refused" else { return nil }
      return HTTPAnswer(status: 403, reason: "Forbidden", body: Array("{\"no\":1}\n".utf8))
    }

    func didAnswer(_ request: ProxiedRequest, _ answer: ProxiedAnswer) {
      if request.target == "/look" { Clock.wait(milliseconds: 700) }
      let text = String(decoding: answer.text, as: UTF8.self)
      answered.append("\(request.target) \(answer.head.status ?? 0) \(text)")
    }
  }

  private static let server = """
    import http.server, os, socketserver, sys, time
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        def address_string(self): return "client"
        def log_message(self, *words): pass
        def answer(self, body, status=200):
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        def do_GET(self):
            if self.path.startswith("/big/"):
                self.send_response(200)
                size = int(self.path[5:])
                self.send_header("Content-Length", str(size))
                self.end_headers()
                block = b"x" * 65536
                while size > 0:
                    self.wfile.write(block[:size])
                    size -= len(block)
            elif self.path == "/chunks":
                self.send_response(200)
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
                for number in range(5):
                    text = b"line %d\\n" % number
                    self.wfile.write(b"%x\\r\\n%s\\r\\n" % (len(text), text))
                    self.wfile.flush()
                    time.sleep(0.02)
                self.wfile.write(b"0\\r\\n\\r\\n")
            elif self.path == "/watch":
                self.send_response(200)
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
                self.wfile.write(b"5\\r\\nfirst\\r\\n")
                self.wfile.flush()
                time.sleep(30)
            elif self.path == "/until-close":
                self.send_response(200)
                self.send_header("Connection", "close")
                self.end_headers()
                self.wfile.write(b"all")
                self.close_connection = True
            elif self.path == "/upgrade":
                self.wfile.write(b"HTTP/1.1 101 Switching Protocols\\r\\nConnection: Upgrade\\r\\n"
                                 b"Upgrade: echo\\r\\n\\r\\nhello")
                while True:
                    block = self.rfile.read1(65536)
                    if not block: break
                    self.wfile.write(block)
                self.wfile.write(b"bye")
                self.close_connection = True
            elif self.path == "/look":
                self.wfile.write(b"HTTP/1.1 200 OK\\r\\nContent-Length: 3\\r\\n\\r\\nabc")
            elif self.path.startswith("/never"):
                time.sleep(30)
            elif self.path == "/cut":
                self.wfile.write(b"HTTP/1.1 403 Forbidden\\r\\nContent-Length: 9\\r\\n\\r\\nhalf")
                self.close_connection = True
            elif self.path == "/break":
                self.connection.close()
                self.close_connection = True
            elif self.path == "/forbidden":
                self.answer(b'{"kind":"Status"}', 403)
            else:
                head = self.headers
                self.answer(("%s %s %s %s" % (self.path, head["X-Added"], head["Authorization"],
                                              head["Host"])).encode())
        def do_HEAD(self):
            self.send_response(200)
            self.send_header("Content-Length", "7")
            self.end_headers()
        def do_POST(self):
            if self.headers["Transfer-Encoding"]:
                total = 0
                while True:
                    size = int(self.rfile.readline(), 16)
                    total += size
                    self.rfile.read(size + 2)
                    if size == 0: break
            else:
                total = len(self.rfile.read(int(self.headers["Content-Length"])))
            self.answer(str(total).encode())
    class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
        daemon_threads = True
        request_queue_size = 512
    Server(sys.argv[1], Handler).serve_forever()
    """

  /// Runs a Python program against the proxy; `check` fails the program, and so the test.
  private static func run(_ script: String) throws -> Notes {
    let folder = try BackgroundProgram.makeFolder()
    let socket = "\(folder)/socket"
    let server = try BackgroundProgram("python3", ["-c", Self.server, socket], folder: folder)
    defer { server.stop() }
    let http = LocalHTTP(socket: socket, seconds: 30)
    for _ in 0..<500 where !http.isReady { Clock.wait(milliseconds: 20) }
    try #require(http.isReady, "\(server.log)")
    let notes = Notes()
    let proxy = try LoopbackProxy(to: socket, notes)
    let start = """
      import http.client, os, socket, sys, threading, time
      port, secret = int(sys.argv[1]), sys.argv[2]
      def check(left, right=True):
          if left != right: sys.exit("%r is not %r" % (left, right))
      def connection(): return http.client.HTTPConnection("127.0.0.1", port, timeout=30)
      def ask(c, method, path, body=None, headers={}, **more):
          c.request(method, "/" + secret + path, body, headers, **more)
          answer = c.getresponse()
          return answer.status, answer.read().decode()

      """
    let program = try ForegroundProgram(
      ["python3", "-c", start + script, "\(proxy.port)", proxy.secret], adding: [:])
    var status: Int32?
    let deadline = ContinuousClock.now + .seconds(90)
    proxy.run {
      status = program.status
      if ContinuousClock.now > deadline { program.end() }
      return status == nil
    }
    #expect(status == 0, "\(notes.answered) \(server.log)")
    return notes
  }

  /// What is found out about one request holds up no other.
  @Test func preparingARequestKeepsNobodyWaiting() throws {
    let notes = try Self.run(
      """
      slow = connection()
      begun = time.time()
      slow.request("POST", "/" + secret + "/slow", b"abc")
      gone = connection()
      gone.request("POST", "/" + secret + "/slow-too", b"abc")
      time.sleep(0.2)
      gone.close()
      other = connection()
      for _ in range(20): check(ask(other, "POST", "/quick", b"x"), (200, "1"))
      check(time.time() - begun < 1.4)
      answer = slow.getresponse()
      check((answer.status, answer.read()), (200, b"3"))
      check(time.time() - begun >= 1.5)
      check(ask(slow, "POST", "/quick", b"xy"), (200, "2"))
      """)
    #expect(notes.sent.filter { $0 == "POST /slow" }.count == 1)
    #expect(!notes.sent.contains("POST /slow-too"))
  }

  /// A client has its answer, head and body at once, before the observer looks at it.
  @Test func whoLooksAtAnAnswerDoesNotHoldItUp() throws {
    let notes = try Self.run(
      """
      s = socket.create_connection(("127.0.0.1", port))
      begun = time.time()
      s.sendall(("GET /%s/look HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n" % secret).encode())
      check(s.recv(65536).endswith(b"\\r\\n\\r\\nabc"))
      check(time.time() - begun < 0.7)
      """)
    #expect(notes.answered == ["/look 200 "])
  }

  /// The server may have carried out what nobody waits for.
  @Test func aRequestThatIsGivenUpIsToldOf() throws {
    let notes = try Self.run(
      """
      c = connection()
      c.request("GET", "/" + secret + "/never-closed")
      time.sleep(0.5)
      c.close()
      time.sleep(0.5)
      left = connection()
      left.request("GET", "/" + secret + "/never-left")
      try: ask(connection(), "GET", "/cut")
      except http.client.IncompleteRead as error: check(error.partial, b"half")
      time.sleep(0.5)
      """)
    #expect(notes.answered == ["/never-closed 0 ", "/cut 403 half", "/never-left 0 "])
  }

  @Test func requestsGoOneAfterTheOther() throws {
    let notes = try Self.run(
      """
      c = connection()
      for _ in range(3):
          check(ask(c, "GET", "/a?b=c", headers={"Authorization": "Bearer x"}),
                (200, "/a?b=c yes None localhost"))
          check(ask(c, "POST", "/p", b"x" * 300000), (200, "300000"))
          check(ask(c, "POST", "/p", iter([b"ab", b"cde"]), encode_chunked=True,
                    headers={"Transfer-Encoding": "chunked"}), (200, "5"))
          check(ask(c, "HEAD", "/h"), (200, ""))
          check(ask(c, "GET", "/chunks"), (200, "".join("line %d\\n" % n for n in range(5))))
          check(ask(c, "GET", "/forbidden"), (403, '{"kind":"Status"}'))
      check(ask(c, "GET", "/until-close"), (200, "all"))
      """)
    #expect(notes.sent.count == 19)
    #expect(notes.answered.count == 19)
    #expect(notes.answered.contains("/forbidden 403 {\"kind\":\"Status\"}"))
    #expect(notes.sent.first == "GET /a?b=c")
  }

  @Test func whoDoesNotKnowTheSecretIsNotLetIn() throws {
    let notes = try Self.run(
      """
      def status(path, headers={}):
          c = connection()
          c.request("GET", path, headers=headers)
          return c.getresponse().status
      wrong = "/" + "0" * 32 + "/a"
      check(status("/" + secret + "/a"), 200)
      check(status("/a", {"Authorization": "Bearer " + secret}), 200)
      # A browser's requests carry marks, and a name that leads here is not ours.
      check(status("/a", {"Origin": "http://evil.example"}), 401)
      check(status("/a", {"Sec-Fetch-Site": "cross-site"}), 401)
      check(status("/a", {"Host": "evil.example"}), 401)
      check(status(wrong, {"Host": "x", "Authorization": "Bearer " + secret[1:]}), 401)
      if sys.platform == "linux":
          check(status("/a"), 200)
          if os.geteuid() == 0:
              os.seteuid(65534)
              check(status("/a"), 401)
              check(status("/" + secret + "/a"), 200)
              os.seteuid(0)
      """)
    #expect(!notes.sent.contains { $0.contains("00000") })
  }

  @Test func aRefusedRequestDoesNotReachTheServer() throws {
    let notes = try Self.run(
      """
      c = connection()
      check(ask(c, "GET", "/refused"), (403, '{"no":1}\\n'))
      check(ask(c, "POST", "/refused", b"x" * 1000000), (403, '{"no":1}\\n'))
      check(ask(c, "GET", "/a")[0], 200)
      """)
    #expect(notes.answered.count == 3)
    #expect(notes.answered[1] == "/refused 403 {\"no\":1}\n")
  }

  /// A body that the observer wants is there when it is asked, however it is sent; one that is too
  /// long is passed on without.
  @Test func aBodyIsHeldForTheObserver() throws {
    let notes = try Self.run(
      """
      c = connection()
      check(ask(c, "POST", "/whole", b"abcde"), (200, "5"))
      check(ask(c, "POST", "/whole", iter([b"abc", b"defg"]), encode_chunked=True,
                headers={"Transfer-Encoding": "chunked"}), (200, "7"))
      check(ask(c, "POST", "/whole", b"x" * 4000000), (200, "4000000"))
      check(ask(c, "POST", "/whole", b"x" * 9000000), (200, "9000000"))
      check(ask(c, "POST", "/whole", b""), (200, "0"))
      s = socket.create_connection(("127.0.0.1", port))
      s.sendall(("POST /%s/whole HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 3\\r\\n"
                 "Expect: 100-continue\\r\\n\\r\\n" % secret).encode())
      check(s.recv(65536), b"HTTP/1.1 100 Continue\\r\\n\\r\\n")
      s.sendall(b"abc")
      said = b""
      while not said.endswith(b"\\r\\n\\r\\n3"): said += s.recv(65536)
      check(said.count(b"HTTP/1.1"), 1)
      """)
    #expect(
      notes.sent.filter { $0.hasPrefix("body") } == [
        "body of 5: [97, 98, 99, 100, 101]", "body of 7: [97, 98, 99, 100, 101]",
        "body of 4000000: [120, 120, 120, 120, 120]", "body of 3: [97, 98, 99]",
      ])
    #expect(notes.answered.count == 6)
  }

  @Test func anUpgradeBecomesATunnel() throws {
    let notes = try Self.run(
      """
      s = socket.create_connection(("127.0.0.1", port))
      s.sendall(("GET /%s/upgrade HTTP/1.1\\r\\nHost: x\\r\\nConnection: Upgrade\\r\\n"
                 "Upgrade: echo\\r\\n\\r\\nearly" % secret).encode())
      said = b""
      def read(until):
          global said
          while until not in said:
              block = s.recv(65536)
              if not block: sys.exit("ended after %r" % said)
              said += block
      read(b"early")
      check(said.startswith(b"HTTP/1.1 101"))
      check(said.index(b"hello") < said.index(b"early"))
      big = b"z" * 3000000
      threading.Thread(target=lambda: (s.sendall(big + b"end"), s.shutdown(socket.SHUT_WR))).start()
      read(b"endbye")
      check(said.count(b"z"), len(big))
      check(s.recv(1), b"")
      """)
    #expect(notes.answered == ["/upgrade 101 "])
  }

  @Test func manyWatchesAndABigAnswerPass() throws {
    let notes = try Self.run(
      """
      watches = []
      for _ in range(200):
          c = connection()
          c.request("GET", "/" + secret + "/watch")
          watches.append((c, c.getresponse()))
      for c, answer in watches: check(answer.read1(5), b"first")
      c = connection()
      c.request("GET", "/" + secret + "/big/%d" % (1 << 28))
      answer = c.getresponse()
      size = 0
      while True:
          block = answer.read(1 << 20)
          if not block: break
          size += len(block)
      check(size, 1 << 28)
      check(ask(connection(), "GET", "/break")[0], 502)
      for c, answer in watches: c.sock and c.sock.close()
      check(ask(connection(), "GET", "/a")[0], 200)
      """)
    #expect(notes.answered.count == 203)
  }

  @Test(arguments: [
    "GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    "GET / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    "GET / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", "GET /\r\n\r\n",
    "GET / HTTP/1.1\r\nA b: c\r\n\r\n", "GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
  ])
  func whatCouldBeReadAsTwoRequestsIsRefused(text: String) {
    let head = HTTPHead(Array(text.utf8)[...])
    #expect(head.flatMap { $0.words.count == 3 ? BodyFraming(ofRequest: $0) : nil } == nil)
  }

  @Test func chunksEndWhereTheySay() throws {
    let head = try #require(
      HTTPHead(Array("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)[...]))
    let body = Array("3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nT: v\r\n\r\n".utf8)
    for piece in 1...body.count {
      var framing = try #require(BodyFraming(ofRequest: head))
      var rest = (body + Array("GET".utf8))[...]
      var taken = 0
      while !framing.isEnded, !rest.isEmpty {
        let count = framing.consume(rest.prefix(piece))
        taken += count
        rest = rest.dropFirst(count)
      }
      #expect(framing.isEnded && taken == body.count)
    }
    for broken in ["x\r\n", "-1\r\n", "3\r\nabcd\r\n"] {
      var framing = try #require(BodyFraming(ofRequest: head))
      _ = framing.consume(Array(broken.utf8)[...])
      #expect(framing.isBroken, "\(broken)")
    }
  }
}
