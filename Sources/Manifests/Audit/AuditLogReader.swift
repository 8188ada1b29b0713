// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// Reads one audit log as it comes, packed or not, in memory that does not grow with it.
package struct AuditLogReader {
  /// What was read.
  package enum Reading {
    case event(AuditEvent)
    /// An event that is like an earlier one, with its id, which is valid while it is taken.
    case known(AuditTemplate, id: UnsafeBufferPointer<UInt8>, time: Timestamp?)
    /// A record that is no audit event.
    case other
    /// A record that cannot be read, and the line that it starts in.
    case damaged(DamagedRecord, line: Int)
  }

  private var cutter = RecordCutter()
  private var reader = AuditEventReader()
  private var gzip: GzipStream?
  /// The first bytes, until there are enough to tell whether they are packed.
  private var start: [UInt8]? = []

  package init() {}

  /// Reads the next piece, and calls `take` with all that ends in it.
  package mutating func feed(
    _ piece: [UInt8], _ take: (Reading) -> Void
  ) throws(Gzip.Failure) {
    guard var start else { return try read(piece, take) }
    start += piece
    guard start.count > 2 else {
      self.start = start
      return
    }
    self.start = nil
    if GzipStream.isGzip(start) { gzip = GzipStream() }
    try read(start, take)
  }

  /// Reads what follows the last line feed.
  package mutating func finish(_ take: (Reading) -> Void) throws(Gzip.Failure) {
    if let start {
      self.start = nil
      try read(start, take)
    }
    try gzip?.finish()
    cutter.finish { [self] record in
      var reader = reader
      Self.read(record, &reader, take)
    }
  }

  private mutating func read(_ piece: [UInt8], _ take: (Reading) -> Void) throws(Gzip.Failure) {
    guard let gzip else { return piece.withUnsafeBufferPointer { cut($0, take) } }
    var cutter = cutter
    var reader = reader
    defer { (self.cutter, self.reader) = (cutter, reader) }
    try gzip.unpack(piece) { text in
      cutter.feed(text) { Self.read($0, &reader, take) }
      return true
    }
  }

  private mutating func cut(
    _ text: UnsafeBufferPointer<UInt8>, _ take: (Reading) -> Void
  ) {
    var reader = reader
    cutter.feed(text) { Self.read($0, &reader, take) }
    self.reader = reader
  }

  private static func read(
    _ record: RecordCutter.Record, _ reader: inout AuditEventReader, _ take: (Reading) -> Void
  ) {
    reader.read(record.text) { reading in
      switch reading {
      case .event(let event): take(.event(event))
      case .known(let template, let id, let time):
        take(.known(template, id: id, time: time))
      case .other: take(.other)
      case .damaged: take(.damaged(DamagedRecord(record.text), line: record.line))
      }
    }
  }
}

/// A record that cannot be read, told by its bytes: where it stands depends on how a log is cut.
package struct DamagedRecord: Hashable, Comparable, Sendable {
  /// FNV-1a of its bytes, as 16 hexadecimal digits.
  package var hash: String

  package init(hash: String) { self.hash = hash }

  init(_ text: UnsafeBufferPointer<UInt8>) { hash = FNV1a.digits(of: text) }

  package static func < (left: Self, right: Self) -> Bool { left.hash < right.hash }
}
