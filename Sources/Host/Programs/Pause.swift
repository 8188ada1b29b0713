// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Waiting for a moment.
package enum Pause {
  package static func milliseconds(_ count: Int) { _ = poll(nil, 0, Int32(count)) }
}
