// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Foundation
import Host
import KubernetesAPI
import Manifests
import RBAC
import TestSupport
import Testing
import YAMLSyntax

@testable import UseCases

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Faults in a role are found by the requests of a run, through the proxy itself: URLs of a client
/// on one side, a server on the other.
struct RecordFaultTests {
  /// Hands what it sees to the recorder of the run.
  private final class Switchboard: ProxyObserver, @unchecked Sendable {
    private let lock = NSLock()
    private var recorder: Recorder?
    private var answered = 0

    func use(_ recorder: Recorder?) {
      lock.withLock {
        self.recorder = recorder
        answered = 0
      }
    }

    /// Clients have their answers a moment before the recorder is told of them.
    func waitForAnswers(_ count: Int) async throws {
      for _ in 0..<10_000 where lock.withLock({ answered < count }) {
        try await Task.sleep(for: .milliseconds(1))
      }
    }

    func willSend(_ request: inout ProxiedRequest) -> HTTPAnswer? {
      lock.withLock { recorder?.willSend(&request) }
    }

    func didAnswer(_ request: ProxiedRequest, _ answer: ProxiedAnswer) {
      lock.withLock {
        recorder?.didAnswer(request, answer)
        answered += 1
      }
    }
  }

  private static let server = """
    import http.server, socketserver, sys
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        def address_string(self): return "client"
        def log_message(self, *words): pass
        def do(self):
            self.rfile.read(int(self.headers["Content-Length"] or 0))
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")
        do_GET = do_PUT = do_POST = do_PATCH = do_DELETE = do
    class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
        daemon_threads = True
        request_queue_size = 64
    Server(sys.argv[1], Handler).serve_forever()
    """

  /// A proxy that runs until `end`.
  private final class Running: @unchecked Sendable {
    let url: String
    let switchboard = Switchboard()
    private let lock = NSLock()
    private var isEnded = false
    private let program: BackgroundProgram

    init() throws {
      let folder = try BackgroundProgram.makeFolder()
      let socket = "\(folder)/socket"
      program = try BackgroundProgram(
        "python3", ["-c", RecordFaultTests.server, socket], folder: folder)
      let http = LocalHTTP(socket: socket, seconds: 30)
      for _ in 0..<1_500 where !http.isReady { Clock.wait(milliseconds: 20) }
      nonisolated(unsafe) let proxy = try LoopbackProxy(to: socket, switchboard)
      url = proxy.url
      Thread.detachNewThread {
        proxy.run { !self.lock.withLock { self.isEnded } }
        self.program.stop()
      }
    }

    func end() { lock.withLock { isEnded = true } }
  }

  /// One request as a client sends it.
  private struct Sent: Hashable {
    var method: String
    var path: String

    static func random(_ random: inout RandomSource) -> Sent {
      let resources = [
        "/api/v1|pods", "/api/v1|configmaps", "/api/v1|secrets", "/apis/apps/v1|deployments",
        "/apis/batch/v1|jobs", "/apis/apps/v1|deployments/scale", "/api/v1|pods/log",
      ]
      let parts = resources.randomElement(using: &random)?.split(separator: "|") ?? []
      let resource = parts[1].split(separator: "/")
      let namespace = ["a", "b", "c"].randomElement(using: &random) ?? "a"
      let name = ["x", "y", "z"].randomElement(using: &random) ?? "x"
      let collection = "\(parts[0])/namespaces/\(namespace)/\(resource[0])"
      let object = "\(collection)/\(name)" + (resource.count > 1 ? "/\(resource[1])" : "")
      let isWhole = resource.count == 1 && Bool.random(using: &random)
      let methods = isWhole ? ["GET", "POST", "DELETE"] : ["GET", "PUT", "PATCH", "DELETE"]
      return Sent(
        method: methods.randomElement(using: &random) ?? "GET",
        path: isWhole ? collection : object)
    }

    var request: Request { Request(method: method, path: path) }
  }

  private static func send(_ sent: Sent, _ proxy: Running) async throws -> Int {
    var request = URLRequest(url: try #require(URL(string: proxy.url + sent.path)))
    request.httpMethod = sent.method
    request.timeoutInterval = 120
    let (_, response) = try await URLSession.shared.data(for: request)
    return (response as? HTTPURLResponse)?.statusCode ?? 0
  }

  private static let kubernetes = KubernetesVersion(minor: 33)

  private static func access(_ atoms: [Atom]) -> AgentAccess {
    let text = Dictionary(grouping: atoms, by: \.scope).sorted { $0.key < $1.key }.map {
      scope, atoms in
      let place = scope.namespace.map { ", namespace: \($0)" } ?? ""
      let rules = atoms.map { YAMLEmitter.text(.sequence([$0.rule.yaml])) }.joined()
      return "apiVersion: rbac.authorization.k8s.io/v1\nkind: "
        + (scope == .cluster ? "ClusterRole" : "Role")
        + "\nmetadata: {name: r\(place)}\nrules:\n\(rules)"
    }.joined(separator: "---\n")
    var reader = ManifestReader(kubernetesMinor: kubernetes.minor)
    reader.read(SourceText(name: "role", text: text))
    return AgentAccess(
      of: nil, in: reader.finish(inputs: "role"),
      defaults: DefaultObjects(version: kubernetes, creditsBindings: true), closedWorld: true)
  }

  /// What a run with these requests comes to, under a role.
  private static func run(
    _ requests: [Sent], under atoms: [Atom]?, _ proxy: Running
  ) async throws -> (usage: Usage, missing: [Request: Int], refused: [Sent]) {
    let access = atoms.map(access)
    let recorder = Recorder(
      user: "program", as: nil,
      candidate: access.map {
        Recorder.Candidate(access: $0, isEnforced: true, finds: { _ in true })
      }, server: kubernetes, keepsLog: false)
    proxy.switchboard.use(recorder)
    var refused: [Sent] = []
    for sent in requests where try await send(sent, proxy) == 403 { refused.append(sent) }
    try await proxy.switchboard.waitForAnswers(requests.count)
    proxy.switchboard.use(nil)
    let catalog = Catalog.builtIn
    let judge = UsageJudge(
      catalog: catalog,
      context: NeedContext(kubernetes: kubernetes, agentVersion: catalog.newestAgentVersion),
      names: .exact)
    let usage = judge.usage(of: "program", in: recorder.tally, access: access, isWhole: true)
    return (usage, recorder.missing, refused)
  }

  /// Fifty roles without one atom that the run needs, and fifty with one that it does not.
  @Test func allOfAHundredFaultsAreFound() async throws {
    let proxy = try Running()
    defer { proxy.end() }
    var random = RandomSource(seed: 20_261_127)
    var found = 0
    for number in 0..<100 {
      var requests: Set<Sent> = []
      while requests.count < 6 { requests.insert(Sent.random(&random)) }
      let sent = requests.sorted { ($0.path, $0.method) < ($1.path, $1.method) }
      let exact = AtomSet(try await Self.run(sent, under: nil, proxy).usage.rules).atoms
      #expect(exact.count == 6)
      if number.isMultiple(of: 2) {
        let gone = Int.random(in: exact.indices, using: &random)
        let rest = exact.enumerated().filter { $0.offset != gone }.map(\.element)
        let result = try await Self.run(sent, under: rest, proxy)
        let lost = sent.filter { exact[gone].isFor($0.request) }
        if result.missing == [exact[gone].plainRequest: 1], result.refused.count == 1,
          lost.contains(result.refused[0]), result.usage.unseen?.isEmpty == true
        {
          found += 1
        }
      } else {
        var extra = Sent.random(&random)
        while exact.contains(where: { $0.isFor(extra.request) }) {
          extra = Sent.random(&random)
        }
        let more = try #require(
          AtomSet(try await Self.run([extra], under: nil, proxy).usage.rules).atoms.first)
        let result = try await Self.run(sent, under: exact + [more], proxy)
        let unseen = AtomSet((result.usage.unseen ?? []).flatMap(\.rules))
        if result.missing.isEmpty, result.refused.isEmpty, unseen.atoms == [more] { found += 1 }
      }
    }
    #expect(found == 100)
  }
}

extension Atom {
  /// Whether it allows a request.
  fileprivate func isFor(_ asked: Request) -> Bool {
    guard case .resource(let resource) = asked else { return false }
    return rule.allows(asked) && scope == .namespace(resource.namespace)
  }

  /// As a client asks for it.
  fileprivate var plainRequest: Request {
    guard case .resource(var request) = request else { return request }
    if request.name == Self.anyName { request.name = "" }
    return .resource(request)
  }
}
