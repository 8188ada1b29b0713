// SPDX-License-Identifier: Apache-2.0

internal import CZlib

/// zlib's state while it unpacks gzip data, one member after the other.
///
/// A class, because that state points back at its `z_stream`, which must not move.
final class Inflater {
  /// How a step has ended.
  enum State {
    case goesOn, memberEnded, damaged
    /// There was room, and more input is needed.
    case starved
  }

  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private var chunk: [UInt8]

  /// Added to the size of the window, asks for gzip data with its checksum.
  private static let gzipOnly: Int32 = 16

  /// - Parameter step: the most bytes that one step unpacks.
  init(step: Int) {
    chunk = [UInt8](repeating: 0, count: step)
    stream.initialize(to: z_stream())
    let status = inflateInit2_(
      stream, MAX_WBITS + Self.gzipOnly, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { preconditionFailure("zlib has no memory, or another version") }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Whether data that begins so is gzip data, compressed in the only way there is (RFC 1952).
  static func startsMember(_ data: some Sequence<UInt8>) -> Bool {
    data.starts(with: [0x1F, 0x8B, 8])
  }

  /// Makes ready for the next member.
  func reset() { inflateReset(stream) }

  /// Unpacks the next piece of `input`, drops from it what was read, and calls `take` with what it
  /// stands for.
  func step(
    _ input: inout ArraySlice<UInt8>, _ take: (UnsafeBufferPointer<UInt8>) -> Void
  ) -> State {
    let offered = input.prefix(Int(UInt32.max))
    let status = offered.withUnsafeBufferPointer { source in
      chunk.withUnsafeMutableBufferPointer { target in
        // zlib only reads what `next_in` points at.
        stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        stream.pointee.avail_in = UInt32(source.count)
        stream.pointee.next_out = target.baseAddress
        stream.pointee.avail_out = UInt32(target.count)
        return inflate(stream, Z_NO_FLUSH)
      }
    }
    input = input.dropFirst(offered.count - Int(stream.pointee.avail_in))
    let written = chunk.count - Int(stream.pointee.avail_out)
    chunk.withUnsafeBufferPointer { take(UnsafeBufferPointer(rebasing: $0[..<written])) }
    switch status {
    case Z_OK: return .goesOn
    case Z_STREAM_END: return .memberEnded
    case Z_BUF_ERROR: return .starved
    case Z_MEM_ERROR: preconditionFailure("zlib has no memory")
    default: return .damaged
    }
  }
}
