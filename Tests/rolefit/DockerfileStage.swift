// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// A stage of the Dockerfile, as far as the tests need to read it.
struct DockerfileStage {
  var base: String
  var name: String
  /// Each as its words.
  var instructions: [[String]] = []

  static func all() throws -> [DockerfileStage] {
    let text = try String(contentsOfFile: Repository.path("Dockerfile"), encoding: .utf8)
    var stages: [DockerfileStage] = []
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let words = line.split(separator: " ").map(String.init)
      if words[0] == "FROM" {
        stages.append(DockerfileStage(base: words[1], name: words[3]))
      } else if !stages.isEmpty {
        stages[stages.count - 1].instructions.append(words)
      }
    }
    return stages
  }
}
