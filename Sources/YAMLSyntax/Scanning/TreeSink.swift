// SPDX-License-Identifier: Apache-2.0

/// Makes a tree of what a block scanner meets, as `EventReader` makes one of libyaml's events.
struct TreeSink: BlockSink {
  static let skipsBlockScalars = false

  var builder: TreeBuilder

  mutating func startDocument(at place: Int) -> Bool {
    do throws(ReadingFailure) {
      try builder.startDocument(at: place..<place)
      return true
    } catch {
      return false
    }
  }

  mutating func endDocument() { builder.endDocument() }

  @inline(__always)
  mutating func startMapping(at place: Int) -> Bool { start(.mapping, at: place) }

  @inline(__always)
  mutating func startSequence(at place: Int) -> Bool { start(.sequence, at: place) }

  private mutating func start(_ kind: Tree.Record.Kind, at place: Int) -> Bool {
    do throws(ReadingFailure) {
      try builder.startContainer(kind, start: place, end: place)
      return true
    } catch {
      return false
    }
  }

  mutating func endContainer(end: Int?) -> Bool {
    do throws(ReadingFailure) {
      try builder.endContainer(end: end)
      return true
    } catch {
      return false
    }
  }

  @inline(__always)
  mutating func key(_ text: Range<Int>, isQuoted: Bool) -> Bool {
    scalar(text, isQuoted: isQuoted)
  }

  @inline(__always)
  mutating func scalar(_ text: Range<Int>, isQuoted: Bool) -> Bool {
    let quotes = isQuoted ? 1 : 0
    do throws(ReadingFailure) {
      try builder.scalar(
        isQuoted ? .string : .plain, start: text.lowerBound - quotes,
        end: text.upperBound + quotes, text: text, isDecoded: false)
      return true
    } catch {
      return false
    }
  }

  mutating func blockScalar(at place: Int) -> Bool { false }
}
