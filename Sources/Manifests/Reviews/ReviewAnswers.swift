// SPDX-License-Identifier: Apache-2.0

package import RBAC
import YAMLSyntax

/// The answers to reviews as lines of JSON. What an answer says of a binding's subject is written
/// once and then copied.
package struct ReviewAnswers {
  private let policy: Policy
  /// The number of each binding's first subject.
  private let firstSubjects: [Int]
  /// By the number of a subject, where its answers' common start lies in `texts`; empty while it is
  /// not known.
  private var starts: [Range<UInt32>]
  private var texts: [UInt8] = []
  /// Whole answers that do not end in a rule's number.
  private var others: [Grant: [UInt8]] = [:]

  private static let refusal: StaticString =
    "{\"allowed\":false,\"undetermined\":false,\"reason\":\"\"}\n"
  // They bound the memory, however many subjects there are.
  private static let mostBytes = 1 << 24
  private static let mostOthers = 1 << 14

  package init(_ policy: Policy) {
    self.policy = policy
    var first = 0
    firstSubjects = policy.bindings.map { binding in
      first += binding.subjects.count
      return first - binding.subjects.count
    }
    starts = Array(repeating: 0..<0, count: first)
  }

  /// Appends the line that answers a review that was refused, and of which nothing is open.
  package static func appendRefusal(to output: inout [UInt8]) {
    output.append(
      contentsOf: UnsafeBufferPointer(
        start: refusal.utf8Start, count: refusal.utf8CodeUnitCount))
  }

  /// Appends the line that answers with what allows the request.
  package mutating func append(_ grant: Grant, to output: inout [UInt8]) {
    let subject = firstSubjects[grant.binding] + grant.subject
    if starts[subject].isEmpty {
      // The rule of a part is told by more than its number.
      guard policy.source(of: grant).role == grant.role else {
        appendOther(grant, to: &output)
        return
      }
      learn(grant, subject)
    }
    let start = starts[subject]
    output.append(contentsOf: texts[Int(start.lowerBound)..<Int(start.upperBound)])
    appendEnd(grant.rule, to: &output)
  }

  /// Appends the line that says any decision.
  package mutating func append(_ decision: Decision, to output: inout [UInt8]) {
    if let grant = decision.grant {
      append(grant, to: &output)
    } else {
      output += bytes(of: decision)
    }
  }

  private func bytes(of decision: Decision) -> [UInt8] {
    let reason = JSONEmitter.text(.string(policy.reason(for: decision)), pretty: false)
    let text =
      "{\"allowed\":\(decision.allowed),\"undetermined\":\(decision.undetermined),"
      + "\"reason\":\(reason)}\n"
    return Array(text.utf8)
  }

  /// What ends the answer: the rule's number, counted from 1.
  private func appendEnd(_ rule: Int, to output: inout [UInt8]) {
    let number = rule + 1
    if number < 10 {
      output.append(UInt8(ascii: "0") + UInt8(number))
    } else {
      output.append(contentsOf: String(number).utf8)
    }
    output.append(contentsOf: "\"}\n".utf8)
  }

  /// Learns the start of a subject's answers.
  private mutating func learn(_ grant: Grant, _ subject: Int) {
    let answer = bytes(of: Decision(grant))
    var end: [UInt8] = []
    appendEnd(grant.rule, to: &end)
    precondition(answer.suffix(end.count).elementsEqual(end), "a reason ends in its rule")
    if texts.count > Self.mostBytes {
      texts.removeAll(keepingCapacity: true)
      starts = Array(repeating: 0..<0, count: starts.count)
    }
    let start = UInt32(texts.count)
    texts.append(contentsOf: answer.dropLast(end.count))
    starts[subject] = start..<UInt32(texts.count)
  }

  private mutating func appendOther(_ grant: Grant, to output: inout [UInt8]) {
    if let answer = others[grant] {
      output.append(contentsOf: answer)
      return
    }
    let answer = bytes(of: Decision(grant))
    if others.count == Self.mostOthers { others.removeAll(keepingCapacity: true) }
    others[grant] = answer
    output.append(contentsOf: answer)
  }
}
