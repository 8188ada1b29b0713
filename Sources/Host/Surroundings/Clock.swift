// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The time outside, and waiting for it.
package enum Clock {
  /// Seconds since the start of 1970; what `SOURCE_DATE_EPOCH` says where it is set, so that a run
  /// can be repeated.
  package static var secondsSince1970: Int {
    if let text = Environment.value("SOURCE_DATE_EPOCH"), let seconds = Int(text) { return seconds }
    return Int(time(nil))
  }

  /// Microseconds since the start of 1970, whatever `SOURCE_DATE_EPOCH` says.
  package static var microsecondsSince1970: Int64 {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1_000
  }

  /// Does nothing for a while.
  package static func wait(milliseconds: Int) { _ = poll(nil, 0, Int32(milliseconds)) }
}
