// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// Roles that look right and are not.
struct NearMissTests {
  struct NearMiss: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var rules: String
    /// How the note begins that says why it does not count.
    var note: String
  }

  private static let nearMisses = [
    NearMiss(
      testDescription: "update instead of patch",
      rules: SampleRole.deletePods + SampleRole.scale.replacing("patch", with: "update"),
      note: "update on deployments/scale does not include patch"),
    NearMiss(
      testDescription: "pods/*",
      rules: SampleRole.deletePods.replacing("[pods]", with: "[pods/*]") + SampleRole.scale,
      note: "'pods/*' is a literal that matches no subresource and not pods itself"),
    NearMiss(
      testDescription: "apiGroups core",
      rules: SampleRole.deletePods.replacing("\"\"", with: "core") + SampleRole.scale,
      note: "apiGroups 'core' is not the core group, which is written \"\""),
    NearMiss(
      testDescription: "resourceNames *",
      rules: SampleRole.deletePods
        .replacing("resources:", with: "resourceNames: [\"*\"]\n  resources:")
        + SampleRole.scale,
      note: "'*' in resourceNames is a letter like any other"),
    NearMiss(
      testDescription: "the parent instead of the subresource",
      rules: SampleRole.deletePods
        + SampleRole.scale.replacing("deployments/scale", with: "deployments"),
      note: "deployments does not include its subresource deployments/scale"),
  ]

  @Test(arguments: nearMisses)
  func doesNotCountAndIsExplained(_ miss: NearMiss) throws {
    let command = ["verify", "-", "--actions", SampleRole.actions]
    let manifest = SampleRole.manifest(miss.rules)
    let text = try RolefitBinary.run(command, input: manifest)
    #expect(text.status == 1)
    #expect(text.output.contains("  note: \(miss.note)"))
    #expect(text.output.contains("(<stdin>:"))
    let json = try RolefitBinary.run(command + ["-o", "json"], input: manifest).json()
    #expect(json["verdict"] == "missing")
    #expect(!json["missingRules"].array.isEmpty)
    let notes = json["actions"].array.flatMap { $0["notes"].strings }
    #expect(notes.contains { $0.contains(miss.note) }, "\(notes)")
  }

  @Test func anotherWayIsANoteUntilItIsAccepted() throws {
    let manifest = SampleRole.manifest(
      "- {apiGroups: [apps], resources: [deployments], verbs: [patch]}\n")
    let command = ["verify", "-", "--actions", "scale:deployment"]
    let refused = try RolefitBinary.run(command, input: manifest)
    #expect(refused.status == 1)
    #expect(refused.output.contains("--accept-alternatives"))
    let accepted = try RolefitBinary.run(
      command + ["--accept-alternatives", "--fail-on", "missing,excess", "-o", "json"],
      input: manifest)
    #expect(accepted.status == 0)
    let action = try accepted.json()["actions"][0]
    #expect(action["verdict"] == "granted")
    #expect(action["satisfiedBy"][0]["alternative"].string != nil)
  }
}
