// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import RBAC
package import YAMLSyntax

/// Where the grants that travel through the algebra were written: turns an `Origin` back into an
/// object, a rule and a place in a file.
package struct OriginTable: Sendable {
  /// One written thing: an object, or one rule of it.
  package struct Entry: Sendable {
    package var reference: ObjectReference
    /// The position of the rule in its object, from 0; `nil` for the object itself.
    package var rule: Int?
    /// The text; `nil` for what no file holds, such as the default roles of Kubernetes.
    package var node: YAMLNode?

    package var range: SourceRange? { node?.range }

    /// `ClusterRole 'x'`, `Role 'komodor/x'`.
    package var title: String { reference.title }
  }

  private var entries: [Entry] = []

  package init() {}

  package mutating func add(_ entry: Entry) -> Origin {
    entries.append(entry)
    return Origin(index: entries.count - 1)
  }

  /// Adds all entries of another table; the result is how far its origins move.
  mutating func append(_ other: OriginTable) -> Int {
    let offset = entries.count
    entries += other.entries
    return offset
  }

  /// The entry of an origin that this table gave out; `nil` for any other.
  package subscript(origin: Origin) -> Entry? {
    entries.indices.contains(origin.index) ? entries[origin.index] : nil
  }
}
