// SPDX-License-Identifier: Apache-2.0

import Catalog

/// What names of objects have in common in several installations of an agent.
struct LearnedName {
  /// Where an agent is installed.
  struct Installation: Hashable {
    var namespace: String?
    var serviceAccount: String?

    /// What a name may be made from, by what it is called in a catalog.
    fileprivate var parts: [(key: String, value: String?)] {
      [("{serviceAccount}", serviceAccount), ("{namespace}", namespace)]
    }
  }

  /// That in which what is known was seen.
  var known: Installation
  var current: Installation

  /// The name in place of one that is always the same, where another was seen.
  func joined(
    _ old: RequestTemplate.ObjectName, _ new: RequestTemplate.ObjectName
  ) -> RequestTemplate.ObjectName {
    guard case .literal(let old) = old, case .literal(let new) = new else { return .any }
    for (was, now) in zip(known.parts, current.parts) {
      guard let was = was.value, let value = now.value, was != value, !was.isEmpty, !value.isEmpty,
        old.contains(was)
      else { continue }
      let template = old.replacing(was, with: now.key)
      if template == new.replacing(value, with: now.key) { return .template(template) }
    }
    return .any
  }

  /// Whether a name that is known is that of another request.
  func covers(_ known: RequestTemplate.ObjectName, _ name: RequestTemplate.ObjectName) -> Bool {
    guard case .template(let template) = known, case .literal(let name) = name else {
      return known == .any || known == .none || known == name
    }
    let resolved = current.parts.reduce(template) { text, part in
      part.value.map { text.replacing(part.key, with: $0) } ?? text
    }
    return resolved == name
  }
}
