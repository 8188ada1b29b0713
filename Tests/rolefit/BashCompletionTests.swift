// SPDX-License-Identifier: Apache-2.0

import Foundation
import Host
import TestSupport
import Testing

/// The script for bash, called as bash calls it: words divided at `:` and `=`.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/bash")))
struct BashCompletionTests {
  /// What bash would put in the place of the last of `words`.
  private func replies(_ line: String, _ words: [String]) throws -> [String] {
    let script = #"""
      source <("$0" --generate-completion-script bash)
      COMP_LINE=$1; COMP_POINT=${#COMP_LINE}; shift
      COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_WORDBREAKS=$' \t\n"\'><=;|&(:'
      COMP_WORDS[0]=$0; COMP_LINE="$0 ${COMP_LINE#* }"; COMP_POINT=${#COMP_LINE}
      _rolefit
      for reply in "${COMPREPLY[@]}"; do printf '%s\n' "$reply"; done
      """#
    let result = try Program.run(
      "/bin/bash", ["-c", script, RolefitBinary.path, line] + words,
      environment: RolefitBinary.cleanEnvironment, limit: 1 << 20)
    #expect(result.error.isEmpty, "\(result.error)")
    return String(decoding: result.output, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test func wordsWithColonsAndSignsAreCompletedWhole() throws {
    #expect(try replies("rolefit ver", ["rolefit", "ver"]) == ["verify"])
    #expect(
      try replies(
        "rolefit rules --actions scale:d", ["rolefit", "rules", "--actions", "scale", ":", "d"])
        == ["deployment"])
    #expect(
      try replies(
        "rolefit rules --actions scale:deployment,restart:st",
        ["rolefit", "rules", "--actions", "scale", ":", "deployment,restart", ":", "st"])
        == ["statefulset"])
    #expect(
      try replies(
        "rolefit rules --actions=scale:d",
        ["rolefit", "rules", "--actions", "=", "scale", ":", "d"]) == ["deployment"])
    #expect(
      try replies("rolefit lint -o sarif=x", ["rolefit", "lint", "-o", "sarif", "=", "x"]) == [])
    #expect(try replies("rolefit verify ", ["rolefit", "verify", ""]) == [])
    #expect(
      try replies(
        "rolefit rules  --actions  scale:", ["rolefit", "rules", "--actions", "scale", ":"]
      )
      .contains("deployment"))
  }
}
