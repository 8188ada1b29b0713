// SPDX-License-Identifier: Apache-2.0

import Host

extension Helm {
  /// The version of the helm that is installed; `nil` where there is none.
  package var version: (major: Int, minor: Int)? {
    let arguments = ["version", "--template", "{{.Version}}"]
    guard let result = try? call(arguments, seconds: 10), result.status == 0 else { return nil }
    let text = String(decoding: result.output, as: UTF8.self)
    let numbers = text.drop { !$0.isNumber }.split(separator: ".").prefix(2).map { Int($0) }
    guard numbers.count == 2, let major = numbers[0], let minor = numbers[1] else { return nil }
    return (major, minor)
  }

  /// Whether its `helm upgrade` can keep a user's values over the new chart's defaults
  /// (`--reset-then-reuse-values`, from 3.14 on); not where there is none.
  package var canResetThenReuse: Bool {
    guard let version else { return false }
    return (version.major, version.minor) >= (3, 14)
  }
}
