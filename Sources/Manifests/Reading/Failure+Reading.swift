// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Host

extension Failure {
  /// A file, folder or stream that could not be read.
  package static func unreadable(_ error: HostError) -> Failure {
    unjudged(
      "unreadable", error.reason,
      at: error.path.isEmpty ? nil : SourceRange.startOf(file: error.path))
  }
}
