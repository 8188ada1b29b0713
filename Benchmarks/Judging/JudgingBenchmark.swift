// SPDX-License-Identifier: Apache-2.0

import Analysis
import Host
import Manifests
import RBAC
import YAMLSyntax

/// Decides requests that a policy knows already, several times, with nothing to read or to write
/// between them, and prints the fastest time in seconds, the number of requests and how many were
/// allowed as JSON.
@main
enum JudgingBenchmark {
  static func main() throws {
    guard CommandLine.arguments.count == 4, let times = Int(CommandLine.arguments[3]), times > 0
    else {
      Console.writeError("usage: JudgingBenchmark OBJECTS REQUESTS TIMES\n")
      return
    }
    var objects = ManifestReader(kubernetesMinor: 34)
    let path = CommandLine.arguments[1]
    objects.read(SourceText(name: path, bytes: try Files.read(path, limit: 1 << 30)))
    guard objects.set.diagnostics.isEmpty else {
      Console.writeError("JudgingBenchmark: the objects cannot be read\n")
      return
    }
    let policy = Policy(roles: objects.set.roles, bindings: objects.set.bindings)
    let reviews = try read(CommandLine.arguments[2])
    let requests = reviews.map { policy.asked($0.request) }
    var known: [User: Policy.Requester] = [:]
    let requesters = reviews.map { review in
      if let requester = known[review.user] { return requester }
      let requester = policy.requester(for: review.user)
      known[review.user] = requester
      return requester
    }
    let clock = ContinuousClock()
    var fastest = Duration.seconds(1_000_000)
    var allowed = 0
    for _ in 0..<times {
      allowed = 0
      let time = clock.measure {
        for number in requests.indices
        where policy.decide(requests[number], by: requesters[number]).allowed {
          allowed += 1
        }
      }
      fastest = min(fastest, time)
    }
    let seconds =
      Double(fastest.components.seconds) + Double(fastest.components.attoseconds) / 1e18
    try Console.writeOutput(
      "{\"seconds\":\(seconds),\"requests\":\(requests.count),\"allowed\":\(allowed)}\n")
  }

  private static func read(_ path: String) throws -> [AccessReview] {
    let lines = try LineReader(path: path)
    var reader = JSONReader()
    var reviews: [AccessReview] = []
    while let line = try lines.next() {
      let source = SourceText(name: path, bytes: Array(line), firstLine: lines.lineNumber)
      if let node = try reader.read(source) { reviews.append(try AccessReview(node)) }
    }
    return reviews
  }
}
