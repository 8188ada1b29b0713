// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Other programs, run to their end.
package enum Program {
  /// What a program that was run said.
  package struct Result: Hashable, Sendable {
    /// The exit status; 128 and the signal's number when a signal ended it, as shells have it.
    package var status: Int32
    package var output: [UInt8]
    /// Standard error; bytes that are not UTF-8 are replaced.
    package var error: String

    package init(status: Int32, output: [UInt8], error: String) {
      self.status = status
      self.output = output
      self.error = error
    }
  }

  /// Runs `name`, found along `PATH` unless it holds a `/`.
  ///
  /// It has `environment`, or the process's own. Without `input` its standard input is empty. A
  /// program that prints more than `limit` bytes on either stream is stopped, and that is an
  /// error, as is a program that cannot be started, or that has not ended after `seconds`.
  package static func run(
    _ name: String, _ arguments: [String], input: [UInt8]? = nil,
    environment: [String: String]? = nil, limit: Int, seconds: Int? = nil
  ) throws(HostError) -> Result {
    Console.ignoreBrokenPipes()
    let deadline = seconds.map { ContinuousClock.now + .seconds($0) }
    let group = Lifeline.shared.willStart()
    var process: pid_t?
    defer { Lifeline.shared.ended(process) }
    let (started, standardInput, standardOutput, standardError) = try start(
      name, arguments, environment, group: group)
    process = started
    Lifeline.shared.started(started)
    standardInput.closeReadEnd()
    standardOutput.closeWriteEnd()
    standardError.closeWriteEnd()

    var child = Child(started)
    var exchange = Exchange(
      input: input ?? [], to: standardInput, output: standardOutput, error: standardError,
      limit: limit, deadline: deadline)
    switch exchange.run(with: &child) {
    case .closed: break
    case .overflowed:
      child.end()
      throw HostError.outputTooLarge(of: name, limit: limit)
    case .timedOut:
      child.end()
      throw HostError.noEnd(of: name, seconds: seconds ?? 0)
    }
    // It may go on without its streams.
    guard let status = child.wait(until: deadline) else {
      throw HostError.noEnd(of: name, seconds: seconds ?? 0)
    }
    return Result(
      status: status, output: exchange.output,
      error: String(decoding: exchange.error, as: UTF8.self))
  }

  /// Starts a program with pipes of its own.
  private static func start(
    _ name: String, _ arguments: [String], _ environment: [String: String]?, group: pid_t?
  ) throws(HostError) -> (process: pid_t, input: Pipe, output: Pipe, error: Pipe) {
    try Spawning.alone { () throws(HostError) in
      let pipes = (try Pipe(for: name), try Pipe(for: name), try Pipe(for: name))
      let process = try Spawning.start(
        name, arguments, environment: environment,
        streams: [pipes.0.readEnd, pipes.1.writeEnd, pipes.2.writeEnd], group: group)
      return (process, pipes.0, pipes.1, pipes.2)
    }
  }
}

extension HostError {
  fileprivate static func outputTooLarge(of name: String, limit: Int) -> HostError {
    let reason = HostError.tooLarge(path: name, limit: limit).reason
    return HostError(path: name, reason: "its output is \(reason)", kind: .tooLarge)
  }

  fileprivate static func noEnd(of name: String, seconds: Int) -> HostError {
    HostError(path: name, reason: "it has not ended after \(seconds) s", kind: .timedOut)
  }
}

/// Feeds a program and listens to it at once, so that neither side waits for the other for ever.
private struct Exchange {
  enum End {
    /// The program closed both its streams, or ended and left them to others.
    case closed
    /// It said more than the limit.
    case overflowed
    case timedOut
  }

  private(set) var output: [UInt8] = []
  private(set) var error: [UInt8] = []

  private var pending: ArraySlice<UInt8>
  private let inputPipe: Pipe
  private let outputPipe: Pipe
  private let errorPipe: Pipe
  private let limit: Int
  private let deadline: ContinuousClock.Instant?
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)

  init(
    input: [UInt8], to inputPipe: Pipe, output: Pipe, error: Pipe, limit: Int,
    deadline: ContinuousClock.Instant?
  ) {
    pending = input[...]
    self.inputPipe = inputPipe
    outputPipe = output
    errorPipe = error
    self.limit = limit
    self.deadline = deadline
  }

  /// Until the program has closed both its streams or ended, or has to be stopped.
  mutating func run(with child: inout Child) -> End {
    if pending.isEmpty {
      inputPipe.closeWriteEnd()
    } else {
      inputPipe.makeWriteEndNonBlocking()
    }
    // A descriptor of -1 is one that poll leaves alone.
    while outputPipe.readEnd >= 0 || errorPipe.readEnd >= 0 {
      var entries = [
        pollfd(fd: outputPipe.readEnd, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errorPipe.readEnd, events: Int16(POLLIN), revents: 0),
        pollfd(fd: inputPipe.writeEnd, events: Int16(POLLOUT), revents: 0),
      ]
      guard deadline.map({ ContinuousClock.now < $0 }) ?? true else { return .timedOut }
      // The clock is looked at twice a second, and whether only others hold the streams.
      let count = poll(&entries, 3, 500)
      guard count >= 0 else {
        if errno == EINTR || errno == EAGAIN { continue }
        return .overflowed
      }
      if count == 0, child.hasEnded() { return .closed }
      if entries[0].revents != 0 { listen(to: outputPipe, into: \.output) }
      if entries[1].revents != 0 { listen(to: errorPipe, into: \.error) }
      if entries[2].revents != 0 { feed() }
      guard output.count <= limit, error.count <= limit else { return .overflowed }
    }
    return .closed
  }

  private mutating func listen(to pipe: Pipe, into said: WritableKeyPath<Exchange, [UInt8]>) {
    let count = read(pipe.readEnd, &chunk, chunk.count)
    if count > 0 {
      self[keyPath: said].append(contentsOf: chunk[..<count])
    } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
      pipe.closeReadEnd()
    }
  }

  private mutating func feed() {
    let count = pending.withUnsafeBytes { write(inputPipe.writeEnd, $0.baseAddress, $0.count) }
    if count > 0 {
      pending = pending.dropFirst(count)
    } else if count < 0, errno == EINTR || errno == EAGAIN {
      return
    } else {
      // The program does not want the rest.
      pending = []
    }
    if pending.isEmpty { inputPipe.closeWriteEnd() }
  }
}
