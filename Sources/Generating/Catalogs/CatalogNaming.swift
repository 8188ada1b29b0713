// SPDX-License-Identifier: Apache-2.0

import Catalog
import RBAC

/// A first guess at what to call the action that a rule is for, and how much it can change.
struct CatalogNaming {
  private let verbs: Set<String>
  private let resources: [String]

  init(of atoms: [Atom]) {
    verbs = Set(atoms.map(\.verb))
    resources = atoms.map { atom in
      switch atom.target {
      case .resource(_, _, let resource, _): resource
      case .nonResource(_, let url): url
      }
    }
  }

  /// `verb:kind`, with a number where it is taken.
  func id(besides others: [String]) -> String {
    let id = "\(verb):\(kind)"
    var candidate = id
    var number = 2
    while others.contains(candidate) {
      candidate = "\(id)-\(number)"
      number += 1
    }
    return candidate
  }

  var access: AccessLevel { AccessLevel(verbs: verbs, resources: resources) }

  private var isReading: Bool { verbs.isSubset(of: ["get", "list", "watch"]) }

  private var verb: String {
    if isReading { return "read" }
    if verbs == ["delete"] || verbs == ["create"] { return verbs.first ?? "" }
    return "change"
  }

  /// The first resource, in the letters that an id may have.
  private var kind: String {
    let words = (resources.first ?? "").lowercased().split { character in
      !character.isASCII || !(character.isLetter || character.isNumber || character == ".")
    }
    return words.isEmpty ? "something" : words.joined(separator: "-")
  }
}
