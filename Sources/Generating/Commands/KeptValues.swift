// SPDX-License-Identifier: Apache-2.0

import Manifests

/// How `helm upgrade` keeps what a user once set, and nothing else of an older chart.
///
/// `--reuse-values` keeps the older chart's defaults, too: right where the chart stays the same,
/// and wrong for another version, whose templates may ask for values that the older one lacked.
package enum KeptValues: Hashable, Sendable {
  /// The chart stays the same.
  case reused
  /// The user's own values over the new chart's defaults, as Helm does it from 3.14 on.
  case reusedOverDefaults
  /// The same by a file of the user's own values, as any Helm can.
  case file(String)

  /// - Parameters:
  ///   - keepsChart: whether the release has that version of the chart already.
  ///   - canReset: whether Helm has `--reset-then-reuse-values`.
  package init(release: String, keepsChart: Bool, canReset: Bool) {
    self =
      keepsChart ? .reused : canReset ? .reusedOverDefaults : .file("\(release)-values.yaml")
  }

  /// The flags of `helm upgrade`.
  package var flags: [String] {
    switch self {
    case .reused: ["--reuse-values"]
    case .reusedOverDefaults: ["--reset-then-reuse-values"]
    case .file(let path): ["--reset-values", "--values", path]
    }
  }

  /// The command that comes before, quoted for a POSIX shell; `nil` where there is none. The file
  /// may hold an API key: nobody else may read it.
  package func preparation(release: String, namespace: String, _ flags: [String] = []) -> String? {
    guard case .file(let path) = self else { return nil }
    let words =
      ["helm", "get", "values", release, "--namespace", namespace] + flags + ["--output", "yaml"]
    return "(umask 077; \(ShellText.command(words)) > \(ShellText.word(path)))"
  }
}
