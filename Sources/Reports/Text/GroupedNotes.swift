// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// Notes with each message once, however many places it has.
struct GroupedNotes {
  /// How many places of one message are listed.
  private static let most = 3

  /// In the order in which they first came.
  private(set) var sentences: [String] = []

  init(_ notes: [Diagnostic.Note]) {
    var places: [String: [SourceRange?]] = [:]
    var order: [String] = []
    for note in notes {
      if places[note.message] == nil { order.append(note.message) }
      places[note.message, default: []].append(note.range)
    }
    sentences = order.map { Self.sentence($0, places[$0] ?? []) }
  }

  private static func sentence(_ message: String, _ all: [SourceRange?]) -> String {
    var seen: Set<String> = []
    let places = all.compactMap { $0?.description }.filter { seen.insert($0).inserted }
    guard !places.isEmpty else {
      return all.count > 1 ? "\(message) (\(all.count) times)" : message
    }
    let more = places.count - most
    let shown = places.prefix(most).joined(separator: ", ")
    return "\(message) (\(shown)\(more > 0 ? " and \(more) more" : ""))"
  }
}

extension GroupedNotes {
  /// How many notes one result shows.
  private static let mostOfOne = 5

  /// The sentences of one of many results, those in `told` left out; the rest is counted.
  static func short(_ notes: [Diagnostic.Note], told: inout Set<String>) -> [String] {
    let all = GroupedNotes(notes).sentences
    let new = all.filter { told.insert($0).inserted }
    guard new.count > mostOfOne else { return new }
    return new.prefix(mostOfOne) + ["and \(new.count - mostOfOne) more of the kind"]
  }
}
