// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Reads a file or standard input line by line, in bounded memory however long it is.
package final class LineReader {
  /// The number of the line read last, from 1; 0 before the first.
  package private(set) var lineNumber = 0

  private let descriptor: Int32
  private let path: String
  private let longestLine: Int
  private let closesAtEnd: Bool
  private var buffer: UnsafeMutableRawBufferPointer
  /// What has been read and not handed out: `buffer[start..<end]`.
  private var start = 0
  private var end = 0
  private var reachedEnd = false

  /// Opens a file that is an input, as `Files.read` does. A line of more than `longestLine` bytes
  /// is an error.
  package convenience init(path: String, longestLine: Int = 1 << 20) throws(HostError) {
    let descriptor = try Descriptor.openInput(path)
    do throws(HostError) {
      if try Descriptor.status(descriptor, path: path).kind == .directory {
        throw HostError(path: path, code: EISDIR)
      }
    } catch {
      close(descriptor)
      throw error
    }
    self.init(descriptor: descriptor, path: path, longestLine: longestLine, closesAtEnd: true)
  }

  /// Reads standard input.
  package static func standardInput(longestLine: Int = 1 << 20) -> LineReader {
    LineReader(
      descriptor: STDIN_FILENO, path: Files.standardInputName, longestLine: longestLine,
      closesAtEnd: false)
  }

  private init(descriptor: Int32, path: String, longestLine: Int, closesAtEnd: Bool) {
    self.descriptor = descriptor
    self.path = path
    self.longestLine = longestLine
    self.closesAtEnd = closesAtEnd
    buffer = .allocate(byteCount: 1 << 18, alignment: 16)
  }

  deinit {
    buffer.deallocate()
    if closesAtEnd { close(descriptor) }
  }

  /// The next line's bytes, without its line feed and a carriage return before that; `nil` at the
  /// end. What follows the last line feed is a line unless it is empty.
  ///
  /// The bytes are valid until the next call, and while the reader lives.
  package func next() throws(HostError) -> UnsafeBufferPointer<UInt8>? {
    var searched = start
    while true {
      if let feed = indexOfLineFeed(from: searched) {
        let line = start..<feed
        start = feed + 1
        return try handOut(line)
      }
      searched = end
      guard end - start <= longestLine + 1 else { throw tooLong() }
      guard try fill(keeping: &searched) else {
        guard start < end else { return nil }
        let line = start..<end
        start = end
        return try handOut(line)
      }
    }
  }

  private func handOut(_ line: Range<Int>) throws(HostError) -> UnsafeBufferPointer<UInt8> {
    var line = line
    if let last = line.last, buffer[last] == UInt8(ascii: "\r") { line = line.dropLast() }
    guard line.count <= longestLine else { throw tooLong() }
    lineNumber += 1
    return UnsafeRawBufferPointer(rebasing: buffer[line]).assumingMemoryBound(to: UInt8.self)
  }

  private func tooLong() -> HostError {
    let limit = HostError.tooLarge(path: path, limit: longestLine).reason
    return HostError(
      path: path, reason: "line \(lineNumber + 1) is \(limit)", kind: .tooLarge)
  }

  private func indexOfLineFeed(from searched: Int) -> Int? {
    guard let base = buffer.baseAddress, searched < end,
      let found = memchr(base + searched, Int32(UInt8(ascii: "\n")), end - searched)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Reads more behind what is there, moved to the front (`index` moves along); false at the end.
  private func fill(keeping index: inout Int) throws(HostError) -> Bool {
    if reachedEnd { return false }
    if start > 0 {
      let rest = UnsafeRawBufferPointer(rebasing: buffer[start..<end])
      buffer.copyMemory(from: rest)
      index -= start
      end -= start
      start = 0
    }
    if end == buffer.count {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: buffer.count * 2, alignment: 16)
      larger.copyMemory(from: UnsafeRawBufferPointer(buffer))
      buffer.deallocate()
      buffer = larger
    }
    let room = UnsafeMutableRawBufferPointer(rebasing: buffer[end...])
    let count = try Descriptor.read(descriptor, into: room, path: path)
    end += count
    reachedEnd = count == 0
    return count > 0
  }
}
