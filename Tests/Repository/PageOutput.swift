// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport

/// A page whose `console` blocks are run: what a reader types, and what is printed then.
struct PageOutput {
  /// A command of a block, and what the page says it prints.
  struct Step: Equatable {
    /// Without the `$ ` and the `> ` of further lines.
    var command: String
    var output: [String]
    /// What it ended with; `nil` before it was run.
    var status: Int32?
  }

  /// A stretch of a page: lines that stay as they are, or a block's steps.
  enum Part: Equatable {
    case lines([String])
    case block([Step])
  }

  /// A block that cannot be understood.
  struct Malformed: Error, Equatable {
    var line: Int
    var reason: String
  }

  var parts: [Part]

  init(_ text: String) throws {
    parts = []
    var plain: [String] = []
    var steps: [Step]?
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (index, line) in lines.enumerated() {
      guard var block = steps else {
        plain.append(line)
        if line == "```console" {
          parts.append(.lines(plain))
          plain = []
          steps = []
        }
        continue
      }
      if line == "```" {
        parts.append(.block(block))
        plain = [line]
        steps = nil
        continue
      }
      if line.hasPrefix("$ ") {
        block.append(Step(command: String(line.dropFirst(2)), output: []))
      } else if block.isEmpty {
        throw Malformed(line: index + 1, reason: "a block starts with a command")
      } else if line.hasPrefix("> "), block[block.count - 1].output.isEmpty {
        block[block.count - 1].command += "\n" + line.dropFirst(2)
      } else {
        block[block.count - 1].output.append(line)
      }
      steps = block
    }
    guard steps == nil else { throw Malformed(line: lines.count, reason: "a block has no end") }
    parts.append(.lines(plain))
  }

  /// The page's text.
  var text: String {
    parts.map { part in
      switch part {
      case .lines(let lines): lines.joined(separator: "\n")
      case .block(let steps): steps.map(\.text).joined(separator: "\n")
      }
    }.joined(separator: "\n")
  }

  /// The page with what its commands really print.
  ///
  /// The commands of a block share a shell. All blocks share a folder, in which the repository's
  /// own files and folders are seen, and what the commands write stays out of the repository.
  func run() throws -> PageOutput {
    let folder = try TemporaryDirectory()
    let files = FileManager.default
    for name in try files.contentsOfDirectory(atPath: Repository.root.path)
    where !name.hasPrefix(".") {
      try files.createSymbolicLink(
        atPath: folder.path(name), withDestinationPath: Repository.path(name))
    }
    let programs = try TemporaryDirectory()
    try files.createSymbolicLink(
      atPath: programs.path("rolefit"), withDestinationPath: RolefitBinary.path)

    var page = self
    for (index, part) in parts.enumerated() {
      guard case .block(let steps) = part else { continue }
      page.parts[index] = .block(try Self.run(steps, in: folder.path, programs: programs.path))
    }
    return page
  }

  /// Steps that ended with something else than 0 where the page does not say so.
  var unspoken: [Step] {
    parts.flatMap { part -> [Step] in
      guard case .block(let steps) = part else { return [] }
      return steps.enumerated().filter { index, step in
        let next = index + 1 < steps.count ? steps[index + 1].command : ""
        return (step.status ?? 0) != 0 && !next.contains("$?")
      }.map(\.element)
    }
  }

  /// Ends what a command printed; not a character that programs print.
  private static let mark = "\u{1E}"

  private static func run(_ steps: [Step], in folder: String, programs: String) throws -> [Step] {
    // Each command is followed by a mark with its status, which it leaves as it was.
    var script = """
      exec 2>&1
      cd '\(folder)'
      mark() { local status=$?; printf '\\036%d\\036' $status; return $status; }

      """
    for step in steps { script += "\(step.command)\nmark\n" }
    var environment = RolefitBinary.cleanEnvironment
    environment["PATH"] = "\(programs):\(environment["PATH"] ?? "/usr/bin:/bin")"
    environment["LC_ALL"] = "C"
    let result = try Program.run(
      "bash", ["-c", script], environment: environment, limit: 1 << 24)
    let said = String(decoding: result.output, as: UTF8.self).components(separatedBy: mark)
    return steps.enumerated().map { index, step in
      var step = step
      let output = index * 2 + 1 < said.count ? said[index * 2] : "the shell gave up"
      step.status = index * 2 + 1 < said.count ? Int32(said[index * 2 + 1]) : -1
      step.output = output.split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
      if step.output.last?.isEmpty == true { step.output.removeLast() }
      return step
    }
  }
}

extension PageOutput.Step {
  /// As a page has it.
  fileprivate var text: String {
    let lines = command.split(separator: "\n", omittingEmptySubsequences: false)
    let typed = lines.enumerated().map { ($0 == 0 ? "$ " : "> ") + $1 }
    return (typed + output).joined(separator: "\n")
  }
}
