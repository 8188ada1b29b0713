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
  /// Ends the process when that is impossible: with 0 when the reader went away, since it has
  /// what it wanted (`rolefit … | head -1`), otherwise with 2 and a message.
  package static func writeOutput(_ text: String) {
    var text = text
    text.withUTF8 { writeOutput(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// As `writeOutput(_:)`.
  package static func writeOutput(bytes: [UInt8]) {
    bytes.withUnsafeBytes { writeOutput(bytes: $0) }
  }

  /// As `writeOutput(_:)`.
  package static func writeOutput(bytes: UnsafeRawBufferPointer) {
    ignoreBrokenPipes()
    let code = Descriptor.write(STDOUT_FILENO, bytes)
    if code == 0 { return }
    if code == EPIPE { exit(0) }
    writeError("rolefit: \(HostError(path: "standard output", code: code))\n")
    exit(2)
  }

  /// Writes the whole text to standard error; a failure has nowhere to be told.
  package static func writeError(_ text: String) {
    ignoreBrokenPipes()
    var text = text
    text.withUTF8 { _ = Descriptor.write(STDERR_FILENO, UnsafeRawBufferPointer($0)) }
  }

  package static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  package static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }
  package static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }

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
