// SPDX-License-Identifier: Apache-2.0

import KubernetesAPI
import Linting
import Manifests
import RBAC
import YAMLSyntax

/// The manifest decoder: with the filter that passes over other objects and without it, it finds
/// the same roles and bindings at the same places.
enum ManifestEntry: FuzzEntry {
  static let name = "manifests"

  static func run(_ input: [UInt8]) throws(Disagreement) {
    let source = SourceText(name: "t", bytes: input)
    // The versions on both sides of the end of the beta API.
    let versions = KubernetesVersion(minor: 21)...KubernetesVersion(minor: 22)
    for intent in [ManifestReader.Intent.named, .met] {
      var quick = LintInput(versions: versions)
      quick.read(source, intent: intent)
      var strict = LintInput(versions: versions, isStrict: true)
      strict.read(source, intent: intent)
      try Disagreement.unless(
        "whether a text can be read", "\(quick.failures.isEmpty)", "\(strict.failures.isEmpty)")
      guard strict.failures.isEmpty else { continue }
      for version in [versions.lowerBound, versions.upperBound] {
        let (quick, strict) = (quick.manifests(for: version), strict.manifests(for: version))
        try Disagreement.unless(
          "the filter loses no object", ObjectFacts.of(quick), ObjectFacts.of(strict))
        try Disagreement.unless(
          "the filter counts what it passes over", "\(quick.otherObjects)",
          "\(strict.otherObjects)")
        var reader = ManifestReader(kubernetesMinor: version.minor)
        reader.read(source, intent: intent)
        try Disagreement.unless(
          "a document by itself is read as in its text", ObjectFacts.of(quick),
          ObjectFacts.of(reader.set))
        check(reader.set)
      }
      try Disagreement.unless(
        "the filter loses no comment", ObjectFacts.of(quick.suppressions),
        ObjectFacts.of(strict.suppressions))
    }
  }

  /// What was read is fit to be asked.
  private static func check(_ set: ManifestSet) {
    let policy = Policy(roles: set.roles, bindings: set.bindings)
    let request = Request.resource(
      ResourceRequest(
        verb: "get", apiGroup: "", resource: "pods", subresource: "", namespace: "n", name: ""))
    let requester = policy.requester(for: .serviceAccount(namespace: "n", name: "a"))
    _ = policy.decide(request, by: requester)
    for role in set.roles { _ = AtomSet(role.rules, scope: role.scope).normalForm() }
  }
}
