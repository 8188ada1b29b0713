// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Host

/// Several of the user's clusters, chosen by the names of their contexts.
enum ClusterContexts {
  /// How many clusters are asked at the same time.
  static let atOnce = 3

  /// The contexts whose names match one of `patterns`, sorted.
  static func matching(_ patterns: [String], _ kubectl: Kubectl) throws(Failure) -> [String] {
    let output = try kubectl.output(["config", "get-contexts", "--output", "name"])
    let names = String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map(String.init)
    let globs = patterns.flatMap { $0.split(separator: ",").map(String.init) }
    let matching = names.filter { name in globs.contains { matches(name, $0) } }
    guard !matching.isEmpty else {
      throw .unjudged(
        "cluster", "no context matches '\(globs.joined(separator: ","))'",
        remedy: "`kubectl config get-contexts` lists the contexts")
    }
    return Set(matching).sorted()
  }

  /// Whether a name matches a pattern in which `*` stands for anything and `?` for one character.
  static func matches(_ name: String, _ pattern: String) -> Bool {
    let name = Array(name)
    let pattern = Array(pattern)
    var at = 0
    var place = 0
    /// Where to go on when what follows the last `*` does not match: its place and how far it reached.
    var retry: (place: Int, at: Int)?
    while at < name.count {
      if place < pattern.count, pattern[place] == "*" {
        retry = (place + 1, at)
        place += 1
      } else if place < pattern.count, pattern[place] == "?" || pattern[place] == name[at] {
        place += 1
        at += 1
      } else if let last = retry {
        retry = (last.place, last.at + 1)
        place = last.place
        at = last.at + 1
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == "*" }
  }

  /// What `body` makes of each cluster, a few at a time, in the order of `contexts`; on a terminal a
  /// line says how far it has come.
  static func map<Output: Sendable>(
    _ contexts: [String], _ kubectl: Kubectl, _ body: @escaping @Sendable (Kubectl) -> Output
  ) -> [Output] {
    let progress = Progress(total: contexts.count)
    progress.show()
    defer { progress.clear() }
    return Parallel.map(contexts, width: atOnce) { context in
      var own = kubectl
      own.context = context
      let output = body(own)
      progress.advance()
      return output
    }
  }
}
