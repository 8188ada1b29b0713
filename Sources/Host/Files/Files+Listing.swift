// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension Files {
  /// How many folders deep `filesBelow` goes before it says that something is wrong.
  package static let deepestFolder = 64

  /// The files below `directory` whose names end in one of `endings` (such as `.yaml`), sorted.
  ///
  /// Hidden entries and things that are not regular files are left out. Symbolic links are
  /// followed, but no folder is entered twice. A broken link with such a name is in the list, so
  /// that reading it says what is wrong. Throws when a folder cannot be read.
  package static func filesBelow(
    _ directory: String, endings: [String]
  ) throws(HostError) -> [String] {
    var walk = Walk(endings: endings)
    try walk.enter(directory, depth: 0)
    return walk.found.sorted()
  }

  /// The names in a folder, without `.` and `..`, sorted.
  package static func names(in directory: String) throws(HostError) -> [String] {
    guard let stream = opendir(directory) else { throw HostError(path: directory, code: errno) }
    defer { closedir(stream) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        let capacity = MemoryLayout.size(ofValue: pointer.pointee)
        return pointer.withMemoryRebound(to: CChar.self, capacity: capacity) {
          String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw HostError(path: directory, code: errno) }
    return names.sorted()
  }
}

/// One walk through a tree of folders.
private struct Walk {
  let endings: [String]
  var found: [String] = []
  private var entered: Set<Identity> = []

  init(endings: [String]) { self.endings = endings }

  private struct Identity: Hashable {
    var device: UInt64
    var inode: UInt64
  }

  mutating func enter(_ directory: String, depth: Int) throws(HostError) {
    guard depth <= Files.deepestFolder else {
      throw HostError(path: directory, reason: "deeper than \(Files.deepestFolder) folders")
    }
    var status = stat()
    guard stat(directory, &status) == 0 else { throw HostError(path: directory, code: errno) }
    let identity = Identity(
      device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(status.st_ino))
    guard entered.insert(identity).inserted else { return }
    for name in try Files.names(in: directory) where !name.hasPrefix(".") {
      let path = Paths.join(directory, name)
      switch Files.kind(of: path) {
      case .directory: try enter(path, depth: depth + 1)
      case .file, nil: if endings.contains(where: name.hasSuffix) { found.append(path) }
      case .other: break
      }
    }
  }
}
