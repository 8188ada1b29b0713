// SPDX-License-Identifier: Apache-2.0

/// A container image as somebody named it: a repository with a tag, a digest or both, or a digest of
/// the usual repository.
package struct ImageReference: Hashable, Sendable {
  /// As Kubernetes takes it; a digest of the usual repository starts with `@`.
  private let text: String

  /// Reads `[REGISTRY[:PORT]/]PATH[:TAG][@sha256:DIGEST]`, `@sha256:DIGEST` and `sha256:DIGEST`;
  /// `nil` for anything else.
  ///
  /// The grammar is that of distribution/reference, but for the separators, which may repeat here.
  package init?(_ text: String) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    switch parts.count {
    case 1 where text.hasPrefix("sha256:"):
      guard Self.isDigest(text[...]) else { return nil }
      self.text = "@\(text)"
    case 1:
      guard Self.isTaggedName(parts[0]) else { return nil }
      self.text = text
    case 2:
      guard Self.isDigest(parts[1]), parts[0].isEmpty || Self.isTaggedName(parts[0]) else {
        return nil
      }
      self.text = text
    default: return nil
    }
  }

  /// The image as Kubernetes takes it, where `repository` is the usual one.
  func text(in repository: String) -> String { text.first == "@" ? repository + text : text }

  private static func isDigest(_ text: Substring) -> Bool {
    let digits = text.dropFirst("sha256:".count).utf8
    return text.hasPrefix("sha256:") && digits.count == 64
      && digits.allSatisfy { "0123456789abcdef".utf8.contains($0) }
  }

  /// `[REGISTRY[:PORT]/]PATH[:TAG]`.
  private static func isTaggedName(_ text: Substring) -> Bool {
    var components = text.split(separator: "/", omittingEmptySubsequences: false)
    let last = components.removeLast().split(separator: ":", omittingEmptySubsequences: false)
    guard last.count <= 2 else { return false }
    if last.count == 2 {
      guard let first = last[1].first, last[1].utf8.count <= 128, first != ".", first != "-",
        last[1].utf8.allSatisfy({ isWord($0) || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 })
      else { return false }
    }
    if let registry = components.first, let colon = registry.firstIndex(of: ":") {
      let digits = registry[registry.index(after: colon)...].utf8
      guard !digits.isEmpty, digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
      else { return false }
      components[0] = registry[..<colon]
    }
    return (components + [last[0]]).allSatisfy { component in
      component.first.map { $0.isLetter || $0.isNumber } == true
        && component.utf8.allSatisfy(isWord)
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "._-".utf8.contains(byte)
    }
  }
}
