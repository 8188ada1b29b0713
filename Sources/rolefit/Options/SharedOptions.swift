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
  /// What the groups give on the command line, over the environment and the configuration file,
  /// or over one target of that.
  ///
  /// - Parameter takesTargets: whether the command chooses targets itself, so that there may be
  ///   several.
  init(
    _ groups: any SharedOptions..., configuration versions: VersionOptions?, in outside: Outside,
    takesTargets: Bool = false, _ more: (inout OptionLayer) -> Void = { _ in }
  ) throws(Failure) {
    var layer = OptionLayer(.commandLine)
    for group in groups { group.add(to: &layer) }
    more(&layer)
    let options = try Options(layer, configuration: versions?.config, outside)
    self = try options.scoped(toTargetNamed: takesTargets ? [] : versions?.only ?? [])
  }
}
