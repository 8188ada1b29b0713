// SPDX-License-Identifier: Apache-2.0

internal import CZlib

/// Unpacks gzip data, as Helm packs its releases and its charts.
package enum Gzip {
  /// Why data could not be unpacked.
  package enum Failure: Error, Hashable, Sendable {
    /// It is not gzip data.
    case notGzip
    /// Something in it is wrong: its compressed data, its checksum, or what follows its last
    /// member.
    case damaged
    /// It ends before its last member does.
    case truncated
    /// It stands for more bytes than are allowed.
    case tooLarge(limit: Int)
  }

  /// The bytes that `data` stands for, at most `limit` of them.
  ///
  /// The contents of several members are joined, and zeros after the last one are padding, as
  /// `gzip` has it. Anything else after it is damage, as Go's reader has it, which is Helm's.
  package static func unpacked(_ data: [UInt8], limit: Int) throws(Failure) -> [UInt8] {
    guard startsMember(data[...]) else { throw .notGzip }
    let inflater = Inflater()
    var output: [UInt8] = []
    var rest = data[...]
    while startsMember(rest) {
      inflater.reset()
      var isEnded = false
      while !isEnded { isEnded = try inflater.step(&rest, into: &output, limit: limit) }
    }
    guard rest.allSatisfy({ $0 == 0 }) else { throw .damaged }
    return output
  }

  /// Whether `data` begins as gzip data compressed in the only way there is does (RFC 1952).
  private static func startsMember(_ data: ArraySlice<UInt8>) -> Bool {
    data.starts(with: [0x1F, 0x8B, 8])
  }
}

/// zlib's state while it unpacks one member after the other.
///
/// A class, because that state points back at its `z_stream`, which must not move.
private final class Inflater {
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)

  /// Added to the size of the window, asks for gzip data with its checksum.
  private static let gzipOnly: Int32 = 16

  init() {
    stream.initialize(to: z_stream())
    let status = inflateInit2_(
      stream, MAX_WBITS + Self.gzipOnly, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { preconditionFailure("zlib has no memory, or another version") }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Makes ready for the next member.
  func reset() { inflateReset(stream) }

  /// Unpacks the next piece of `input`, drops from it what was read and adds to `output` what it
  /// stands for; whether the member has ended.
  func step(
    _ input: inout ArraySlice<UInt8>, into output: inout [UInt8], limit: Int
  ) throws(Gzip.Failure) -> Bool {
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
    output += chunk.prefix(chunk.count - Int(stream.pointee.avail_out))
    guard output.count <= limit else { throw .tooLarge(limit: limit) }
    switch status {
    case Z_OK: return false
    case Z_STREAM_END: return true
    // Neither more input nor more room would have helped, and there was room.
    case Z_BUF_ERROR: throw .truncated
    case Z_MEM_ERROR: preconditionFailure("zlib has no memory")
    default: throw .damaged
    }
  }
}
