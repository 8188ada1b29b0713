// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Starting a process and waiting for its end.
enum Spawning {
  #if canImport(Darwin)
    private typealias FileActions = posix_spawn_file_actions_t?
    private typealias Attributes = posix_spawnattr_t?
  #else
    private typealias FileActions = posix_spawn_file_actions_t
    private typealias Attributes = posix_spawnattr_t
  #endif

  /// Makes pipes and starts a program with them, one at a time.
  ///
  /// A program that another thread starts between the making of a pipe and its marking would
  /// inherit it, and the reader would wait for that program's end too.
  static func alone<Result>(_ body: () throws(HostError) -> Result) throws(HostError) -> Result {
    startLock.acquire()
    defer { startLock.release() }
    return try body()
  }

  private static let startLock = StartLock()

  /// Starts `name` with `streams` as its standard input, output and error; returns the process's
  /// number.
  ///
  /// - Parameter group: the group of processes that it joins, 0 for one of its own, `nil` for this
  ///   process's.
  static func start(
    _ name: String, _ arguments: [String], environment: [String: String]?, streams: [Int32],
    group: pid_t? = nil
  ) throws(HostError) -> pid_t {
    var actions = emptyActions()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, stream) in streams.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, stream, Int32(number))
    }

    // An ignored signal is inherited, and most programs expect to be ended by a broken pipe.
    var attributes = emptyAttributes()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    sigaddset(&signals, SIGXFSZ)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    // So is a blocked one, and a shell that hears of no child's end waits for it for ever.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var flags = Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK)
    if let group {
      posix_spawnattr_setpgroup(&attributes, group)
      flags |= Int16(POSIX_SPAWN_SETPGROUP)
    }
    posix_spawnattr_setflags(&attributes, flags)

    let words = CStrings([name] + arguments)
    let variables = environment.map { CStrings($0.map { "\($0)=\($1)" }.sorted()) }
    var process: pid_t = 0
    let code = posix_spawnp(
      &process, name, &actions, &attributes, words.pointers, variables?.pointers ?? environ)
    switch code {
    case 0: return process
    case ENOENT: throw HostError(path: name, reason: "no such program", kind: .notFound)
    case ENOEXEC: throw HostError(path: name, reason: "not a program")
    default: throw HostError(path: name, code: code)
    }
  }

  /// Waits for a process's end: the exit status, or 128 and the number of the signal that ended it.
  static func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return exitStatus(status)
  }

  /// As `wait(for:)`, without waiting: `nil` for a process that has not ended.
  static func status(of process: pid_t) -> Int32? {
    var status: Int32 = 0
    return waitpid(process, &status, WNOHANG) == 0 ? nil : exitStatus(status)
  }

  private static func exitStatus(_ status: Int32) -> Int32 {
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  #if canImport(Darwin)
    private static func emptyActions() -> FileActions { nil }
    private static func emptyAttributes() -> Attributes { nil }
  #else
    private static func emptyActions() -> FileActions { FileActions() }
    private static func emptyAttributes() -> Attributes { Attributes() }
  #endif
}

/// A lock that is held across calls which throw a type of their own.
private final class StartLock: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

  init() { pthread_mutex_init(mutex, nil) }

  func acquire() { pthread_mutex_lock(mutex) }
  func release() { pthread_mutex_unlock(mutex) }
}

/// A list of C strings as `execve` takes it, ended by a null pointer.
private final class CStrings {
  let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ strings: [String]) {
    count = strings.count
    pointers = .allocate(capacity: count + 1)
    for (index, string) in strings.enumerated() {
      (pointers + index).initialize(to: strdup(string))
    }
    (pointers + count).initialize(to: nil)
  }

  deinit {
    for index in 0..<count { free(pointers[index]) }
    pointers.deallocate()
  }
}
