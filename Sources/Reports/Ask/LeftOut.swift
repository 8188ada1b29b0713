// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// The subjects that an answer about manifests leaves out, since the bindings that let them are
/// those that every cluster has from the start.
package struct LeftOut {
  /// Sorted.
  let subjects: [String]

  /// One clause; `nil` where nobody is left out.
  var sentence: String? {
    guard let first = subjects.first(where: { $0.hasPrefix("Group ") }) ?? subjects.first else {
      return nil
    }
    let which = subjects.count == 1 ? first : "such as \(first)"
    return "left out: \(subjects.count.counted("subject")) that bindings of every cluster let, "
      + "\(which) (--assume-system-roles counts them)"
  }
}
