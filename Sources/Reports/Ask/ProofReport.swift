// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Diagnostics
import Manifests
import RBAC
package import YAMLSyntax

/// The reports of `rolefit prove`.
package struct ProofReport {
  private let proof: Proof

  package init(_ proof: Proof) { self.proof = proof }

  package func text(style: TextStyle) -> String {
    var lines: [ShownText] = []
    for action in proof.actions {
      lines.append("\(style.bold("\(action.id)"))  \(Self.painted(action.answer, style))")
      for probe in action.probes { lines += Self.lines(probe).map { "  \($0)" } }
    }
    lines += ["", summary(style: style)]
    return style.fitted(lines.joined(separator: "\n") + "\n")
  }

  private func summary(style: TextStyle) -> ShownText {
    if proof.answer == .planned {
      return "nothing was sent: these requests would be, as \(proof.subject)"
    }
    let count = proof.actions.count { $0.answer == .authorized }
    let all = proof.actions.count.counted("action")
    return
      "verdict: \(Self.painted(proof.answer, style)): \(count) of \(all)"
      + " authorized for \(proof.subject); nothing was changed"
  }

  private static func lines(_ probe: Proof.Probe) -> [String] {
    var lines: [String] = []
    if let method = probe.method, let path = probe.path {
      let answer = probe.status.map { ": \($0), \(probe.reading)" } ?? ""
      lines.append("\(method) \(path)\(answer)")
      if probe.answer == .planned, let body = probe.body {
        lines.append("  \(JSONEmitter.text(body, pretty: false))")
      }
    } else {
      lines.append(
        "access review: \(AccessPhrase(probe.request).question): "
          + (probe.answer == .planned ? "" : "\(probe.answer.rawValue), ")
          + "asked rather than sent, since \(probe.review ?? "")")
    }
    return lines
  }

  package var json: YAMLValue {
    .object([
      ("schemaVersion", .integer(1)), ("verdict", .string(proof.answer.rawValue)),
      ("sentAs", .string(proof.subject)), ("source", .string(proof.source)),
      ("kubernetes", .string(proof.kubernetes)),
      ("actions", .sequence(proof.actions.map(Self.json))),
    ])
  }

  private static func json(_ action: Proof.ActionResult) -> YAMLValue {
    .object([
      ("id", .string(action.id)), ("title", .string(action.title)),
      ("verdict", .string(action.answer.rawValue)),
      ("requests", .sequence(action.probes.map(json))),
    ])
  }

  private static func json(_ probe: Proof.Probe) -> YAMLValue {
    func optional(_ text: String?) -> YAMLValue { text.map { .string($0) } ?? .null }
    var fields: [(String, YAMLValue)] = [
      ("request", .string(AccessPhrase(probe.request).question)),
      ("asked", .string(probe.review == nil ? "request" : "access-review")),
      ("method", optional(probe.method)), ("path", optional(probe.path)),
      ("dryRun", .bool(probe.isDry)), ("body", probe.body ?? .null),
    ]
    fields += [
      ("answer", .string(probe.answer.rawValue)),
      ("status", probe.status.map { .integer(Int64($0)) } ?? .null),
      ("reading", .string(probe.reading)), ("why", optional(probe.review)),
    ]
    return .object(fields)
  }

  package var markdown: String {
    var page = MarkdownPage(
      "## Proof for \(MarkdownText.cell(proof.subject)): \(proof.answer.rawValue)\n\n")
    let answers: [Proof.Answer] = [.refused, .undetermined, .authorized, .planned]
    page.add(
      "| action | request | status | answer |\n| --- | --- | --- | --- |\n",
      rows: answers.flatMap { answer in
        proof.actions.filter { $0.answer == answer }.flatMap { action in
          action.probes.map { Self.row(action, $0) }
        }
      })
    return page.text()
  }

  private static func row(_ action: Proof.ActionResult, _ probe: Proof.Probe) -> String {
    let request =
      probe.method.map { "\($0) \(probe.path ?? "")" }
      ?? "access review: \(AccessPhrase(probe.request).question)"
    return "| \(MarkdownText.cell(action.id)) | \(MarkdownText.cell(request)) "
      + "| \(probe.status.map(String.init) ?? "-") "
      + "| \(probe.answer.rawValue): \(MarkdownText.cell(probe.reading)) |\n"
  }

  package static let rules = CheckRules.verify.filter {
    ["missing-for-action", "undetermined-for-action"].contains($0.id)
  }

  /// What was refused, and what nobody could say.
  package var findings: [Finding] {
    proof.actions.compactMap { action in
      let probes = action.probes.filter { $0.answer == action.answer }
      let requests = probes.map { AccessPhrase($0.request).question }.joined(separator: "; ")
      switch action.answer {
      case .refused:
        return Finding(
          "missing-for-action", .error, "\(action.id): refused: \(requests)", at: nil)
      case .undetermined:
        return Finding(
          "undetermined-for-action", .warning, "\(action.id): no answer: \(requests)", at: nil)
      case .authorized, .planned: return nil
      }
    }
  }

  private static func painted(_ answer: Proof.Answer, _ style: TextStyle) -> ShownText {
    switch answer {
    case .authorized: style.good("\(answer.rawValue)")
    case .refused: style.bad("\(answer.rawValue)")
    case .undetermined, .planned: style.doubtful("\(answer.rawValue)")
    }
  }
}
