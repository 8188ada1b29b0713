// SPDX-License-Identifier: Apache-2.0

private import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Work that mostly waits for other programs, done a few pieces at a time.
package enum Parallel {
  /// What `body` makes of each of `inputs`, in their order, with at most `width` at work at once.
  package static func map<Input: Sendable, Output: Sendable>(
    _ inputs: [Input], width: Int, _ body: @escaping @Sendable (Input) -> Output
  ) -> [Output] {
    guard inputs.count > 1, width > 1 else { return inputs.map(body) }
    let queue = Queue(inputs, body)
    var threads: [pthread_t] = []
    for _ in 1..<min(width, inputs.count) {
      #if canImport(Darwin)
        var thread: pthread_t?
      #else
        var thread = pthread_t()
      #endif
      let box = Unmanaged.passRetained(Work { queue.drain() })
      let code = pthread_create(&thread, nil, runWork, box.toOpaque())
      guard code == 0 else {
        box.release()
        continue
      }
      #if canImport(Darwin)
        if let thread { threads.append(thread) }
      #else
        threads.append(thread)
      #endif
    }
    // This thread is one of them, and the only one where no other could be had.
    queue.drain()
    for thread in threads { pthread_join(thread, nil) }
    return queue.outputs
  }
}

/// Inputs that threads take from one after the other.
private final class Queue<Input: Sendable, Output: Sendable>: Sendable {
  private struct State {
    var next = 0
    var outputs: [Int: Output] = [:]
  }

  private let inputs: [Input]
  private let body: @Sendable (Input) -> Output
  private let state = Mutex(State())

  init(_ inputs: [Input], _ body: @escaping @Sendable (Input) -> Output) {
    self.inputs = inputs
    self.body = body
  }

  var outputs: [Output] {
    state.withLock { state in inputs.indices.compactMap { state.outputs[$0] } }
  }

  func drain() {
    while let index = take() {
      let output = body(inputs[index])
      state.withLock { $0.outputs[index] = output }
    }
  }

  private func take() -> Int? {
    state.withLock { state in
      guard state.next < inputs.count else { return nil }
      state.next += 1
      return state.next - 1
    }
  }
}

/// A closure that can be handed through C.
private final class Work: Sendable {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

#if canImport(Darwin)
  private func runWork(_ pointer: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().run()
    return nil
  }
#else
  private func runWork(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let pointer { Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().run() }
    return nil
  }
#endif
