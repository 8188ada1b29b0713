// SPDX-License-Identifier: Apache-2.0

/// The versions from one on, up to but without another; open where an end is missing.
package struct VersionSpan<Version: Comparable & Hashable & Sendable>: Hashable, Sendable {
  /// The first version inside.
  package var from: Version?
  /// The first version after it.
  package var until: Version?

  package init(from: Version? = nil, until: Version? = nil) {
    self.from = from
    self.until = until
  }

  package func contains(_ version: Version) -> Bool {
    (from.map { $0 <= version } ?? true) && (until.map { version < $0 } ?? true)
  }
}
