// SPDX-License-Identifier: Apache-2.0

import Catalog
import Diagnostics
import KubernetesAPI
import Linting
import Manifests
import RBAC
import Testing
import YAMLSyntax

/// What rolefit writes itself passes its own rules.
struct GeneratedRolesTests {
  private static let catalog = Catalog.builtIn

  /// What the actions of a set cannot do without, and whoever switches them on is warned of: Helm
  /// keeps releases in secrets, and a set that writes config maps writes them anywhere.
  private static let inherent: [String: Set<String>] = [
    "advanced": ["system-config-map-writing", "persistent-volume-writing"],
    "helm": ["secret-reading"],
    "podExec": ["pod-exec"],
  ]

  private func findings(
    of actions: [Action], kubernetes: KubernetesVersion
  ) throws -> [Finding] {
    let context = NeedContext(
      kubernetes: kubernetes, agentVersion: Self.catalog.newestAgentVersion)
    let rules = Self.catalog.rules(for: actions, in: context).map(\.rule)
    let text = YAMLEmitter.text(
      .mapping([
        YAMLValue.Entry("apiVersion", .string("rbac.authorization.k8s.io/v1")),
        YAMLValue.Entry("kind", .string("ClusterRole")),
        YAMLValue.Entry("metadata", .mapping([YAMLValue.Entry("name", .string("agent"))])),
        YAMLValue.Entry("rules", .sequence(rules.map(\.yaml))),
      ]))
    let example = LintExample(text, versions: kubernetes...kubernetes)
    return try Sample.findings(in: text, like: example)
  }

  @Test(arguments: Catalog.builtIn.sets.map(\.name), [20, 30, APITable.newest.minor])
  func rolesOfEverySetHoldNothingDeadAndWarnOfWhatIsInherentOnly(set: String, minor: Int) throws {
    let actions = try Self.catalog.select([set])
    let found = try findings(of: actions, kubernetes: KubernetesVersion(minor: minor))
    let warnings = Set(found.filter { $0.severity > .note }.map(\.rule))
    #expect(warnings == Self.inherent[set] ?? [], "\(Sample.list(found))")
    let tidy: Set<RuleCategory> = [.validity, .references, .hygiene]
    for finding in found {
      let rule = try #require(RuleRegistry.rule(finding.rule))
      #expect(!tidy.contains(rule.category), "\(finding.rule): \(finding.message)")
      #expect(rule.category != .inert || rule.id == "one-way-stream", "\(finding.message)")
    }
  }

  @Test func theRoleOfEveryActionIsWithoutErrorsButForSecrets() throws {
    for action in Self.catalog.actions where action.isBounded {
      let found = try findings(of: [action], kubernetes: APITable.newest)
      #expect(
        found.allSatisfy { $0.severity < .error || $0.rule == "secret-reading" },
        "\(action.id): \(Sample.list(found))")
    }
  }
}
