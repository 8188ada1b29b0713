// SPDX-License-Identifier: Apache-2.0

import YAMLSyntax

/// Which lines of a text may be shown to whoever reads a report: those of documents that are about
/// RBAC and hold no Secret.
///
/// It goes by words alone, so that it also holds for a document that cannot be read.
package struct ShowableLines: Sendable {
  /// The first line of each document, from 1, and whether its lines may be shown.
  private var documents: [(line: Int, isShown: Bool)] = []

  /// - Parameter endsAtCR: whether a carriage return by itself ends a line, as in YAML.
  package init(of bytes: [UInt8], endsAtCR: Bool = true) {
    bytes.withUnsafeBufferPointer { bytes in
      var words = Words()
      var number = 1
      var start = 0
      documents = [(1, false)]
      while start < bytes.count {
        var end = start
        while end < bytes.count, bytes[end] != 0x0A, !(endsAtCR && bytes[end] == 0x0D) { end += 1 }
        if Self.isMark(bytes, start..<end), number > 1 {
          documents[documents.count - 1].isShown = words.areShown
          documents.append((number, false))
          words = Words()
        }
        words.read(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        if end + 1 < bytes.count, bytes[end] == 0x0D, bytes[end + 1] == 0x0A { end += 1 }
        start = end + 1
        number += 1
      }
      documents[documents.count - 1].isShown = words.areShown
    }
  }

  /// Whether a line, counted from 1, may be shown.
  package func contains(_ line: Int) -> Bool {
    let next = documents.partitioningIndex { $0.line > line }
    return next > 0 && documents[next - 1].isShown
  }

  /// Whether a line begins a document, or ends one.
  private static func isMark(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Bool {
    guard line.count >= 3 else { return false }
    let first = bytes[line.lowerBound]
    guard first == UInt8(ascii: "-") || first == UInt8(ascii: "."),
      bytes[line.lowerBound + 1] == first, bytes[line.lowerBound + 2] == first
    else { return false }
    return line.count == 3 || bytes[line.lowerBound + 3] <= 0x20
  }

  /// The words that tell.
  private struct Words {
    private static let rbac: Set<String> = [
      "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding", "RoleList", "ClusterRoleList",
      "RoleBindingList", "ClusterRoleBindingList", "rbac",
    ]
    private static let secret: Set<String> = ["Secret", "SecretList", "stringData", "SECRET"]

    private var isRBAC = false
    private var holdsSecret = false

    var areShown: Bool { isRBAC && !holdsSecret }

    mutating func read(_ line: UnsafeBufferPointer<UInt8>) {
      var index = 0
      while index < line.count {
        guard Self.isLetter(line[index]) else {
          // An escape may write any letter.
          if Self.isLetterEscape(line, index) { holdsSecret = true }
          index += 1
          continue
        }
        let start = index
        while index < line.count, Self.isLetter(line[index]) { index += 1 }
        guard index - start <= 22 else { continue }
        switch line[start] {
        case UInt8(ascii: "R"), UInt8(ascii: "C"), UInt8(ascii: "r"):
          if !isRBAC { isRBAC = Self.rbac.contains(Self.word(line, start..<index)) }
        case UInt8(ascii: "S"), UInt8(ascii: "s"):
          if !holdsSecret { holdsSecret = Self.secret.contains(Self.word(line, start..<index)) }
        default: break
        }
      }
    }

    /// Whether `\u`, `\U` or `\x` is at a place.
    private static func isLetterEscape(
      _ line: UnsafeBufferPointer<UInt8>, _ place: Int
    ) -> Bool {
      line[place] == UInt8(ascii: "\\") && place + 1 < line.count
        && [UInt8(ascii: "u"), UInt8(ascii: "U"), UInt8(ascii: "x")].contains(line[place + 1])
    }

    private static func word(_ line: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
      String(decoding: UnsafeBufferPointer(rebasing: line[range]), as: UTF8.self)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
    }
  }
}
