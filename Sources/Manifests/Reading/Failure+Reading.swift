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
  /// A file or folder that could not be written.
  package static func unwritable(_ error: HostError) -> Failure {
    let range = error.path.isEmpty ? nil : SourceRange.startOf(file: error.path)
    if error.kind == .changed {
      return unjudged("changed-meanwhile", error.reason, at: range, remedy: "run it again")
    }
    return unjudged("unwritable", "this cannot be written: \(error.reason)", at: range)
  }
}
