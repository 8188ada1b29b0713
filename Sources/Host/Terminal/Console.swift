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
  /// A reader that went away (`rolefit … | head -1`) has what it wanted: the rest of the text is
  /// dropped, and the run goes on to its verdict. Throws where writing is impossible otherwise.
  package static func writeOutput(_ text: String) throws(HostError) {
    do {
      try writeOutput(bytes: Array(text.utf8))
    } catch {
      guard error.kind == .closedPipe else { throw error }
    }
  }

  /// As `writeOutput(_:)`, for one piece of much: that the reader went away is an error of the kind
  /// `closedPipe`.
  static func writeOutput(bytes: [UInt8]) throws(HostError) {
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

  /// How wide the terminal is that standard output goes to; `nil` where there is none, or it does
  /// not say. As with other programs, the variable `COLUMNS` counts more.
  package static var outputColumns: Int? { columns(of: STDOUT_FILENO) }
  /// As `outputColumns`, for standard error.
  package static var errorColumns: Int? { columns(of: STDERR_FILENO) }

  private static func columns(of stream: Int32) -> Int? {
    guard isatty(stream) == 1 else { return nil }
    if let named = Environment.value("COLUMNS").flatMap({ Int($0) }), named > 0 { return named }
    var size = winsize()
    guard ioctl(stream, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Makes a write to a pipe that nobody reads an error instead of the process's end.
  ///
  /// Everything here does it before it writes; a program calls it first thing, so that it also
  /// holds for what others print.
  package static func ignoreBrokenPipes() { _ = brokenPipesIgnored }

  /// Puts something into the place of a standard stream that is closed: a file that is opened later
  /// would be taken for it. Reading there finds the end, and writing fails.
  package static func occupyStandardStreams() {
    for stream in STDIN_FILENO...STDERR_FILENO where fcntl(stream, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDONLY)
    }
  }

  private static let brokenPipesIgnored: Bool = {
    signal(SIGPIPE, SIG_IGN)
    return true
  }()

  /// Makes a write beyond the size that a file may have an error instead of the process's end.
  static func ignoreFileSizeSignal() { _ = fileSizeSignalIgnored }

  private static let fileSizeSignalIgnored: Bool = {
    signal(SIGXFSZ, SIG_IGN)
    return true
  }()
}
