// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Host
package import Tools

/// Everything outside of the process that a use case asks, besides files. A test puts its own
/// answers here.
package struct Outside: Sendable {
  /// Reads standard input to its end, block by block, unless a block is refused; answers why it
  /// stopped early.
  package typealias StandardInput =
    @Sendable (_ refuse: ([UInt8]) -> HostError?) -> HostError?

  /// The way to helm, kubectl and git.
  package var tools: any ToolRunner
  /// Where messages go as they come up; results are returned.
  package var messages: any MessageSink
  /// The value of an environment variable; `nil` where it is not set.
  package var variable: @Sendable (_ name: String) -> String?
  /// Calls its argument with standard input, block by block, to its end.
  package var standardInput: StandardInput
  /// Seconds since the start of 1970.
  package var secondsSince1970: @Sendable () -> Int
  /// Opens the way of single requests to a cluster.
  package var connect:
    @Sendable (_ kubectl: Kubectl, _ sender: RequestSender) -> Result<any APIConnection, Failure>

  package init(
    tools: any ToolRunner, messages: any MessageSink,
    variable: @escaping @Sendable (_ name: String) -> String?,
    standardInput: @escaping StandardInput,
    secondsSince1970: @escaping @Sendable () -> Int,
    connect:
      @escaping @Sendable (_ kubectl: Kubectl, _ sender: RequestSender)
      -> Result<any APIConnection, Failure>
  ) {
    self.tools = tools
    self.messages = messages
    self.variable = variable
    self.standardInput = standardInput
    self.secondsSince1970 = secondsSince1970
    self.connect = connect
  }
}
