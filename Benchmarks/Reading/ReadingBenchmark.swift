// SPDX-License-Identifier: Apache-2.0

import Host
import YAMLSyntax

/// Reads a file's text several times, and prints the fastest time in seconds: into a tree, by
/// libyaml alone, or cutting it into documents that are all passed over.
///
/// The counterpart of `bare-libyaml.c`, which only looks at the events of the same bytes.
@main
enum ReadingBenchmark {
  static func main() throws {
    guard CommandLine.arguments.count == 4, let times = Int(CommandLine.arguments[2]), times > 0
    else {
      Console.writeError("usage: ReadingBenchmark FILE TIMES tree|libyaml|cut\n")
      return
    }
    let way = CommandLine.arguments[3]
    let bytes = try Files.read(CommandLine.arguments[1], limit: 1 << 30)
    let clock = ContinuousClock()
    var fastest = Duration.seconds(1_000_000)
    for _ in 0..<times {
      var documents = 0
      let time = clock.measure {
        let source = SourceText(name: "input", bytes: bytes)
        if way == "cut" {
          let cut = CutText(source) { _, _ in true }
          documents = cut.parts.reduce(cut.passedOver) { $0 + $1.passedOver + 1 }
        } else {
          let stream = YAMLStream.read(source, isStrict: way == "libyaml")
          documents = stream.failure == nil ? stream.documents.count : 0
        }
      }
      guard documents > 0 else {
        Console.writeError("ReadingBenchmark: the input cannot be read\n")
        return
      }
      fastest = min(fastest, time)
    }
    let seconds =
      Double(fastest.components.seconds) + Double(fastest.components.attoseconds) / 1e18
    try Console.writeOutput("\(seconds)\n")
  }
}
