// SPDX-License-Identifier: Apache-2.0

internal import CLibYAML

/// The library below this room.
package enum LibYAML {
  /// Its version, as it says itself.
  package static var version: String { String(cString: yaml_get_version_string()) }
}
