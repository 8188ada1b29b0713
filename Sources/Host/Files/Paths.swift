// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Paths as text, with `/` between their parts.
package enum Paths {
  /// The folder that relative paths start from, absolute.
  package static var currentDirectory: String {
    guard let text = getcwd(nil, 0) else { return "." }
    defer { free(text) }
    return String(cString: text)
  }

  package static func isAbsolute(_ path: String) -> Bool { path.hasPrefix("/") }

  /// `name` as seen from where `folder` is; an absolute `name` stays as it is.
  package static func join(_ folder: String, _ name: String) -> String {
    if isAbsolute(name) || folder.isEmpty || folder == "." { return name }
    return folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  /// The last part of a path.
  package static func name(of path: String) -> String {
    String(path.split(separator: "/").last ?? "/")
  }

  /// The folder that holds `path`: `.` for a bare name, `/` for the root itself.
  package static func parent(of path: String) -> String {
    let parts = path.split(separator: "/").dropLast()
    if isAbsolute(path) { return "/" + parts.joined(separator: "/") }
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }

  /// Without `.`, doubled `/`, and `name/..`; by text alone, so symbolic links are not looked at.
  package static func normalized(_ path: String) -> String {
    let absolute = isAbsolute(path)
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(part)
      } else if let last = parts.last, last != ".." {
        parts.removeLast()
      } else if !absolute {
        parts.append(part)
      }
    }
    let text = parts.joined(separator: "/")
    return absolute ? "/" + text : text.isEmpty ? "." : text
  }

  /// Absolute and normalized, from the current folder.
  package static func absolute(_ path: String) -> String {
    normalized(isAbsolute(path) ? path : "\(currentDirectory)/\(path)")
  }

  /// The real place of something that exists, symbolic links resolved; `nil` when there is none.
  package static func resolved(_ path: String) -> String? {
    guard let text = realpath(path, nil) else { return nil }
    defer { free(text) }
    return String(cString: text)
  }

  /// `path` as seen from `folder`: both are made absolute first.
  package static func relative(_ path: String, to folder: String) -> String {
    let target = absolute(path).split(separator: "/")
    let start = absolute(folder).split(separator: "/")
    let shared = zip(target, start).prefix { $0 == $1 }.count
    let up = Array(repeating: Substring(".."), count: start.count - shared)
    let text = (up + target.dropFirst(shared)).joined(separator: "/")
    return text.isEmpty ? "." : text
  }
}
