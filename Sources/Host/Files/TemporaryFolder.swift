// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A folder for what another program is to read; it goes, with all that was put into it, when its
/// last owner does.
package final class TemporaryFolder {
  package let path: String
  private var files: [String] = []
  private var folders: [String] = []

  package init() throws(HostError) {
    path = try Self.make()
    Lifeline.shared.made(folder: path)
  }

  /// Makes an empty folder that only its user may enter, in the one for temporary files.
  ///
  /// - Parameter limit: where the path of that one has more bytes, `/tmp` is used in its place.
  static func make(limit: Int = .max) throws(HostError) -> String {
    let named = Environment.value("TMPDIR") ?? ""
    let parent = named.isEmpty || named.utf8.count > limit ? "/tmp" : named
    var template = Array("\(parent)/rolefit-\(String(repeating: "X", count: 6))".utf8CString)
    guard let made = mkdtemp(&template) else { throw HostError(path: parent, code: errno) }
    return String(cString: made)
  }

  deinit {
    for file in files { unlink(file) }
    for folder in folders.sorted(by: { $0.utf8.count > $1.utf8.count }) { rmdir(folder) }
    rmdir(path)
    Lifeline.shared.removed(folder: path)
  }

  /// Puts a file into the folder, making those on the way. A name that leads out of it is refused.
  package func write(_ bytes: [UInt8], to name: String) throws(HostError) {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else {
      throw HostError(path: name, reason: "leads out of its folder")
    }
    var folder = path
    for part in parts.dropLast() {
      folder += "/\(part)"
      guard !folders.contains(folder) else { continue }
      try Files.makeFolder(folder)
      folders.append(folder)
    }
    let file = "\(path)/\(name)"
    files.append(file)
    try Files.writeWhole(bytes, to: file)
  }
}
