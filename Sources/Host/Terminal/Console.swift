// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Where results and messages go: standard output is the result, standard error the rest.
package enum Console {
  /// Writes the whole text to standard output.
  ///
  /// Throws where that is impossible: of the kind `closedPipe` when the reader went away, which
  /// then has what it wanted (`rolefit … | head -1`).
  package static func writeOutput(_ text: String) throws(HostError) {
    try writeOutput(bytes: Array(text.utf8))
  }

  /// As `writeOutput(_:)`.
  package static func writeOutput(bytes: [UInt8]) throws(HostError) {
    ignoreBrokenPipes()
    let code = bytes.withUnsafeBytes { Descriptor.write(STDOUT_FILENO, $0) }
    if code != 0 { throw HostError(path: "standard output", code: code) }
  }

  /// Writes the whole text to standard error; a failure has nowhere to be reported.
  package static func writeError(_ text: String) {
    ignoreBrokenPipes()
    var text = text
    text.withUTF8 { _ = Descriptor.write(STDERR_FILENO, UnsafeRawBufferPointer($0)) }
  }

  package static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  package static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Makes a write to a pipe that nobody reads an error instead of the process's end.
  ///
  /// Everything here does it before it writes; a program calls it first thing, so that it also
  /// holds for what others print.
  package static func ignoreBrokenPipes() { _ = brokenPipesIgnored }

  private static let brokenPipesIgnored: Bool = {
    signal(SIGPIPE, SIG_IGN)
    return true
  }()
}
