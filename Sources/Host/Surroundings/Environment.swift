// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The environment variables of the process.
package enum Environment {
  /// The variable's value; `nil` when it is not set, empty when it is set to nothing.
  package static func value(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
