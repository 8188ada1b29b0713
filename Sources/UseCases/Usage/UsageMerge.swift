// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import Host
import Manifests
import YAMLSyntax

/// Joins partial results, each of them a JSON document on one line or a file of its own.
struct UsageMerge {
  let outside: Outside
  private static let longestLine = 128 << 20

  init(_ outside: Outside) { self.outside = outside }

  func joined(_ files: [String]) throws(Failure) -> UsageTally {
    var tally = UsageTally()
    var count = 0
    for file in files {
      try read(file) { (part) throws(Failure) in
        tally.add(part)
        count += 1
      }
    }
    guard count > 0 else {
      throw .unjudged("usage-partial", "there is no partial result in what was given")
    }
    return tally
  }

  private func read(
    _ file: String, _ take: (UsageTally) throws(Failure) -> Void
  ) throws(Failure) {
    // A document over several lines is one all the same.
    if file != "-", let text = try? SourceText(file: file), !isOfLines(text) {
      let stream = YAMLStream.read(text)
      if let failure = stream.failure { throw .unjudged([failure]) }
      for document in stream.documents { try take(try tally(document)) }
      return
    }
    let name = file == "-" ? Files.standardInputName : file
    var reader = JSONReader()
    do {
      let lines =
        file == "-"
        ? LineReader.standardInput(longestLine: Self.longestLine)
        : try LineReader(path: file, longestLine: Self.longestLine)
      while let line = try lines.next() {
        let source = SourceText(name: name, bytes: Array(line), firstLine: lines.lineNumber)
        guard let node = try reader.read(source) else { continue }
        try take(try tally(node))
      }
    } catch let error as HostError {
      throw .unreadable(error)
    } catch let error as JSONReader.Failure {
      throw .unjudged([error.diagnostic])
    } catch let error as Failure {
      throw error
    } catch {
      throw .unjudged("usage-partial", "this cannot be read", at: .startOf(file: name))
    }
  }

  /// Whether the first line is a document.
  private func isOfLines(_ text: SourceText) -> Bool {
    text.bytes.prefix { $0 != 0x0A }.last { $0 > 0x20 } == UInt8(ascii: "}")
  }

  private func tally(_ node: YAMLNode) throws(Failure) -> UsageTally {
    do {
      return try UsageTally(node)
    } catch {
      throw .unjudged("usage-partial", error.message, at: error.node.range)
    }
  }
}
