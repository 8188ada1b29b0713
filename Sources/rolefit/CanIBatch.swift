// SPDX-License-Identifier: Apache-2.0

import Analysis
import ArgumentParser
import Diagnostics
import Host
import RBAC
import YAMLSyntax

/// Answers SubjectAccessReviews, one a line, in order.
struct CanIBatch {
  private let policy: Policy

  init(policy: Policy) { self.policy = policy }

  /// Reads the file, or standard input for `-`, and writes an answer for each line.
  func answer(_ file: String) throws(Failure) {
    let name = file == "-" ? Files.standardInputName : file
    let lines: LineReader
    do {
      lines = file == "-" ? LineReader.standardInput() : try LineReader(path: file)
    } catch {
      throw .unreadable(error)
    }
    var reader = JSONReader()
    var output = OutputBuffer()
    var requesters: [User: Policy.Requester] = [:]
    while let line = try next(lines, &output) {
      let source = SourceText(name: name, bytes: line, firstLine: lines.lineNumber)
      guard let review = try review(source, &reader, &output) else { continue }
      let requester = requesters[review.user] ?? policy.requester(for: review.user)
      requesters[review.user] = requester
      write(policy.decide(review.request, by: requester), to: &output)
    }
    output.flush()
  }

  /// The next line. What was answered before a line that can't be read is written all the same.
  private func next(
    _ lines: LineReader, _ output: inout OutputBuffer
  ) throws(Failure) -> [UInt8]? {
    do {
      return try lines.next().map(Array.init)
    } catch {
      output.flush()
      throw .unreadable(error)
    }
  }

  private func review(
    _ source: SourceText, _ reader: inout JSONReader, _ output: inout OutputBuffer
  ) throws(Failure) -> AccessReview? {
    let node: YAMLNode?
    do {
      node = try reader.read(source)
    } catch {
      output.flush()
      throw .unjudged([error.diagnostic])
    }
    guard let node else { return nil }
    do {
      return try AccessReview(node)
    } catch {
      output.flush()
      throw .unjudged("access-review", error.message, at: error.node.range)
    }
  }

  private func write(_ decision: Decision, to output: inout OutputBuffer) {
    output.write(decision.allowed ? "{\"allowed\":true," : "{\"allowed\":false,")
    output.write(decision.undetermined ? "\"undetermined\":true," : "\"undetermined\":false,")
    output.write("\"reason\":")
    output.write(JSONEmitter.text(.string(policy.reason(for: decision)), pretty: false))
    output.write("}\n")
  }
}
