// SPDX-License-Identifier: Apache-2.0

import Catalog
import YAMLSyntax

/// What this binary is made of.
enum Version {
  /// The version of rolefit itself, as CHANGELOG.md names it.
  static let rolefit = "0.1.0"

  static var text: String {
    """
    rolefit \(rolefit)
    catalog \(Catalog.builtInVersion)
    libyaml \(LibYAML.version)
    """
  }
}
