// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension Files {
  /// Calls `refuse` with the content of an input (see `read`) block by block, of `size` bytes each
  /// but the last, until it answers an error; a regular file that is shorter comes as one block,
  /// and one that changes meanwhile is an error.
  ///
  /// - Returns: why reading stopped early.
  package static func readBlocks(
    of path: String, size: Int, _ refuse: ([UInt8]) -> HostError?
  ) -> HostError? {
    do throws(HostError) {
      let descriptor = try Descriptor.openInput(path)
      defer { close(descriptor) }
      try readBlocks(descriptor, path: path, size: size, refuse)
      return nil
    } catch {
      return error
    }
  }

  /// As `readBlocks`, of standard input; errors call it `<stdin>`.
  package static func readBlocksOfStandardInput(
    size: Int, _ refuse: ([UInt8]) -> HostError?
  ) -> HostError? {
    do throws(HostError) {
      try readBlocks(STDIN_FILENO, path: standardInputName, size: size, refuse)
      return nil
    } catch {
      return error
    }
  }

  private static func readBlocks(
    _ descriptor: Int32, path: String, size: Int, _ refuse: ([UInt8]) -> HostError?
  ) throws(HostError) {
    let status = try Descriptor.status(descriptor, path: path)
    if status.kind == .directory { throw HostError(path: path, code: EISDIR) }
    // One byte more than a file has shows its end.
    let expected = status.kind == .file ? min(Int(status.st_size) + 1, size) : size
    var isAtEnd = false
    while !isAtEnd {
      var failure: HostError?
      let block = [UInt8](unsafeUninitializedCapacity: expected) { buffer, filled in
        while filled < expected, !isAtEnd {
          let rest = UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(buffer)[filled..<expected])
          do throws(HostError) {
            let count = try Descriptor.read(descriptor, into: rest, path: path)
            isAtEnd = count == 0
            filled += count
          } catch {
            failure = error
            isAtEnd = true
          }
        }
      }
      // What came before somebody asked to end is handed out.
      if let failure, failure.kind != .interrupted { throw failure }
      if isAtEnd, failure == nil { try refuseChanged(descriptor, since: status, path: path) }
      if !block.isEmpty, let refusal = refuse(block) { throw refusal }
      if let failure { throw failure }
    }
  }
}
