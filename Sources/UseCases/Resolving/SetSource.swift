// SPDX-License-Identifier: Apache-2.0

/// What a set of actions was taken from.
package enum SetSource: Hashable, Sendable {
  /// `--actions`, or the same option elsewhere.
  case actions
  /// Values files, each over those before it.
  case valuesFiles([String])
  /// The values that this chart is rendered with.
  case chart(String)
  /// The configuration of an installed agent, such as `ConfigMap 'komodor/k8s-watcher-config',
  /// key …`.
  case configuration(String)
  /// The values of a Helm release, such as `Helm release 'k8s-watcher' of chart …`.
  case release(String)
  /// What the account's roles say that they were made for.
  case annotations(String)
  /// What the grants allow now, for want of anything else.
  case grants

  /// Whether it says of every action whether it is on, so that what is not on is off.
  package var saysWhatIsOff: Bool { self != .actions }

  /// Whether nobody named it, so that it has to be told where it was found.
  package var isFound: Bool {
    switch self {
    case .actions, .valuesFiles, .grants: false
    case .chart, .configuration, .release, .annotations: true
    }
  }
}

extension SetSource: CustomStringConvertible {
  package var description: String {
    switch self {
    case .actions: "--actions"
    case .valuesFiles(let files): "the values of \(files.joined(separator: ", "))"
    case .chart(let reference): "the values of \(reference)"
    case .configuration(let words), .release(let words), .annotations(let words): words
    case .grants: "what the grants allow now"
    }
  }
}
