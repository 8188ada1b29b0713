// SPDX-License-Identifier: Apache-2.0

private import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Sees that nothing stays behind when this process is ended from outside, in whatever way: neither
/// the programs that it runs, nor its temporary folders.
///
/// A shell holds the reading end of a pipe whose writing end only this process has, and is told
/// what there is. When nobody writes any more, it ends and removes what is left. Where there is no
/// shell, nobody does.
final class Lifeline: Sendable {
  static let shared = Lifeline()

  private struct State {
    var isStarted = false
    var pipe: Pipe?
    var shell: pid_t = 0
  }

  private let state = Mutex(State())
  /// Whether programs get a group of their own. On a terminal they stay in the one that it sends
  /// its signals to and lets read.
  private let groupsPrograms: Bool = {
    let terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
    if terminal >= 0 { close(terminal) }
    return terminal < 0
  }()

  private static let watch = """
    trap '' INT HUP TERM QUIT TSTP
    feed='
    '
    running=0 programs= folders=
    without() {
      rest=
      IFS=$feed
      for one in $1; do [ "$one" = "$2" ] || rest=$rest$one$feed; done
      IFS=' '
    }
    set -f
    IFS=' '
    while read -r word what; do
      case $word in
      start) running=$((running + 1)) ;;
      program) programs=$programs$what$feed ;;
      end) running=$((running - 1)); without "$programs" "$what"; programs=$rest ;;
      folder) folders=$folders$what$feed ;;
      gone) without "$folders" "$what"; folders=$rest ;;
      esac
    done
    IFS=$feed
    if [ "$running" -gt 0 ]; then
      kill 0
      for one in $programs; do kill -9 "$one"; done
    fi
    for one in $folders; do rm -rf -- "$one"; done
    if [ "$running" -gt 0 ]; then kill -9 0; fi
    """

  /// Notes that a program is about to start; the group that it is to be in, `nil` for this
  /// process's own.
  func willStart() -> pid_t? {
    say("start")
    let shell = state.withLock(\.shell)
    return groupsPrograms && shell > 0 ? shell : nil
  }

  /// Notes the number of a program that has started.
  func started(_ process: pid_t) { say("program \(process)") }

  /// Notes that a program has ended; without a number, that it did not start.
  func ended(_ process: pid_t?) { say("end \(process.map(String.init) ?? "")") }

  func made(folder: String) {
    if !folder.utf8.contains(UInt8(ascii: "\n")) { say("folder \(folder)") }
  }

  func removed(folder: String) { say("gone \(folder)") }

  private func say(_ line: String) {
    Console.ignoreBrokenPipes()
    state.withLock { state in
      if !state.isStarted { Self.start(&state) }
      guard let pipe = state.pipe else { return }
      // A line is shorter than what the system writes in one piece.
      _ = Array((line + "\n").utf8).withUnsafeBytes { Descriptor.write(pipe.writeEnd, $0) }
    }
  }

  private static func start(_ state: inout State) {
    state.isStarted = true
    guard
      let (process, pipe) = try? Spawning.alone({ () throws(HostError) in
        let pipe = try Pipe(for: "/bin/sh")
        let silence = open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer { close(silence) }
        let process = try Spawning.start(
          "/bin/sh", ["-c", watch], environment: nil,
          streams: [pipe.readEnd, silence, silence], group: 0)
        return (process, pipe)
      })
    else { return }
    pipe.closeReadEnd()
    state.pipe = pipe
    state.shell = process
  }
}
