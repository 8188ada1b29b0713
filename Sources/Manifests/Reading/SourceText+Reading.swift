// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Host
package import YAMLSyntax

extension SourceText {
  /// The largest input that is read, in bytes.
  package static let limit = 128 << 20

  /// The text of a file.
  package init(file path: String) throws(Failure) {
    do {
      self.init(name: path, bytes: try Files.read(path, limit: Self.limit))
    } catch {
      throw .unreadable(error)
    }
  }
}
