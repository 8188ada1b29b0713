// SPDX-License-Identifier: Apache-2.0

/// Unpacks gzip data as it comes, in memory that does not grow with it.
package final class GzipStream {
  private let inflater = Inflater(step: 1 << 18)
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
  }

  /// Whether data that begins so is gzip data.
  package static func isGzip(_ bytes: some Sequence<UInt8>) -> Bool {
    Inflater.startsMember(bytes)
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
      inflater.reset()
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
    let limit = max(allowance, packed * Self.ratio)
    var goesOn = true
    let state = inflater.step(&input) { piece in
      unpacked += piece.count
      if unpacked <= limit, !piece.isEmpty { goesOn = take(piece) }
    }
    guard unpacked <= limit else { throw .tooLarge(limit: limit) }
    switch state {
    case .goesOn, .starved: break
    case .memberEnded: isInMember = false
    case .damaged: throw .damaged
    }
    return goesOn
  }
}
