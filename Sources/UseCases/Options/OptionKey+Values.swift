// SPDX-License-Identifier: Apache-2.0

package import Analysis
package import Catalog
import Diagnostics
package import KubernetesAPI
package import Manifests

extension OptionKey<AgentVersion> {
  package static var agentVersion: OptionKey<AgentVersion> {
    Self(.agentVersion) { (texts) throws(Failure) in
      guard let version = AgentVersion(texts[0]) else {
        throw .usage("'\(texts[0])' is no agent version", remedy: "write it like 0.1.104")
      }
      return version
    }
  }
}

extension OptionKey<ClosedRange<KubernetesVersion>> {
  /// `1.31`, or `1.28-1.34`.
  package static var kubeVersion: OptionKey<ClosedRange<KubernetesVersion>> {
    Self(.kubeVersion) { (texts) throws(Failure) in
      let text = texts[0]
      let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      guard ends.count == 2, let first = KubernetesVersion(String(ends[0])),
        let last = KubernetesVersion(String(ends[1]))
      else {
        let version = try KubernetesVersion.known(text)
        return version...version
      }
      guard first <= last else {
        throw .usage("the versions \(text) are the wrong way round")
      }
      return try KubernetesVersion.known(String(ends[0]))...KubernetesVersion.known(String(ends[1]))
    }
  }
}

extension KubernetesVersion {
  /// A version that the API table has.
  ///
  /// - Parameter option: what the message names first, such as `--to-kube: `.
  static func known(_ text: String, option: String = "") throws(Failure) -> KubernetesVersion {
    guard let version = KubernetesVersion(text) else {
      throw .usage("\(option)'\(text)' is no Kubernetes version", remedy: "write it like 1.31")
    }
    let supported = APITable.supportedVersions
    guard supported.contains(version) else {
      throw .usage(
        "\(option)Kubernetes \(version) is not in the table",
        remedy: "known are \(supported.lowerBound) to \(supported.upperBound)")
    }
    return version
  }
}

extension OptionKey<TransportChoice> {
  package static var transport: OptionKey<TransportChoice> {
    Self(.transport) { (texts) throws(Failure) in
      guard let choice = TransportChoice(rawValue: texts[0]) else {
        throw .unknown(
          "transport", texts[0], among: TransportChoice.allCases.map(\.rawValue))
      }
      return choice
    }
  }
}

extension OptionKey<ManifestSet.ServiceAccountName> {
  /// `NAMESPACE:NAME`, as `kubectl create rolebinding --serviceaccount` takes it.
  package static var serviceAccount: OptionKey<ManifestSet.ServiceAccountName> {
    Self(.serviceAccount) { (texts) throws(Failure) in
      let text = texts[0]
      let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw .usage("'\(text)' is no account", remedy: "write it NAMESPACE:NAME")
      }
      return ManifestSet.ServiceAccountName(namespace: parts[0], name: parts[1])
    }
  }
}

extension OptionKey<Int> {
  /// In seconds: `90`, `90s`, `2m` or `1m30s`, at least a second and at most an hour.
  package static var timeout: OptionKey<Int> {
    Self(.timeout) { (texts) throws(Failure) in
      guard let seconds = seconds(texts[0]) else {
        throw .usage("'\(texts[0])' is no duration", remedy: "write it like 10s or 2m")
      }
      return seconds
    }
  }

  private static func seconds(_ text: String) -> Int? {
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

extension OptionKey<Set<VerifyCondition>> {
  /// A list such as `missing,excess`, `any` or `none`. What the agent is too old for is missing
  /// too.
  package static var failOn: OptionKey<Set<VerifyCondition>> {
    Self(.failOn) { (texts) throws(Failure) in
      var conditions: Set<VerifyCondition> = []
      for word in texts.flatMap({ $0.split(separator: ",").map(String.init) }) {
        switch word {
        case "any": conditions.formUnion(VerifyCondition.allCases)
        case "none": break
        default:
          guard let condition = VerifyCondition(rawValue: word) else {
            throw .unknown(
              "condition", word,
              among: VerifyCondition.allCases.map(\.rawValue) + ["any", "none"])
          }
          conditions.insert(condition)
          if condition == .missing { conditions.insert(.unsupported) }
        }
      }
      return conditions
    }
  }
}
