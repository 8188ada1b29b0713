// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import KubernetesAPI
import Manifests
import RBAC
import TestSupport
import Testing
import YAMLSyntax

/// For any set of actions: its own role grants it without excess, and no smaller role does.
struct RoundTripPropertyTests {
  private static let cases = 500
  private let catalog = Catalog.builtIn

  /// A random set of actions and capabilities, as some agent needs it on some Kubernetes.
  private func randomNeeds(_ random: inout RandomSource) throws -> [ActionNeeds] {
    let span = APITable.supportedVersions
    let minor = Int.random(
      in: span.lowerBound.minor...span.upperBound.minor, using: &random)
    let agents = ["0.1.104", "0.1.173", "0.2.36", "0.2.221"].compactMap { AgentVersion($0) }
    let agent = try #require(agents.randomElement(using: &random))
    let namespaces = [[], ["shop"], ["shop", "till"]].randomElement(using: &random) ?? []
    let context = NeedContext(
      kubernetes: KubernetesVersion(minor: minor), agentVersion: agent,
      watchNamespaces: namespaces,
      agentNamespace: Bool.random(using: &random) ? "komodor" : nil)
    let able = catalog.entries.filter { $0.isBounded && $0.isSupported(by: agent) }
    let count = Int.random(in: 1...8, using: &random)
    return catalog.needs(of: Array(able.shuffled(using: &random).prefix(count)), in: context)
  }

  private func verify(
    _ needs: [ActionNeeds], grantedBy rules: [PolicyRule], _ table: APITable
  ) -> Verification {
    let role = YAMLValue.mapping([
      YAMLValue.Entry("apiVersion", .string("rbac.authorization.k8s.io/v1")),
      YAMLValue.Entry("kind", .string("ClusterRole")),
      YAMLValue.Entry("metadata", .mapping([YAMLValue.Entry("name", .string("agent"))])),
      YAMLValue.Entry("rules", .sequence(rules.map(\.yaml))),
    ])
    var reader = ManifestReader(kubernetesMinor: 30)
    reader.read(SourceText(name: "role.yaml", text: YAMLEmitter.text(role)))
    let set = reader.finish(inputs: "role.yaml")
    let access = AgentAccess(of: nil, in: set, defaults: DefaultObjects(), closedWorld: false)
    return Verifier(access: access, table: table, acceptsAlternatives: false).verify(
      needs, agent: "agent",
      versions: Verification.Versions(catalog: "catalog", kubernetes: "1.30", agent: "1"))
  }

  @Test func itsOwnRoleGrantsASetWithoutExcess() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = RandomSource(seed: seed)
    let table = APITable.builtIn(APITable.newest)
    for _ in 0..<Self.cases {
      let needs = try randomNeeds(&random)
      let rules = AtomSet(needs.flatMap(\.atoms).map(\.unscoped)).reduced().normalForm()
      guard !rules.isEmpty else { continue }
      let verification = verify(needs, grantedBy: rules.map(\.rule), table)
      let ids = needs.map(\.action.id)
      try #require(verification.verdict == .granted, "seed \(seed): \(ids)")
      try #require(verification.actions.allSatisfy { $0.missing.isEmpty })
      try #require(verification.excess.isEmpty, "seed \(seed): \(ids)")
      try #require(verification.inert.isEmpty, "seed \(seed): \(ids)")
      try #require(verification.missingRules.isEmpty, "seed \(seed): \(ids)")
    }
  }

  @Test func aRoleWithoutOneAtomMissesThatAtomOnly() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = RandomSource(seed: seed)
    let table = APITable.builtIn(APITable.newest)
    for _ in 0..<Self.cases {
      let needs = try randomNeeds(&random)
      let atoms = AtomSet(needs.flatMap(\.atoms).map(\.unscoped)).reduced().atoms
      guard atoms.count > 1, let dropped = atoms.randomElement(using: &random) else { continue }
      let rules = AtomSet(atoms.filter { $0 != dropped }).normalForm().map(\.rule)
      let verification = verify(needs, grantedBy: rules, table)
      let comment = Comment(
        rawValue: "seed \(seed): \(dropped.rule) of \(needs.map(\.action.id))")
      try #require(verification.verdict == .missing, comment)
      let missing = AtomSet(AtomSet(verification.missingRules).atoms.map(\.unscoped))
      try #require(missing.covers(dropped), comment)
      try #require(missing.atoms.allSatisfy(dropped.covers), comment)
      let expected = needs.filter { $0.atoms.contains { dropped.covers($0.unscoped) } }
      let named = verification.actions.filter { $0.verdict == .missing }.map(\.id)
      try #require(Set(named) == Set(expected.map(\.action.id)), comment)
    }
  }
}
