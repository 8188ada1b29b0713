// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// Reads many small JSON texts, such as the lines of an audit log, one after the other.
///
/// Keeping one reader for all of them saves most of what allocating costs.
package struct JSONReader {
  /// Why a text could not be read.
  package struct Failure: Error {
    package let diagnostic: Diagnostic
  }

  private var builder: TreeBuilder

  package init(limits: YAMLLimits = YAMLLimits()) {
    builder = TreeBuilder(bytes: UnsafeBufferPointer(start: nil, count: 0), limits: limits)
  }

  /// Reads a text that holds one JSON value; `nil` when it is blank.
  ///
  /// Give a line of a longer file as `SourceText(name:bytes:firstLine:)`, so that places in it name
  /// the line in the file.
  package mutating func read(_ source: SourceText) throws(Failure) -> YAMLNode? {
    let failure = source.bytes.withUnsafeBufferPointer { bytes in
      read(bytes, markLength: source.markLength)
    }
    // What the builder points to is not read again.
    if let failure { throw Failure(diagnostic: failure.diagnostic(in: source)) }
    guard !builder.records.isEmpty else { return nil }
    return YAMLNode(Tree(source: source, builder), at: 0)
  }

  private mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, markLength: Int
  ) -> ReadingFailure? {
    builder.restart(with: bytes)
    do throws(ReadingFailure) {
      guard bytes.count <= builder.limits.bytes else {
        throw .tooLarge(bytes.count, limit: builder.limits.bytes)
      }
      _ = try TextCheck.isASCII(bytes)
      var scanner = JSONScanner(bytes: bytes, from: markLength)
      scanner.skipBlanks()
      guard scanner.index < bytes.count else { return nil }
      try scanner.readValue(into: &builder)
      scanner.skipBlanks()
      guard scanner.index == bytes.count else {
        throw ReadingFailure(
          "json-syntax", "the value is over, and something follows",
          at: scanner.index..<scanner.index + 1, remedy: "put every value on a line of its own")
      }
      return nil
    } catch {
      return error
    }
  }
}
