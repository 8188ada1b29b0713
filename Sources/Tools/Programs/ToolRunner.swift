// SPDX-License-Identifier: Apache-2.0

package import Host

/// One run of a program of the user's.
package struct ToolCall: Hashable, Sendable {
  /// The program's name, found along `PATH`.
  package var program: String
  package var arguments: [String]
  /// What it reads from standard input; nothing where `nil`.
  package var input: [UInt8]?
  /// How long it may take, in seconds.
  package var seconds: Int

  package init(_ program: String, _ arguments: [String], input: [UInt8]? = nil, seconds: Int) {
    self.program = program
    self.arguments = arguments
    self.input = input
    self.seconds = seconds
  }
}

/// The one way to helm, kubectl and git. A test answers in their place.
package protocol ToolRunner: Sendable {
  /// Runs the program to its end; throws where it can't be started, prints too much, or takes
  /// longer than the call allows.
  func run(_ call: ToolCall) throws(HostError) -> Program.Result
}

/// The programs that are installed here.
package struct InstalledTools: ToolRunner {
  package init() {}

  package func run(_ call: ToolCall) throws(HostError) -> Program.Result {
    try Program.run(
      call.program, call.arguments, input: call.input, limit: Self.limit, seconds: call.seconds)
  }

  /// The most that a program may print on either stream, in bytes.
  private static let limit = 128 << 20
}
