// SPDX-License-Identifier: Apache-2.0

/// Where something was written, as an index that only its giver can read: this room carries it and
/// never looks.
package struct Origin: Hashable, Sendable {
  package var index: Int

  package init(index: Int) { self.index = index }
}
