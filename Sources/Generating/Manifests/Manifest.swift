// SPDX-License-Identifier: Apache-2.0

package import YAMLSyntax

/// One generated object.
package struct Manifest: Hashable, Sendable {
  /// The name of its file without the ending: the kind, then where and what it is for.
  package var fileStem: String
  package var value: YAMLValue

  package var fileName: String { "\(fileStem).yaml" }
}
