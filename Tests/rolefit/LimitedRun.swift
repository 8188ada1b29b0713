// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// A run of the program with no more memory than it may take: without it, it crashes.
///
/// What the system says of a process's most memory is no less than its parent's at its start, so a
/// test's own size would count.
struct LimitedRun {
  /// The exit status; 128 and the signal's number when a signal ended it.
  let status: Int32
  /// Standard output and standard error.
  let said: String

  /// - Parameters:
  ///   - memory: in bytes of its address space; not limited on macOS, nor under a sanitizer.
  ///   - input: the file that is its standard input.
  ///   - folder: where what it says is kept meanwhile.
  init(
    _ arguments: [String], memory: Int, input: String = "/dev/null", environment: [String: String],
    in folder: TemporaryDirectory
  ) throws {
    let output = folder.path("output-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(atPath: output) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    let limit = RolefitBinary.isSanitized ? "unlimited" : "\(memory >> 10)"
    let script = "ulimit -v \(limit) 2>/dev/null; exec \"$0\" \"$@\""
    let words =
      (["sh", "-c", script, RolefitBinary.path] + arguments).map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var process = pid_t()
    guard posix_spawn(&process, "/bin/sh", &actions, nil, words, variables) == 0 else {
      throw CocoaError(.executableNotLoadable)
    }
    var code: Int32 = 0
    while waitpid(process, &code, 0) < 0, errno == EINTR {}
    status = code & 0x7f == 0 ? (code >> 8) & 0xff : 128 + (code & 0x7f)
    said = String(decoding: try Data(contentsOf: URL(fileURLWithPath: output)), as: UTF8.self)
  }
}
