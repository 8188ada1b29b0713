// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import Host
import Manifests
import RBAC
import YAMLSyntax

/// Answers SubjectAccessReviews, one a line, in order.
struct CanIBatch {
  private let policy: Policy
  private let outside: Outside

  init(policy: Policy, _ outside: Outside) {
    self.policy = policy
    self.outside = outside
  }

  /// Reads the file, or standard input for `-`, and writes an answer for each line.
  ///
  /// Throws a `Failure` for what is read, a `HostError` where an answer can't be written.
  func answer(_ file: String, to output: inout OutputBuffer) throws {
    let name = file == "-" ? Files.standardInputName : file
    let lines: LineReader
    do {
      lines = file == "-" ? LineReader.standardInput() : try LineReader(path: file)
    } catch {
      throw Failure.unreadable(error)
    }
    var answers = ReviewAnswers(policy)
    var words = ReviewWords()
    var reader = JSONReader()
    // Reviews of one user tend to come together.
    var user = User(name: "")
    var requester = policy.requester(for: user)
    var wasAsked = false
    while let line = try next(lines, &output) {
      let asked: (user: User, request: Request)
      if ReviewScanner.read(line, into: &words) {
        wasAsked = true
        switch policy.plainDecision(on: words) {
        case .refused:
          try output.write { ReviewAnswers.appendRefusal(to: &$0) }
          continue
        case .granted(let grant):
          try output.write { answers.append(grant, to: &$0) }
          continue
        case .open:
          asked = words.strings
        }
      } else {
        let source = SourceText(name: name, bytes: Array(line), firstLine: lines.lineNumber)
        guard let review = try review(source, &reader, &output) else { continue }
        wasAsked = true
        asked = (review.user, review.request)
      }
      if asked.user != user {
        user = asked.user
        requester = policy.requester(for: user)
      }
      let decision = policy.decide(asked.request, by: requester)
      try output.write { answers.append(decision, to: &$0) }
    }
    try output.flush()
    if !wasAsked { outside.remark("nothing was asked: \(name) has no review") }
  }

  /// The next line, valid until the one after it is asked for. What was answered before a line that
  /// can't be read is written all the same.
  private func next(
    _ lines: LineReader, _ output: inout OutputBuffer
  ) throws -> UnsafeBufferPointer<UInt8>? {
    do {
      return try lines.next()
    } catch {
      try output.flush()
      throw Failure.unreadable(error)
    }
  }

  private func review(
    _ source: SourceText, _ reader: inout JSONReader, _ output: inout OutputBuffer
  ) throws -> AccessReview? {
    let node: YAMLNode?
    do {
      node = try reader.read(source)
    } catch {
      try output.flush()
      throw Failure.unjudged([error.diagnostic])
    }
    guard let node else { return nil }
    do {
      return try AccessReview(node)
    } catch {
      try output.flush()
      throw Failure.unjudged("access-review", error.message, at: error.node.range)
    }
  }
}
