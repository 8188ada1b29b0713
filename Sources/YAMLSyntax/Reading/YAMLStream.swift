// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// The documents of a YAML or JSON text.
package struct YAMLStream: Sendable {
  package let source: SourceText
  /// The roots of the documents, in order, those before a broken one included. Documents without
  /// content (nothing but comments, or `null`) are left out.
  package let documents: [YAMLNode]
  /// Why reading stopped; `nil` when the whole text was read.
  package let failure: Diagnostic?

  /// Reads a text: as JSON when it starts with a bracket and is JSON, else as YAML.
  ///
  /// - Parameter isStrict: whether libyaml reads all YAML, also what a faster reader could.
  package static func read(
    _ source: SourceText, limits: YAMLLimits = YAMLLimits(), isStrict: Bool = false
  ) -> YAMLStream {
    guard source.bytes.count <= limits.bytes else {
      let failure = ReadingFailure.tooLarge(source.bytes.count, limit: limits.bytes)
      return YAMLStream(source: source, documents: [], failure: failure.diagnostic(in: source))
    }
    let (builder, failure) = source.bytes.withUnsafeBufferPointer { bytes in
      read(bytes, markLength: source.markLength, limits: limits, isStrict: isStrict)
    }
    let tree = Tree(source: source, builder)
    return YAMLStream(
      source: source, documents: builder.roots.map { YAMLNode(tree, at: $0) },
      failure: failure?.diagnostic(in: source))
  }

  private static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, markLength: Int, limits: YAMLLimits, isStrict: Bool
  ) -> (TreeBuilder, ReadingFailure?) {
    let isPlain = PlainText(bytes).isPlain
    let isJSON = JSONScanner.opensContainer(bytes, from: markLength)
    if isPlain, !isJSON, !isStrict, let builder = scan(bytes, limits: limits) {
      return (builder, nil)
    }
    var builder = TreeBuilder(bytes: bytes, limits: limits)
    guard !bytes.isEmpty else { return (builder, nil) }
    var isASCII = true
    do throws(ReadingFailure) {
      if !isPlain { isASCII = try TextCheck.isASCII(bytes) }
    } catch {
      return (builder, error)
    }
    guard isJSON else {
      let failure = readYAML(
        bytes, markLength: markLength, isASCII: isASCII, into: &builder)
      return (builder, failure)
    }
    var scanner = JSONScanner(bytes: bytes, from: markLength)
    do throws(ReadingFailure) {
      try scanner.readStream(into: &builder)
      return (builder, nil)
    } catch {
      guard error.code == "json-syntax" else { return (builder, error) }
      var flow = TreeBuilder(bytes: bytes, limits: limits)
      let failure = readYAML(bytes, markLength: markLength, isASCII: isASCII, into: &flow)
      guard let failure, failure.code == "yaml-syntax" else { return (flow, failure) }
      let isBrokenJSON =
        builder.roots.count > flow.roots.count
        || (builder.roots.count == flow.roots.count
          && error.bytes.lowerBound >= failure.bytes.lowerBound)
      return isBrokenJSON ? (builder, error) : (flow, failure)
    }
  }

  /// The tree of a plain text that leaves no doubt; `nil` for others.
  private static func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, limits: YAMLLimits
  ) -> TreeBuilder? {
    guard let text = ByteWords(bytes) else { return nil }
    var builder = TreeBuilder(bytes: bytes, limits: limits)
    builder.records.reserveCapacity(bytes.count / 8)
    var scanner = BlockScanner(text, into: TreeSink(builder: builder))
    var place = 0
    while place < bytes.count {
      guard let end = scanner.scanDocument(from: place) else { return nil }
      place = end
    }
    return scanner.finish().builder
  }

  private static func readYAML(
    _ bytes: UnsafeBufferPointer<UInt8>, markLength: Int, isASCII: Bool,
    into builder: inout TreeBuilder
  ) -> ReadingFailure? {
    builder.records.reserveCapacity(bytes.count / 8)
    var reader = EventReader(bytes: bytes, markLength: markLength, isASCII: isASCII)
    do throws(ReadingFailure) {
      try reader.read(into: &builder)
      return nil
    } catch {
      return TemplateAction.failure(explaining: error, of: bytes, records: builder.records) ?? error
    }
  }
}
