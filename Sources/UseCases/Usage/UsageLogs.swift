// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import Host
import Manifests

/// Reads audit logs, one after the other, into a tally.
struct UsageLogs {
  /// What was read.
  struct Result {
    var tally = UsageTally()
    var timeline = UsageTimeline()
    /// Logs that could not be read to their end.
    var failures: [Diagnostic] = []
    /// Events outside of the time that is asked about.
    var outside = LeftOutEvents()
  }

  private let request: UsageRequest
  private let progress: ReadingProgress
  private static let blockSize = 1 << 20
  /// More damaged records than this are not shown one by one.
  private static let shownRecords = 10

  init(_ request: UsageRequest) {
    self.request = request
    progress = ReadingProgress(request)
  }

  /// - Parameter see: is shown each event that counts.
  func read(_ see: (AuditEvent) -> Void = { _ in }) throws(Failure) -> Result {
    let newest = try newestTime()
    let user = request.user
    var result = Result()
    var isInterrupted = false
    var gatherer = UsageGatherer { user == nil || user == $0 }
    for log in request.arguments.logs {
      let name = log == "-" ? Files.standardInputName : log
      let end = try read(log) { reading in
        switch reading {
        case .other: gatherer.addOther()
        case .damaged(let record, let line):
          gatherer.add(record)
          show(record, at: name, line, number: gatherer.damagedCount)
        case .event(let event):
          guard request.window.contains(event.time, newest: newest) else {
            result.outside.add(event.time)
            return
          }
          gatherer.add(event)
          see(event)
          if request.arguments.wantsTimeline, concerns(event) { result.timeline.add(event) }
        case .known(let template, let id, let time):
          guard request.window.contains(time, newest: newest) else {
            result.outside.add(time)
            return
          }
          gatherer.add(template, id: id, time: time)
          see(template.event)
          if request.arguments.wantsTimeline, concerns(template.event) {
            result.timeline.add(template.event(id: id, time: time))
          }
        }
      }
      result.failures += end.failures
      isInterrupted = end.isInterrupted
      if isInterrupted { break }
    }
    progress.end()
    result.tally = gatherer.finished()
    result.tally.isInterrupted = isInterrupted
    let hidden = result.tally.damaged.count - Self.shownRecords
    if result.timeline.leftOut > 0 {
      request.outside.remark(
        "the timeline has the first \(UsageTimeline.limit) requests, and leaves out "
          + "\(result.timeline.leftOut): --since and --until show those of a shorter time")
    }
    if hidden > 0 {
      request.outside.remark("\(hidden.counted("more record", "more records")) cannot be read")
    }
    return result
  }

  /// When the newest event was, where the window goes by it.
  private func newestTime() throws(Failure) -> Timestamp? {
    guard request.window.needsNewest else { return nil }
    var newest: Timestamp?
    for log in request.arguments.logs {
      _ = try read(log) { reading in
        let time =
          switch reading {
          case .event(let event): event.time
          case .known(_, _, let time): time
          case .other, .damaged: nil as Timestamp?
          }
        if let time { newest = max(newest ?? time, time) }
      }
    }
    return newest
  }

  /// Whether an event may be about the user that is named.
  private func concerns(_ event: AuditEvent) -> Bool {
    guard let user = request.user else { return true }
    return event.user == user || event.impersonatedUser == user
  }

  /// How reading a log ended.
  private struct End {
    var failures: [Diagnostic] = []
    var isInterrupted = false
  }

  private func read(
    _ log: String, _ take: (AuditLogReader.Reading) -> Void
  ) throws(Failure) -> End {
    var reader = AuditLogReader()
    var damage: Gzip.Failure?
    func feed(_ block: [UInt8]) -> HostError? {
      progress.advance(block.count)
      do throws(Gzip.Failure) {
        try reader.feed(block, take)
        return Interruption.isRequested ? Self.interruption : nil
      } catch {
        damage = error
        return HostError(path: log, reason: "cannot be unpacked")
      }
    }
    let error =
      log == "-"
      ? request.outside.standardInput(feed)
      : Files.readBlocks(of: log, size: Self.blockSize, feed)
    if let error, damage == nil, error.kind != .interrupted {
      guard error.kind == .changed else { throw .unreadable(error) }
      request.outside.remark("\(log) was written to meanwhile: it is read as it was found")
    }
    do throws(Gzip.Failure) {
      // What came before the damage counts.
      try reader.finish(take)
    } catch {
      damage = damage ?? error
    }
    var end = End(isInterrupted: error?.kind == .interrupted)
    if let damage, !end.isInterrupted {
      let failure = Diagnostic(
        .error, "audit-log", ArchiveError.gzip(damage).message, at: .startOf(file: log),
        notes: [Diagnostic.Note("what could be read before counts")])
      request.outside.show([failure])
      end.failures = [failure]
    }
    return end
  }

  private static let interruption = HostError(
    path: "", reason: "interrupted", kind: .interrupted)

  private func show(_ record: DamagedRecord, at file: String, _ line: Int, number: Int) {
    guard number <= Self.shownRecords else { return }
    var range = SourceRange.startOf(file: file)
    range.start.line = line
    range.end.line = line
    request.outside.show([
      Diagnostic(
        .warning, "damaged-record",
        "this is no audit event that can be read, and is left out (hash \(record.hash))", at: range)
    ])
  }
}

/// How much of the logs has been read, for a terminal.
private final class ReadingProgress {
  private let outside: Outside
  /// MiB of all logs; `nil` where that is not known.
  private let total: Int?
  private var bytes = 0
  private var shown = 0

  init(_ request: UsageRequest) {
    outside = request.outside
    let sizes = request.arguments.logs.map { Files.size(of: $0) }
    let all = sizes.reduce(0) { $0 + ($1 ?? 0) } * (request.window.needsNewest ? 2 : 1)
    total = sizes.contains(nil) || all < 64 << 20 ? nil : all >> 20
  }

  func advance(_ count: Int) {
    bytes += count
    guard let total, bytes >> 20 >= shown + 16, bytes >> 20 < total else { return }
    shown = bytes >> 20
    outside.messages.show(.progress(done: shown, of: total, what: "MiB read"))
  }

  func end() {
    guard let total, shown > 0 else { return }
    outside.messages.show(.progress(done: total, of: total, what: "MiB read"))
  }
}
