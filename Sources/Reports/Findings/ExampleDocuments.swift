// SPDX-License-Identifier: Apache-2.0

/// The documents of a lint rule's example, and which of them a page shows.
struct ExampleDocuments {
  /// With the marks around what is found.
  private let marked: [String]

  init(_ marked: String) {
    self.init(documents: marked.split(separator: "\n---\n").map(String.init))
  }

  private init(documents: [String]) {
    marked = documents.map { document in
      var document = document
      while document.last == "\n" { document.removeLast() }
      return document
    }
  }

  /// Those in which something is found; all, where nothing is.
  var flagged: Self {
    let found = marked.filter(Self.isMarked)
    return found.isEmpty ? self : Self(documents: found)
  }

  /// Those that are there so that the others mean something.
  var plumbing: Set<String> { Set(marked.filter { !Self.isMarked($0) }) }

  /// Without what a page has no use for; everything, where that is all there is.
  func without(_ documents: Set<String>) -> Self {
    let rest = marked.filter { !documents.contains($0) }
    return rest.isEmpty ? self : Self(documents: rest)
  }

  /// YAML without a line end behind it.
  var text: String {
    marked.joined(separator: "\n---\n").filter { $0 != "⟦" && $0 != "⟧" }
  }

  private static func isMarked(_ document: String) -> Bool { document.contains("⟦") }
}
