// SPDX-License-Identifier: Apache-2.0

import Host
import Manifests

extension ManifestSet {
  /// The same set, once it is known to be whole: stops at what could not be read, and tells on stderr
  /// what else is wrong.
  func judgeable() throws(Failure) -> ManifestSet {
    if isIncomplete { throw .unjudged(diagnostics) }
    Console.tell(diagnostics)
    return self
  }
}
