// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// A name for several actions.
package struct ActionSet: Hashable, Sendable {
  package var name: String
  package var title: String
  /// Ids of actions, sets resolved, in the order they are written.
  package var actions: [String]
  /// Where this is known from.
  package var evidence: [String]
  package var range: SourceRange?
}
