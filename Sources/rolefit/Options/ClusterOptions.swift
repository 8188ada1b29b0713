// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// Which cluster is asked, through the user's own kubectl.
struct ClusterOptions: ParsableArguments {
  @Flag(help: "Ask the cluster, through kubectl")
  var live = false

  @Option(help: ArgumentHelp("The kubectl context (implies --live)", valueName: "name"))
  var context: String?

  @Option(help: ArgumentHelp("The kubeconfig file (implies --live)", valueName: "file"))
  var kubeconfig: String?

  @Option(
    help: ArgumentHelp(
      "How long the cluster may take for an answer, such as 10s or 2m (default: 30s)",
      valueName: "duration"))
  var timeout: String?

  /// Whether the command line names a cluster.
  var isNamed: Bool { live || context != nil || kubeconfig != nil }

  /// Whether a cluster is asked.
  func isLive(_ settings: Settings) -> Bool { isNamed || settings.flag("live") }

  func kubectl(_ settings: Settings) throws(Failure) -> Kubectl {
    var kubectl = Kubectl(
      context: context ?? settings.value("context"),
      kubeconfig: kubeconfig ?? settings.path("kubeconfig"))
    if let text = timeout ?? settings.value("timeout") {
      guard let seconds = Self.seconds(text) else {
        throw .usage("'\(text)' is no duration", remedy: "write it like 10s or 2m")
      }
      kubectl.timeout = seconds
    }
    return kubectl
  }

  /// `90`, `90s`, `2m` or `1m30s`, at least a second and at most an hour.
  static func seconds(_ text: String) -> Int? {
    var total = 0
    var number: Int?
    for character in text {
      if let digit = character.wholeNumberValue, character.isASCII {
        number = (number ?? 0) * 10 + digit
        guard number ?? 0 <= 3600 else { return nil }
      } else {
        guard let value = number, let unit = ["s": 1, "m": 60, "h": 3600][character] else {
          return nil
        }
        total += value * unit
        number = nil
      }
    }
    total += number ?? 0
    return (1...3600).contains(total) ? total : nil
  }
}
