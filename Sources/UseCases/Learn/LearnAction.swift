// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
package import Diagnostics
import Generating
import Manifests
import RBAC
import YAMLSyntax

/// Makes an entry of a catalog from the requests of an action that was done.
package struct LearnAction: Sendable {
  private let request: LearnRequest
  private var arguments: LearnRequest.Arguments { request.arguments }
  private var outside: Outside { request.outside }

  package init(_ request: LearnRequest) { self.request = request }

  /// The catalog's text.
  package func run() throws(Failure) -> String {
    var lesson = CatalogLesson(
      action: arguments.action, title: arguments.title, agent: arguments.agent,
      namespace: try request.options.get(.namespace),
      optionalReads: arguments.readsAreOptional.map { $0 ? .everybodys : .nobodys } ?? .kubectls)
    guard lesson.hasValidID else {
      throw .usage(
        "--action: '\(arguments.action)' is no id", remedy: "write it like scale:deployment")
    }
    let resolver = Resolver(request.options, outside)
    let source = try resolver.catalogText()
    let catalog = try resolver.catalog()
    let seen = try arguments.command.isEmpty ? inLogs(catalog) : inRun()
    if let account = User(name: seen.user).serviceAccount {
      lesson.namespace = lesson.namespace ?? account.namespace
      lesson.serviceAccount = account.name
    }
    guard seen.runs.contains(where: { !$0.isEmpty }) else {
      throw .unjudged(
        "no-event", "there is no request of \(seen.user) to learn from",
        remedy: "discovery and reviews of one's own access are no action's")
    }
    let result: CatalogLesson.Result
    if let source {
      result = try lesson.widen(catalog, source, seen.runs)
    } else {
      result = lesson.begin(seen.runs)
    }
    outside.remark(result.leftOut.map { "left out: \($0)" })
    if source != nil {
      if arguments.title != nil, catalog.action(arguments.action) != nil {
        outside.remark("--title is left out: \(arguments.action) has one")
      }
      outside.remark(
        result.changes.isEmpty
          ? ["\(arguments.action): nothing new was seen"] : result.changes)
    } else {
      outside.remark(result.changes)
    }
    let (read, diagnostics) = Catalog.read(SourceText(name: "learned catalog", text: result.text))
    guard read != nil else { throw .unjudged(diagnostics) }
    return result.text
  }

  /// The requests of each run, and whose they are.
  private struct Seen {
    var user: String
    var runs: [[ObservedRequest]]
  }

  /// A request with how often it was sent, and when.
  private struct Asked {
    var request: Request
    var isOfAnyName: Bool
    var count: RequestCount
    /// Whether somebody else than kubectl sent it.
    var isOthers: Bool
  }

  /// What the command asks while it runs.
  private func inRun() throws(Failure) -> Seen {
    // Nobody sends requests as another because of a configuration file.
    let account = try request.options.commandLine.get(.serviceAccount)
    let result = try Record(
      RecordRequest(
        request.options,
        RecordRequest.Arguments(
          command: arguments.command,
          account: arguments.user ?? account.map { "\($0.namespace):\($0.name)" }), outside)
    ).run()
    guard result.status == 0 else {
      throw .unjudged(
        "program", "the command ended with \(result.status): nothing is learned from it",
        remedy: "`rolefit record` says what was asked and refused")
    }
    let asked = result.usage.requests.map {
      Asked(
        request: $0.request, isOfAnyName: $0.isOfAnyName, count: $0.count,
        isOthers: result.others.contains($0.request))
    }
    let words = CommandWords(arguments.command).text
    return Seen(
      user: result.usage.user,
      runs: [
        observed(asked) { count in
          "seen: \(words) (\(count.total == 1 ? "1 request" : "\(count.total) requests"))"
        }
      ])
  }

  private func inLogs(_ catalog: Catalog) throws(Failure) -> Seen {
    var runs: [(log: String, tally: UsageTally, others: Set<Request>)] = []
    let windows = request.windows.map { Optional($0) }
    for log in arguments.logs {
      for window in windows.isEmpty ? [nil] : windows {
        let usage = try UsageRequest(
          request.options,
          UsageRequest.Arguments(
            logs: [log], user: arguments.user, since: window?.since, until: window?.until), outside)
        var others: Set<Request> = []
        let result = try UsageLogs(usage).read { event in
          if !event.isKubectls { others.insert(event.request) }
        }
        guard result.failures.isEmpty, !result.tally.isInterrupted else {
          throw .unjudged(
            "audit-log", "\(log) could not be read to its end: nothing is learned from it")
        }
        if result.tally.users.isEmpty, let failure = result.outside.failure { throw failure }
        runs.append((log, result.tally, others))
      }
    }
    var all = UsageTally()
    for run in runs { all.add(run.tally) }
    let account = try request.options.get(.serviceAccount)
    let named =
      arguments.user
      ?? account.map { User.serviceAccount(namespace: $0.namespace, name: $0.name).name }
    let user = try UsageUser(named: named, catalog, outside).user(in: all)
    let observed = runs.map { run in
      let asked = run.tally.seen(of: user).map {
        Asked(
          request: $0.request, isOfAnyName: $0.isOfAnyName, count: $0.count,
          isOthers: run.others.contains($0.request))
      }
      return self.observed(asked) { count in Self.evidence(run.log, count) }
    }
    if observed.count > 1, observed.contains(where: \.isEmpty) {
      outside.remark("a run has no request of \(user), and says nothing")
    }
    return Seen(user: user, runs: observed)
  }

  /// What was asked, in the order it was asked first.
  private func observed(
    _ seen: [Asked], _ evidence: (RequestCount) -> String
  ) -> [ObservedRequest] {
    let asked = seen.filter { CommonRequest.reason(for: $0.request) == nil }
    for seen in asked where seen.count.refused > 0 {
      outside.remark(
        "was refused, and may be followed by more once it is allowed: "
          + AccessPhrase(seen.request).question)
    }
    let order = asked.indices.sorted {
      let (left, right) = (asked[$0].count.first, asked[$1].count.first)
      return (left?.microseconds ?? .max, $0) < (right?.microseconds ?? .max, $1)
    }
    return order.map {
      ObservedRequest(
        asked[$0].request, isOfAnyName: asked[$0].isOfAnyName, evidence: evidence(asked[$0].count),
        isKubectls: !asked[$0].isOthers && !asked[$0].isOfAnyName)
    }
  }

  private static func evidence(_ log: String, _ count: RequestCount) -> String {
    let name = log == "-" ? "audit log" : "audit log \(log.split(separator: "/").last ?? "")"
    let times = count.total == 1 ? "1 request" : "\(count.total) requests"
    guard let first = count.first, let last = count.last else { return "\(name): \(times)" }
    return "\(name): \(times), "
      + (first == last ? "at \(first)" : "first at \(first), last at \(last)")
  }
}
