// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A program that runs beside this one, in a folder of its own that only its user may enter, until
/// `stop`, or until this process ends in whatever way: then both the program and the folder go.
package final class BackgroundProgram {
  /// The folder; its path is short enough for a socket.
  package let folder: String
  private let process: pid_t
  private let lifeline: Pipe
  private var isStopped = false

  /// A shell holds the reading end of a pipe whose writing end only this process has: when nobody
  /// writes any more, it ends the program, by force after five seconds, and takes the folder away.
  private static let watch = """
    trap '' INT HUP
    "$@" </dev/null >"$0/log" 2>&1 &
    program=$!
    read -r _
    kill "$program" 2>/dev/null
    (sleep 5; kill -9 "$program") >/dev/null 2>&1 &
    killer=$!
    wait "$program"
    kill "$killer" 2>/dev/null
    rm -rf -- "$0"
    """

  /// Makes an empty folder in the one for temporary files.
  package static func makeFolder() throws(HostError) -> String {
    // The path of a socket has about a hundred bytes.
    try TemporaryFolder.make(limit: 60)
  }

  /// Starts `name` in `folder`, which now is the program's.
  package init(_ name: String, _ arguments: [String], folder: String) throws(HostError) {
    self.folder = folder
    (process, lifeline) = try Spawning.alone { () throws(HostError) in
      let lifeline = try Pipe(for: name)
      let silence = open("/dev/null", O_WRONLY | O_CLOEXEC)
      defer { close(silence) }
      let process = try Spawning.start(
        "/bin/sh", ["-c", Self.watch, folder, name] + arguments, environment: nil,
        streams: [lifeline.readEnd, silence, silence])
      return (process, lifeline)
    }
    lifeline.closeReadEnd()
  }

  deinit { stop() }

  /// Ends the program and takes its folder away.
  package func stop() {
    guard !isStopped else { return }
    isStopped = true
    lifeline.closeWriteEnd()
    _ = Spawning.wait(for: process)
  }

  /// What it has said so far.
  package var log: String {
    guard let bytes = try? Files.read("\(folder)/log", limit: 1 << 16) else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }
}
