// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// What makes `verify` exit with 1.
enum VerifyCondition: String, CaseIterable {
  case missing, excess, inert, undetermined, unsupported

  /// Reads a list such as `missing,excess`, `any` or `none`.
  static func set(_ words: [String]) throws(Failure) -> Set<VerifyCondition> {
    var findings: Set<VerifyCondition> = []
    for word in words.flatMap({ $0.split(separator: ",").map(String.init) }) {
      switch word {
      case "any": findings.formUnion(allCases)
      case "none": break
      default:
        guard let finding = VerifyCondition(rawValue: word) else {
          let known = allCases.map(\.rawValue).joined(separator: ", ")
          throw .usage("--fail-on takes \(known), any and none, not '\(word)'")
        }
        findings.insert(finding)
      }
    }
    return findings
  }
}
