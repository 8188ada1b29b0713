// SPDX-License-Identifier: Apache-2.0

import YAMLSyntax

/// The documents that built objects were made from.
struct SourceDocuments {
  /// What transformers put before and after a name.
  private struct Affix: Hashable {
    var before: String
    var after: String

    var count: Int { before.utf8.count + after.utf8.count }
  }

  private let documents: [ObjectKey: [YAMLNode]]
  private var support: [Affix: Int] = [:]

  /// - Parameters:
  ///   - documents: those of one file or of several; lists count by their items.
  ///   - objects: the objects that were made from them.
  init(_ documents: [YAMLNode], of objects: [YAMLNode]) {
    let items = documents.flatMap(Self.items)
    self.documents = Dictionary(grouping: items) { ObjectKey(kindOf: $0) }
    for object in objects {
      for affix in Set(candidates(for: object).map(\.affix)) { support[affix, default: 0] += 1 }
    }
  }

  private static func items(of document: YAMLNode) -> [YAMLNode] {
    guard let kind = document["kind"]?.text, kind.hasSuffix("List"),
      let items = document["items"], items.kind == .sequence
    else { return [document] }
    return items.elements.flatMap(self.items)
  }

  private func candidates(for object: YAMLNode) -> [(node: YAMLNode, affix: Affix)] {
    let name = ObjectKey(object).name
    return (documents[ObjectKey(kindOf: object)] ?? []).compactMap { node in
      Self.affix(of: name, around: ObjectKey(node).name).map { (node, $0) }
    }
  }

  /// The document of an object; `nil` where it cannot be told.
  ///
  /// What stands around the names is the same for all objects of a file, so that what most of them
  /// agree on counts.
  func document(of object: YAMLNode) -> YAMLNode? {
    let all = candidates(for: object)
    let best = all.map(\.affix).max { left, right in
      let (less, more) = (support[left] ?? 0, support[right] ?? 0)
      return less == more ? left.count > right.count : less < more
    }
    var found = all.filter { $0.affix == best }.map(\.node)
    if found.count > 1 {
      let namespace = ObjectKey(object).namespace
      found = found.filter { ObjectKey($0).namespace == namespace }
    }
    return found.count == 1 ? found[0] : nil
  }

  private static func affix(of name: String, around part: String) -> Affix? {
    guard !part.isEmpty else { return nil }
    var start = name.startIndex
    while true {
      let rest = name[start...]
      if rest.hasPrefix(part) {
        return Affix(before: String(name[..<start]), after: String(rest.dropFirst(part.count)))
      }
      guard start < name.endIndex else { return nil }
      start = name.index(after: start)
    }
  }
}
