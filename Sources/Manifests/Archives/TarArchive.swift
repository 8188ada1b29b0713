// SPDX-License-Identifier: Apache-2.0

/// The regular files of a tar archive: ustar, with the long names of GNU tar and of pax.
///
/// Links are not followed, and paths that leave the archive's own folder are not read: no program
/// that unpacks it would have such a file in the same place.
package struct TarArchive: Sendable {
  /// A regular file.
  package struct Entry: Sendable {
    /// Its path as the archive has it, with `/` between the parts; relative, and without `..`.
    package var name: String
    /// Where its content is in the archive's bytes.
    package var content: Range<Int>
  }

  /// Something else, which is not read.
  package struct Skipped: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
      /// A hard or a symbolic link.
      case link
      /// A device or a FIFO.
      case device
      /// Its path starts at the root.
      case absolutePath
      /// Its path has a part `..`.
      case parentFolder
      /// A sparse file, a part of a file, a label: what only some tar programs know.
      case unsupported
    }

    package var name: String
    package var reason: Reason
  }

  /// The unpacked archive.
  package let bytes: [UInt8]
  /// In the order of the archive; a name that comes again is another version of the file, and the
  /// last counts.
  package private(set) var entries: [Entry] = []
  package private(set) var skipped: [Skipped] = []

  /// The most headers that are read.
  package static let entryLimit = 20_000

  /// Reads the headers of an archive that is not compressed.
  ///
  /// It ends at a block of zeros or with its bytes, as for GNU tar; what follows is not looked at.
  package init(_ bytes: [UInt8], entryLimit: Int = Self.entryLimit) throws(ArchiveError) {
    self.bytes = bytes
    var offset = 0
    var count = 0
    var extended = TarExtension()
    while offset < bytes.count {
      guard bytes.count - offset >= TarHeader.size else { throw .truncated }
      let block = bytes[offset..<(offset + TarHeader.size)]
      if block.allSatisfy({ $0 == 0 }) { break }
      guard let header = TarHeader(block) else { throw .damaged(offset: offset) }
      count += 1
      guard count <= entryLimit else { throw .tooManyEntries(limit: entryLimit) }
      // A pax header's size is for what it describes, not for another extension.
      let size = header.kind.isExtension ? header.size : extended.size ?? header.size
      let start = offset + TarHeader.size
      let length = header.kind.hasContent ? size : 0
      guard length <= bytes.count - start else { throw .truncated }
      let content = start..<(start + length)
      if header.kind.isExtension {
        guard extended.add(header.kind, bytes[content]) else { throw .damaged(offset: offset) }
      } else {
        add(header.kind, name: extended.name ?? header.name, content, extended)
        extended = TarExtension()
      }
      let blocks = (length + TarHeader.size - 1) / TarHeader.size
      offset = start + blocks * TarHeader.size
    }
    // An extension describes what follows it.
    guard extended.isEmpty else { throw .truncated }
  }

  private mutating func add(
    _ kind: TarHeader.Kind, name: String, _ content: Range<Int>, _ extended: TarExtension
  ) {
    // Before there was a kind for folders, a slash at the end said so.
    if kind == .folder || (kind == .file && name.utf8.last == UInt8(ascii: "/")) { return }
    if let reason = Self.reasonToSkip(kind, name: name, extended) {
      skipped.append(Skipped(name: name, reason: reason))
    } else {
      entries.append(Entry(name: name, content: content))
    }
  }

  private static func reasonToSkip(
    _ kind: TarHeader.Kind, name: String, _ extended: TarExtension
  ) -> Skipped.Reason? {
    switch kind {
    case .link: return .link
    case .device: return .device
    case .file where !extended.isSparse: break
    default: return .unsupported
    }
    if name.hasPrefix("/") { return .absolutePath }
    return name.split(separator: "/").contains("..") ? .parentFolder : nil
  }
}
