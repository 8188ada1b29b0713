// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A script of the repository that runs beside the tests until they end.
///
/// It holds the reading end of a pipe as its standard input, and ends when that does: even when
/// this process crashes, nothing stays behind.
package final class RunningScript: @unchecked Sendable {
  /// The script did not do what it is there for.
  package struct Failure: Error, CustomStringConvertible {
    package var description: String
  }

  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private let name: String

  /// Starts `name`, a path from the top folder. Its errors go where those of the tests go.
  package init(_ name: String) throws {
    self.name = name
    process.executableURL = URL(fileURLWithPath: Repository.path(name))
    process.standardInput = input
    process.standardOutput = output
    try process.run()
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// Waits for the first line of its output.
  package func firstLine() throws -> String {
    var line = Data()
    while true {
      let chunk = output.fileHandleForReading.availableData
      guard !chunk.isEmpty else {
        process.waitUntilExit()
        throw Failure(description: "\(name) ended with \(process.terminationStatus)")
      }
      line.append(chunk)
      if let end = line.firstIndex(of: UInt8(ascii: "\n")) {
        return String(decoding: line[..<end], as: UTF8.self)
      }
    }
  }
}
