// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// What `rolefit record` carries, and how it ends. The server behind it stands in for one that
/// answers with a gigabyte, which no API server of a test has.
@Suite(.serialized) struct RecordLoadTests {
  /// As much of kubectl as `record` runs: the proxy answers every request by its path.
  private static let kubectl = """
    #!/usr/bin/env python3
    import http.server, os, socketserver, sys, time
    socket = [word[14:] for word in sys.argv if word.startswith("--unix-socket=")]
    if not socket:
        if "/version" in sys.argv: print('{"major": "1", "minor": "33", "gitVersion": "v1.33.0"}')
        sys.exit(0)
    with open(os.path.join(os.path.dirname(sys.argv[0]), "proxy"), "w") as file:
        file.write(str(os.getpid()))
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        def address_string(self): return "client"
        def log_message(self, *words): pass
        def do_POST(self):
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
        def do_GET(self):
            self.send_response(200)
            if "watch=1" in self.path:
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
                self.wfile.write(b"5\\r\\nfirst\\r\\n")
                self.wfile.flush()
                time.sleep(300)
                return
            size = 1 << 30 if self.path.endswith("/secrets") else 2
            self.send_header("Content-Length", str(size))
            self.end_headers()
            block = b"x" * (1 << 18)
            while size > 0:
                self.wfile.write(block[:size])
                size -= len(block)
    class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
        daemon_threads = True
        request_queue_size = 512
    Server(socket[0], Handler).serve_forever()
    """

  private static let client = """
    import http.client, json, os, sys
    with open(os.environ["KUBECONFIG"]) as file:
        url = json.load(file)["clusters"][0]["cluster"]["server"]
    host, secret = url[len("http://"):].split("/")
    def ask(path):
        connection = http.client.HTTPConnection(host, timeout=300)
        connection.request("GET", "/" + secret + path)
        return connection, connection.getresponse()
    watches = [ask("/api/v1/pods?watch=1") for _ in range(200)]
    for _, answer in watches: assert answer.read1(5) == b"first"
    size = 0
    _, answer = ask("/api/v1/secrets")
    while True:
        block = answer.read(1 << 20)
        if not block: break
        size += len(block)
    assert size == 1 << 30, size
    _, answer = ask("/api/v1/nodes")
    assert answer.read() == b"xx"
    if sys.platform == "linux":
        with open("/proc/%d/status" % os.getppid()) as file:
            peak = [line for line in file if line.startswith("VmHWM")][0].split()[1]
        print("peak", peak)
    """

  private let folder: TemporaryDirectory
  private let path: String

  init() throws {
    folder = try TemporaryDirectory()
    path = try folder.searchPath(adding: "kubectl", script: Self.kubectl)
  }

  @Test func twoHundredWatchesAndAGigabytePassInLittleMemory() throws {
    let script = try folder.write(Self.client, to: "client.py")
    let report = folder.path("report.json")
    let outcome = try RolefitBinary.run(
      ["record", "-o", "json", "--output-file", report, "--", "python3", script],
      environment: ["PATH": path])
    #expect(outcome.status == 0, "\(outcome.error)")
    let counts = try JSON(parsing: try Data(contentsOf: URL(fileURLWithPath: report)))["requests"]
      .array.map { $0["count"] }
    #expect(counts == [1, 200, 1])
    let words = outcome.output.split(separator: " ")
    guard let peak = words.last.flatMap({ Int($0.filter(\.isNumber)) }), !RolefitBinary.isSanitized
    else { return }
    // In KiB; each connection may hold some hundreds of them.
    #expect(peak < 300_000, "\(outcome.output)")
  }

  /// Whether a process runs, one that waits to be noticed apart.
  private static func runs(_ process: String) -> Bool {
    guard let number = pid_t(process), kill(number, 0) == 0 else { return false }
    let state = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8)
    return state?.split(separator: ")").last?.split(separator: " ").first != "Z"
  }

  private func start(_ script: String) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // What is ignored or blocked here is not to be so there.
    let start = """
      import os, signal, sys
      signal.signal(signal.SIGINT, signal.SIG_DFL)
      signal.pthread_sigmask(signal.SIG_SETMASK, [])
      os.execv(sys.argv[1], sys.argv[1:])
      """
    process.arguments = [
      "python3", "-c", start, RolefitBinary.path, "record", "-o", "json", "--output-file",
      folder.path("report.json"), "--", "/bin/sh", "-c", script,
    ]
    process.environment = RolefitBinary.cleanEnvironment.merging(["PATH": path]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  private func wait(_ what: String, until isTrue: () -> Bool) {
    for _ in 0..<6_000 where !isTrue() { usleep(10_000) }
    #expect(isTrue(), "\(what)")
  }

  private func content(_ name: String) -> String { (try? folder.read(name)) ?? "" }

  @Test func theProxyGoesWithItsCommand() throws {
    let process = try start("echo $$ >'\(folder.path("command"))'; exit 5")
    process.waitUntilExit()
    #expect(process.terminationStatus == 5)
    let proxy = content("programs/proxy")
    wait("kubectl proxy \(proxy) is left") { !Self.runs(proxy) }
  }

  @Test func theCommandGoesWithTheProxy() throws {
    let process = try start("echo $$ >'\(folder.path("command"))'; trap '' INT TERM; sleep 600")
    wait("the command has not begun") { content("command").hasSuffix("\n") }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let (command, proxy) = (content("command").filter(\.isNumber), content("programs/proxy"))
    wait("the command is left") { !Self.runs(command) }
    wait("kubectl proxy is left") { !Self.runs(proxy) }
  }

  @Test func whoInterruptsGetsTheReport() throws {
    let process = try start(
      """
      url=$(python3 -c 'import json, os
      print(json.load(open(os.environ["KUBECONFIG"]))["clusters"][0]["cluster"]["server"])')
      trap 'exit 9' INT
      python3 -c "import urllib.request; urllib.request.urlopen('$url/api/v1/nodes')"
      echo $$ >'\(folder.path("command"))'
      while :; do sleep 0.1; done
      """)
    wait("the command has not begun") { content("command").hasSuffix("\n") }
    kill(process.processIdentifier, SIGINT)
    wait("nothing ends") { !process.isRunning }
    #expect(process.terminationStatus == 9)
    let report = try JSON(parsing: content("report.json"))
    #expect(report["requests"][0]["request"]["resource"] == "nodes")
  }
}
