// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

struct ConfigurationTests {
  /// A folder with a complete role, one that lacks something, and `.rolefit.yaml`.
  private func folder(_ configuration: String) throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory()
    try folder.write(SampleRole.complete, to: "good.yaml")
    try folder.write(SampleRole.manifest(SampleRole.scale), to: "poor.yaml")
    try folder.write(configuration, to: ".rolefit.yaml")
    return folder
  }

  @Test func checksEveryTargetAndNamesTheFailing() throws {
    let folder = try folder(
      """
      actions: \(SampleRole.actions.split(separator: ","))
      targets:
      - {name: first, files: good.yaml}
      - {name: second, files: [poor.yaml]}
      - {name: third, files: poor.yaml, actions: ["scale:service"]}
      - {name: fourth, files: nowhere.yaml}
      """)
    let outcome = try RolefitBinary.run(["verify"], directory: folder.path)
    #expect(outcome.status == 1)
    #expect(outcome.error.hasSuffix("rolefit: failed: second, fourth\n"), "\(outcome.error)")
    #expect(outcome.error.contains("nowhere.yaml:1:1: error: "))
  }

  @Test func everyReportNamesItsTarget() throws {
    let folder = try folder(
      """
      actions: [delete:pod]
      targets: [{name: first, files: good.yaml}, {name: second, files: poor.yaml}]
      """)
    let text = try RolefitBinary.run(["verify"], directory: folder.path).output
    #expect(text.contains("target first\n") && text.contains("target second\n"))
    let json = try RolefitBinary.run(["verify", "-o", "json"], directory: folder.path).output
    #expect(json.contains("\"target\": \"first\"") && json.contains("\"target\": \"second\""))
    let single = try RolefitBinary.run(
      ["verify", "good.yaml", "-o", "json"], directory: folder.path)
    #expect(try single.json()["target"] == .null)
  }

  @Test func filesAreRelativeToTheConfiguration() throws {
    let folder = try folder("actions: delete:pod\nfiles: good.yaml\n")
    try folder.write("", to: "below/deeper/empty")
    let outcome = try RolefitBinary.run(["verify"], directory: folder.path("below/deeper"))
    #expect(outcome.status == 0, "\(outcome.error)")
    let named = try RolefitBinary.run(["verify", "--config", folder.path(".rolefit.yaml")])
    #expect(named.status == 0, "\(named.error)")
  }

  @Test func flagsWinOverEnvironmentOverFile() throws {
    let folder = try folder("actions: delete:pod\n")
    func ids(_ options: [String], _ environment: [String: String]) throws -> [String] {
      try RolefitBinary.run(
        ["verify", "good.yaml", "-o", "json", "--fail-on", "none"] + options,
        directory: folder.path, environment: environment
      ).json()["actions"].array.compactMap { $0["id"].string }
    }
    let variable = ["ROLEFIT_ACTIONS": "scale:deployment"]
    #expect(try ids([], [:]) == ["delete:pod"])
    #expect(try ids([], variable) == ["scale:deployment"])
    #expect(try ids(["--actions", "cordon:node"], variable) == ["cordon:node"])
  }

  @Test func theNearestPlaceNamesTheSet() throws {
    let folder = try folder(
      """
      actions: cordon:node
      dialect: k8s-watcher@0.11.20
      targets: [{name: one, files: good.yaml, values: values.yaml}]
      """)
    try folder.write("watcher: {actions: true}\n", to: "values.yaml")
    let target = try RolefitBinary.run(["verify"], directory: folder.path)
    #expect(target.status == 0, "\(target.error)")
    let variable = try RolefitBinary.run(
      ["rules"], directory: folder.path, environment: ["ROLEFIT_VALUES": "values.yaml"])
    #expect(variable.output.contains("deployments/scale"), "\(variable.error)")
  }

  @Test(arguments: [
    "actoins: delete:pod\n", "targets: {name: one}\n", "targets: 3\n", "targets: [3]\n",
    "targets: [{files: good.yaml}]\n", "targets: [{name: a}, {name: a}]\n",
    "actions: {delete: pod}\n", "actions: [[delete:pod]]\n", "live: perhaps\n",
    "kube-version: \"1.30\"\nkubeVersion: \"1.31\"\n", "targets: [{name: a, targets: []}]\n",
    "- actions\n", "actions: [\n", "actions: a\nactions: b\n",
  ])
  func refusesWhatItCannotMean(configuration: String) throws {
    let folder = try folder(configuration)
    let outcome = try RolefitBinary.run(
      ["verify", "good.yaml", "--actions", "delete:pod"], directory: folder.path)
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error.contains(#/\.rolefit\.yaml:[0-9]+:[0-9]+: error: /#), "\(outcome.error)")
  }

  @Test func aBadValueOfAnOptionIsAWrongArgument() throws {
    let folder = try folder("actions: delete:pod\nkube-version: newest\n")
    #expect(try RolefitBinary.run(["rules"], directory: folder.path).status == 64)
  }
}
