// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension Files {
  /// Throws where a path in a folder leads out of it: by `..`, or through a symbolic link, which
  /// somebody else may have put there. The folder itself may be a link.
  package static func refuseOutside(_ folder: String, _ path: String) throws(HostError) {
    let top = Paths.absolute(folder)
    var place = Paths.absolute(path)
    guard isBelow(top, place) else {
      throw HostError(path: path, reason: "leads out of the folder \(folder)")
    }
    guard let root = Paths.resolved(top) else { return }
    // What is there already says where the rest will be.
    var status = stat()
    while place != top, lstat(place, &status) != 0 { place = Paths.parent(of: place) }
    guard let real = Paths.resolved(place), real == root || isBelow(root, real) else {
      throw HostError(path: path, reason: "a symbolic link leads out of the folder \(folder)")
    }
  }

  private static func isBelow(_ folder: String, _ path: String) -> Bool {
    path.hasPrefix(folder == "/" ? "/" : folder + "/")
  }
}
