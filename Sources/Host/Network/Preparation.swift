// SPDX-License-Identifier: Apache-2.0

private import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Work on a thread of its own that somebody who polls descriptors waits for.
final class Preparation: Sendable {
  /// Makes `poll` return, from whatever thread.
  final class Bell: Sendable {
    /// Readable once it has rung.
    let descriptor: Int32
    private let writer: Int32

    init() throws(HostError) {
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else { throw HostError(path: "pipe", code: errno) }
      for end in ends {
        _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
      }
      (descriptor, writer) = (ends[0], ends[1])
    }

    deinit {
      close(descriptor)
      close(writer)
    }

    /// A pipe that is full has rung already.
    func ring() { _ = write(writer, [1] as [UInt8], 1) }

    func silence() {
      var bytes = [UInt8](repeating: 0, count: 256)
      while read(descriptor, &bytes, bytes.count) > 0 {}
    }
  }

  private let work: @Sendable () -> Void
  private let bell: Bell
  private let state = Mutex(false)

  /// Begins; where no thread can be had, it is done at once.
  init(_ work: @escaping @Sendable () -> Void, _ bell: Bell) {
    self.work = work
    self.bell = bell
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let box = Unmanaged.passRetained(self)
    guard pthread_create(&thread, nil, runPreparation, box.toOpaque()) == 0 else {
      box.release()
      run()
      return
    }
    #if canImport(Darwin)
      if let thread { pthread_detach(thread) }
    #else
      pthread_detach(thread)
    #endif
  }

  var isDone: Bool { state.withLock { $0 } }

  fileprivate func run() {
    work()
    state.withLock { $0 = true }
    bell.ring()
  }
}

#if canImport(Darwin)
  private func runPreparation(_ box: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<Preparation>.fromOpaque(box).takeRetainedValue().run()
    return nil
  }
#else
  private func runPreparation(_ box: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let box else { return nil }
    Unmanaged<Preparation>.fromOpaque(box).takeRetainedValue().run()
    return nil
  }
#endif
