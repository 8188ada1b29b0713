// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A pattern for whole names, in which `*` stands for anything, `/` included, and `?` for one byte:
/// a letter outside ASCII takes more than one. All else matches itself.
package struct Glob: Sendable, Hashable {
  /// As `fnmatch` takes it.
  private let pattern: String

  package init(_ pattern: String) {
    var escaped = ""
    for scalar in pattern.unicodeScalars {
      // They open a set and an escape in `fnmatch`, and are common letters in names of folders.
      if scalar == "[" || scalar == "\\" { escaped.unicodeScalars.append("\\") }
      escaped.unicodeScalars.append(scalar)
    }
    self.pattern = escaped
  }

  package func matches(_ name: String) -> Bool {
    // A NUL would cut either short.
    guard !name.utf8.contains(0), !pattern.utf8.contains(0) else { return false }
    return fnmatch(pattern, name, 0) == 0
  }
}
