// SPDX-License-Identifier: Apache-2.0

internal import CZlib

/// Unpacks gzip data as it comes, in memory that does not grow with it.
///
/// A class, because zlib's state points back at its `z_stream`, which must not move.
package final class GzipStream {
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private var chunk = [UInt8](repeating: 0, count: 1 << 18)
  private var isInMember = false
  /// The first bytes of what follows a member, until there are enough to tell.
  private var start: [UInt8] = []
  private var isPadding = false
  private var packed = 0
  private var unpacked = 0

  /// Bytes that any data may stand for; beyond it, at most `ratio` times its own size. Logs are
  /// packed to a twentieth or less, what is made to fill a disk to a thousandth.
  package static let allowance = 1 << 30
  package static let ratio = 250

  private let allowance: Int

  package init(allowance: Int = GzipStream.allowance) {
    self.allowance = allowance
    stream.initialize(to: z_stream())
    // 16 added to the size of the window asks for gzip data with its checksum.
    let status = inflateInit2_(
      stream, MAX_WBITS + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { preconditionFailure("zlib has no memory, or another version") }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Whether data that begins so is gzip data.
  package static func isGzip(_ bytes: some Sequence<UInt8>) -> Bool {
    bytes.starts(with: [0x1F, 0x8B, 8])
  }

  /// Unpacks the next piece, and calls `take` with what it stands for, piece by piece, as long as
  /// that answers true.
  package func unpack(
    _ data: [UInt8], _ take: (UnsafeBufferPointer<UInt8>) -> Bool
  ) throws(Gzip.Failure) {
    packed += data.count
    var rest = data[...]
    while !rest.isEmpty {
      if isInMember {
        guard try step(&rest, take) else { return }
      } else if isPadding {
        guard rest.allSatisfy({ $0 == 0 }) else { throw .damaged }
        rest = []
      } else {
        let wanted = rest.prefix(3 - start.count)
        start += wanted
        rest = rest.dropFirst(wanted.count)
        try startMember()
      }
    }
  }

  /// Throws where the data ends before its last member does.
  package func finish() throws(Gzip.Failure) {
    guard !isInMember, start.isEmpty else { throw .truncated }
  }

  private func startMember() throws(Gzip.Failure) {
    if start.allSatisfy({ $0 == 0 }) {
      isPadding = true
      start = []
    } else if start.count == 3 {
      guard Self.isGzip(start) else { throw .damaged }
      inflateReset(stream)
      var header = start[...]
      start = []
      isInMember = true
      _ = try step(&header) { _ in true }
    }
  }

  /// Unpacks what fits into one chunk; whether to go on.
  private func step(
    _ input: inout ArraySlice<UInt8>, _ take: (UnsafeBufferPointer<UInt8>) -> Bool
  ) throws(Gzip.Failure) -> Bool {
    let count = input.count
    let status = input.withUnsafeBufferPointer { source in
      chunk.withUnsafeMutableBufferPointer { target in
        // zlib only reads what `next_in` points at.
        stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        stream.pointee.avail_in = UInt32(source.count)
        stream.pointee.next_out = target.baseAddress
        stream.pointee.avail_out = UInt32(target.count)
        return inflate(stream, Z_NO_FLUSH)
      }
    }
    input = input.dropFirst(count - Int(stream.pointee.avail_in))
    let written = chunk.count - Int(stream.pointee.avail_out)
    unpacked += written
    guard unpacked <= max(allowance, packed * Self.ratio) else {
      throw .tooLarge(limit: max(allowance, packed * Self.ratio))
    }
    let goesOn =
      written == 0
      || chunk.withUnsafeBufferPointer { take(UnsafeBufferPointer(rebasing: $0[..<written])) }
    switch status {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: isInMember = false
    case Z_MEM_ERROR: preconditionFailure("zlib has no memory")
    default: throw .damaged
    }
    return goesOn
  }
}
