// SPDX-License-Identifier: Apache-2.0

/// Since when and until when Kubernetes has served a resource.
package enum APIHistory {
  /// The versions that served one resource.
  package struct Span: Hashable, Sendable {
    /// The first version that served it, even if only when switched on. The oldest version that
    /// was looked at is 1.17: what that one serves may be older still.
    package var first: KubernetesVersion
    /// The last version that served it, by default if it ever did; `nil` while the newest does.
    package var last: KubernetesVersion?
  }

  /// When a resource was served; `nil` for one that no version has.
  ///
  /// - Parameter combined: `resource` or `resource/subresource`.
  package static func span(group: String, _ combined: String) -> Span? {
    let rows = APITableReader.resources.filter {
      $0.resource.group == group && $0.resource.combinedName == combined
    }
    guard let first = rows.map(\.firstMinor).min() else { return nil }
    var last = rows.contains { $0.lastMinor == nil } ? nil : rows.compactMap(\.lastMinor).max()
    if let gone = APITableReader.goneBefore[ResourceKey(group: group, combined: combined)] {
      last = gone
    }
    return Span(
      first: KubernetesVersion(minor: min(first, last ?? first)),
      last: last.map { KubernetesVersion(minor: $0) })
  }

  /// The first version that no longer serves the resource (not by default, if others did);
  /// `nil` while it is served, and for what never was.
  package static func removal(group: String, _ combined: String) -> KubernetesVersion? {
    guard let last = span(group: group, combined)?.last else { return nil }
    return KubernetesVersion(minor: last.minor + 1)
  }

  /// Whether any version has a resource in the group.
  package static func knows(group: String) -> Bool {
    APITableReader.resources.contains { $0.resource.group == group }
  }

  /// The groups that any version has had a resource in, by its combined name.
  package static func groups(named combined: String) -> [String] {
    let rows = APITableReader.resources.filter { $0.resource.combinedName == combined }
    return Set(rows.map(\.resource.group)).sorted()
  }
}
