// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import UseCases

/// A group of flags that are shared options: they can also be given in the environment and in the
/// configuration file.
protocol SharedOptions {
  /// Adds what the command line gives.
  func add(to layer: inout OptionLayer)
}

extension Options {
  /// What the groups give on the command line, over the environment and the configuration file.
  init(
    _ groups: any SharedOptions..., configuration path: String?, in outside: Outside,
    _ more: (inout OptionLayer) -> Void = { _ in }
  ) throws(Failure) {
    var layer = OptionLayer(.commandLine)
    for group in groups { group.add(to: &layer) }
    more(&layer)
    try self.init(layer, configuration: path, outside)
  }
}
