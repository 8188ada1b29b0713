// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Host
import Manifests
import Tools
package import YAMLSyntax

extension Outside {
  /// What surrounds this process: its environment, its standard input, the programs along its
  /// `PATH`.
  package static func process(messages: any MessageSink) -> Outside {
    Outside(
      tools: InstalledTools(), messages: messages, variable: { Environment.value($0) },
      standardInput: { Files.readBlocksOfStandardInput(size: 1 << 20, $0) },
      secondsSince1970: { Clock.secondsSince1970 },
      connect: { kubectl, sender in
        Result { () throws(Failure) in try KubectlProxy(kubectl, as: sender) }
      })
  }
}

extension Outside {
  /// The text of a file, or of standard input for `-`.
  package func text(_ input: String) throws(Failure) -> SourceText {
    guard input == "-" else { return try SourceText(file: input) }
    return SourceText(name: Files.standardInputName, bytes: try standardInputBytes())
  }

  /// Standard input, to its end.
  func standardInputBytes() throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    let failure = standardInput { block in
      guard bytes.count + block.count <= SourceText.limit else {
        return .tooLarge(path: Files.standardInputName, limit: SourceText.limit)
      }
      bytes += block
      return nil
    }
    if let failure { throw .unreadable(failure) }
    return bytes
  }
}
