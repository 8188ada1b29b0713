// SPDX-License-Identifier: Apache-2.0

import Host
import RBAC
import YAMLSyntax

/// Answers every line of `covers.jsonl` several times, as upstream does and as rolefit does, and
/// prints the fastest time of each in seconds and the number of lines as JSON.
///
/// Nothing is measured unless both give every verdict that the server gave.
@main
enum CoversBenchmark {
  /// What a server was asked, and what it said.
  struct Question {
    var owner: [PolicyRule]
    var servant: [PolicyRule]
    var isCovered: Bool
  }

  static func main() throws {
    guard CommandLine.arguments.count == 3, let times = Int(CommandLine.arguments[2]), times > 0
    else {
      Console.writeError("usage: CoversBenchmark FILE TIMES\n")
      return
    }
    let questions = try read(CommandLine.arguments[1])
    for (number, question) in questions.enumerated() {
      let verdicts = [upstream(question), rolefit(question)]
      guard verdicts == [question.isCovered, question.isCovered] else {
        Console.writeError("CoversBenchmark: line \(number + 1) was answered \(verdicts)\n")
        return
      }
    }
    var fastest = (upstream: Double.infinity, rolefit: Double.infinity)
    for _ in 0..<times {
      fastest.upstream = min(fastest.upstream, seconds(questions, upstream))
      fastest.rolefit = min(fastest.rolefit, seconds(questions, rolefit))
    }
    try Console.writeOutput(
      "{\"upstream\":\(fastest.upstream),\"rolefit\":\(fastest.rolefit),"
        + "\"lines\":\(questions.count)}\n")
  }

  private static func upstream(_ question: Question) -> Bool {
    UpstreamCovers.covers(question.owner, question.servant).covers
  }

  private static func rolefit(_ question: Question) -> Bool {
    question.owner.cover(question.servant)
  }

  private static func seconds(_ questions: [Question], _ answer: (Question) -> Bool) -> Double {
    var right = 0
    let time = ContinuousClock().measure {
      for question in questions where answer(question) == question.isCovered { right += 1 }
    }
    precondition(right == questions.count, "a verdict has changed")
    return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
  }

  private static func read(_ path: String) throws -> [Question] {
    let lines = try LineReader(path: path)
    var reader = JSONReader()
    var questions: [Question] = []
    while let line = try lines.next() {
      let source = SourceText(name: path, bytes: Array(line), firstLine: lines.lineNumber)
      guard let node = try reader.read(source) else { continue }
      questions.append(
        Question(
          owner: node["owner"]?.elements.map(rule) ?? [],
          servant: node["servant"]?.elements.map(rule) ?? [],
          isCovered: node["covers"]?.scalar == .bool(true)))
    }
    return questions
  }

  private static func rule(_ node: YAMLNode) -> PolicyRule {
    func strings(_ key: String) -> [String] { node[key]?.elements.compactMap(\.string) ?? [] }
    return PolicyRule(
      apiGroups: strings("apiGroups"), resources: strings("resources"),
      resourceNames: strings("resourceNames"), verbs: strings("verbs"),
      nonResourceURLs: strings("nonResourceURLs"))
  }
}
