// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import RBAC

extension ManifestSet {
  /// The first role or binding whose namespace nobody named.
  package var unplacedObject: OriginTable.Entry? {
    let origin =
      roles.first(where: \.isUnplaced)?.origin ?? bindings.first(where: \.isUnplaced)?.origin
    return origin.flatMap { origins[$0] }
  }
}

extension OriginTable.Entry {
  /// What stops a run whose answer depends on the object's namespace, which nobody named.
  ///
  /// - Parameter why: what depends on it, as the end of a sentence.
  package func lacksNamespace(_ why: String) -> Failure {
    .undetermined(
      "\(title) names no namespace, and \(why)", at: range,
      remedy: "name the namespace that it is applied to with -n")
  }
}
