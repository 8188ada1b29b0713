// SPDX-License-Identifier: Apache-2.0

/// How much a text may ask of its reader; beyond any of these, reading stops with a diagnostic.
package struct YAMLLimits: Sendable {
  /// Bytes of one text.
  package var bytes = 128 << 20
  /// Sequences and mappings inside each other, aliases followed.
  package var depth = 200
  /// Documents of one text, empty ones included.
  package var documents = 1_000_000
  /// Scalars, sequences and mappings that one text writes out.
  package var nodes = 20_000_000
  /// Scalars, sequences and mappings that aliases and merge keys add to those written out.
  package var aliasNodes = 1_000_000

  package init() {}
}
