// SPDX-License-Identifier: Apache-2.0

extension Int {
  /// `1 pair`, `2 pairs`; `1 capability`, `2 capabilities` with a plural that takes more than an s.
  package func counted(_ one: String, _ many: String? = nil) -> String {
    "\(self) \(self == 1 ? one : many ?? one + "s")"
  }
}
