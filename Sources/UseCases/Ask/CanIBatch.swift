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

  init(policy: Policy) { self.policy = policy }

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
    var reader = JSONReader()
    var reasons = Reasons(policy)
    // Reviews of one user tend to come together.
    var user = User(name: "")
    var requester = policy.requester(for: user)
    while let line = try next(lines, &output) {
      let source = SourceText(name: name, bytes: line, firstLine: lines.lineNumber)
      guard let review = try review(source, &reader, &output) else { continue }
      if review.user != user {
        user = review.user
        requester = policy.requester(for: user)
      }
      try reasons.write(policy.decide(review.request, by: requester), to: &output)
    }
    try output.flush()
  }

  /// The next line. What was answered before a line that can't be read is written all the same.
  private func next(
    _ lines: LineReader, _ output: inout OutputBuffer
  ) throws -> [UInt8]? {
    do {
      return try lines.next().map(Array.init)
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

/// The answers' texts: that of a grant's answer is made once.
private struct Reasons {
  private let policy: Policy
  private var known: [Grant: [UInt8]] = [:]
  /// Bounds the memory, however many grants there are.
  private static let most = 1 << 16

  init(_ policy: Policy) { self.policy = policy }

  mutating func write(
    _ decision: Decision, to output: inout OutputBuffer
  ) throws(HostError) {
    guard let grant = decision.grant else {
      guard case .noRule = decision.basis, decision.unresolved.isEmpty else {
        try output.write(text(of: decision))
        return
      }
      try output.write(
        "{\"allowed\":false,\"undetermined\":false,\"reason\":\"\"}\n" as StaticString)
      return
    }
    if let bytes = known[grant] {
      try output.write(bytes: bytes)
      return
    }
    let bytes = Array(text(of: decision).utf8)
    if known.count == Self.most { known.removeAll(keepingCapacity: true) }
    known[grant] = bytes
    try output.write(bytes: bytes)
  }

  private func text(of decision: Decision) -> String {
    let reason = JSONEmitter.text(.string(policy.reason(for: decision)), pretty: false)
    return "{\"allowed\":\(decision.allowed),\"undetermined\":\(decision.undetermined),"
      + "\"reason\":\(reason)}\n"
  }
}
