// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Host
import Synchronization
import Tools
import UseCases

/// Programs that answer as a test says, and note what they were called with.
final class StubTools: ToolRunner {
  private let answer: @Sendable (ToolCall) -> Program.Result?
  private let noted = Mutex<[ToolCall]>([])

  /// - Parameter answer: `nil` for a program that is not installed.
  init(_ answer: @escaping @Sendable (ToolCall) -> Program.Result? = { _ in nil }) {
    self.answer = answer
  }

  var calls: [ToolCall] { noted.withLock(\.self) }

  func run(_ call: ToolCall) throws(HostError) -> Program.Result {
    noted.withLock { $0.append(call) }
    guard let result = answer(call) else {
      throw HostError(path: call.program, reason: "no such file", kind: .notFound)
    }
    return result
  }

  /// A helm that renders this.
  static func helm(_ text: String) -> StubTools {
    StubTools { call in
      call.program == "helm" ? .success(text) : nil
    }
  }
}

extension Program.Result {
  static func success(_ text: String) -> Program.Result {
    Program.Result(status: 0, output: Array(text.utf8), error: "")
  }

  static func failure(_ message: String) -> Program.Result {
    Program.Result(status: 1, output: [], error: message + "\n")
  }
}

/// Messages, kept in their order.
final class StubMessages: MessageSink {
  private let kept = Mutex<[Message]>([])

  func show(_ message: Message) { kept.withLock { $0.append(message) } }

  var messages: [Message] { kept.withLock(\.self) }

  var remarks: [String] {
    messages.compactMap { if case .remark(let sentence) = $0 { sentence } else { nil } }
  }
}

extension Outside {
  /// An outside without environment and standard input. Nothing is installed unless `tools` says
  /// so.
  static func stub(
    tools: any ToolRunner = StubTools(), messages: StubMessages = StubMessages(),
    environment: [String: String] = [:], input: String = "",
    connection: (any APIConnection & Sendable)? = nil
  ) -> Outside {
    Outside(
      tools: tools, messages: messages, variable: { environment[$0] },
      standardInput: { $0(Array(input.utf8)) }, secondsSince1970: { 1_700_000_000 },
      connect: { _, _ in
        connection.map { .success($0) } ?? .failure(.unjudged("cluster", "no connection here"))
      })
  }
}

extension Options {
  /// Options as the command line gives them, without a configuration file.
  init(_ values: [OptionName: [String]], _ outside: Outside) throws {
    var layer = OptionLayer(.commandLine)
    for (name, texts) in values { layer.add(name, texts) }
    try self.init(layer, configuration: "/dev/null", outside)
  }
}
