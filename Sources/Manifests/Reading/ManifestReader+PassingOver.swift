// SPDX-License-Identifier: Apache-2.0

package import YAMLSyntax

extension ManifestReader {
  /// Says of an object, by its kind and apiVersion, whether it would only be counted.
  ///
  /// In doubt an object is read: whatever resembles one of RBAC's may be a slip that is an error.
  package var passesOver: DocumentCutter.Filter {
    let noted = notesWorkloads ? Self.notedKinds : []
    return { kind, apiVersion in
      if kind.holds("role") || kind.ends(with: "list") { return false }
      if apiVersion.holds("rbac") { return false }
      if kind.elementsEqual(Self.account) || kind.elementsEqual(Self.definition) { return false }
      return !noted.contains { kind.elementsEqual($0) }
    }
  }

  /// Counts objects that need no reading.
  package mutating func passOver(objects count: Int) { set.otherObjects += count }

  private static let account = Array("ServiceAccount".utf8)
  private static let definition = Array("CustomResourceDefinition".utf8)
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the bytes end with a word in small letters, whatever the case of theirs.
  fileprivate func ends(with word: StaticString) -> Bool {
    count >= word.utf8CodeUnitCount && holds(word, at: count - word.utf8CodeUnitCount)
  }

  /// Whether the bytes have a word in small letters somewhere, whatever the case of theirs.
  fileprivate func holds(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard count >= length else { return false }
    return (0...count - length).contains { holds(word, at: $0) }
  }

  private func holds(_ word: StaticString, at place: Int) -> Bool {
    (0..<word.utf8CodeUnitCount).allSatisfy { self[place + $0] | 0x20 == word.utf8Start[$0] }
  }
}
