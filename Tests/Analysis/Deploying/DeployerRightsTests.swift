// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import KubernetesAPI
import Manifests
import RBAC
import TestSupport
import Testing
import YAMLSyntax

/// What deploying takes, beyond what the real runs of `DeployerLiveTests` show.
struct DeployerRightsTests {
  private static func set(_ text: String) -> ManifestSet {
    var reader = ManifestReader(defaultNamespace: "shop", kubernetesMinor: 33)
    reader.keepsObjects = true
    reader.read(SourceText(name: "test.yaml", text: text))
    return reader.finish(inputs: "test.yaml", isWhole: true)
  }

  private static func rights(
    _ text: String, after: String? = nil, by programs: [DeployingProgram] = [.helm4],
    _ steps: [DeployingStep] = [.install, .upgrade, .uninstall], waits: Bool = false,
    revisions: Int? = nil, writing: Deployment.RoleWriting = .holding, lookups: [ChartLookup] = []
  ) -> DeployerRights {
    DeployerRightsFinder(
      Deployment(
        by: programs, steps,
        release: .init(name: "web", namespace: "shop", revisions: revisions),
        installed: set(text), upgraded: after.map { set($0) }, lookups: lookups, waits: waits,
        roleWriting: writing), table: .builtIn(APITable.newest)
    ).found()
  }

  /// As kubectl spells resources: `get configmaps 'web'`.
  private static func phrases(
    _ rights: DeployerRights, _ part: DeployerNeed.Part
  ) -> [String] {
    rights.rules(of: part).map { AccessPhrase($0).grant }
  }

  private static let config = """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: web}
    ---

    """

  @Test(arguments: [
    (
      DeployingProgram.helm3,
      "get, patch, delete on configmaps (core) named 'web' in namespace shop"
    ),
    (.helm4, "get, create, patch, delete on configmaps (core) named 'web' in namespace shop"),
    (
      .kubectl, "get, list, watch, patch, delete on configmaps (core) named 'web' in namespace shop"
    ),
    (
      .kubectlServerSide,
      "get, list, watch, create, patch, delete on configmaps (core) named 'web' in namespace shop"
    ),
  ])
  func aCreateHasANameWhereItIsAPatch(program: DeployingProgram, phrase: String) {
    let phrases = Self.phrases(Self.rights(Self.config, by: [program]), .objects)
    #expect(phrases.contains(phrase), "\(phrases)")
    let isNameless = phrases.contains("create on configmaps (core) in namespace shop")
    #expect(isNameless == [.helm3, .kubectl].contains(program))
  }

  @Test func whatAnUpgradeLeavesOutIsPrunedAndNotChanged() {
    let more = Self.config + "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n"
    let less = Self.rights(more, after: Self.config, by: [.helm3])
    #expect(
      Self.phrases(less, .objects) == [
        "create on configmaps, services (core) in namespace shop",
        "get, patch, delete on configmaps (core) named 'web' in namespace shop",
        "get, delete on services (core) named 'web' in namespace shop",
      ])
    let upgrade = Self.rights(Self.config, after: more, [.upgrade])
    #expect(
      Self.phrases(upgrade, .objects) == [
        "get, patch on configmaps (core) named 'web' in namespace shop",
        "get, create, patch on services (core) named 'web' in namespace shop",
      ])
  }

  @Test func whatIsKeptIsNotDeleted() {
    let kept = """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: web, annotations: {helm.sh/resource-policy: keep}}

      """
    #expect(
      Self.phrases(Self.rights(kept), .objects) == [
        "get, create, patch on configmaps (core) named 'web' in namespace shop"
      ])
    // To kubectl the annotation means nothing.
    #expect(Self.phrases(Self.rights(kept, by: [.kubectl]), .objects)[1].contains("delete"))
  }

  @Test func aHookIsAskedForWhereItsEventIsAStep() {
    func hook(_ events: String, _ policy: String = "") -> String {
      """
      apiVersion: batch/v1
      kind: Job
      metadata:
        name: migrate
        annotations: {helm.sh/hook: "\(events)", helm.sh/hook-delete-policy: "\(policy)"}

      """
    }
    let place = "jobs (batch) named 'migrate' in namespace shop"
    func phrases(_ text: String, _ steps: [DeployingStep]) -> [String] {
      Self.phrases(Self.rights(text, by: [.helm3], steps), .hooks)
    }
    #expect(phrases(hook("test"), [.install, .upgrade, .uninstall]).isEmpty)
    #expect(phrases(hook("pre-upgrade"), [.install]).isEmpty)
    #expect(
      phrases(hook("Post-Install , pre-upgrade"), [.install]) == [
        "create on jobs (batch) in namespace shop", "get, list, watch, delete on \(place)",
      ])
    #expect(Self.phrases(Self.rights(hook("test"), by: [.kubectl]), .objects).count == 2)
  }

  @Test func rolesAreWrittenByHoldingTheirRules() {
    let roles =
      RBACText.role("reader", ["get - secrets", "get /metrics"])
      + RBACText.binding("reader", role: "reader", ["shop:web"])
    let rights = Self.rights(roles)
    #expect(
      Self.phrases(rights, .rules) == ["get on secrets (core)", "get on /metrics"])
    #expect(rights.rules(of: .bind).isEmpty && rights.rules(of: .escalate).isEmpty)
    // Nobody writes them who only takes them away.
    #expect(Self.rights(roles, [.uninstall]).rules(of: .rules).isEmpty)
  }

  @Test(arguments: [
    (DeployingProgram.helm3, "escalate on clusterroles (rbac.authorization.k8s.io)"),
    (.helm4, "escalate on clusterroles (rbac.authorization.k8s.io) named 'reader'"),
  ])
  func escalateHasANameWhereTheCreateHasOne(program: DeployingProgram, phrase: String) {
    let roles =
      RBACText.role("reader", ["get - secrets"])
      + RBACText.binding("reader", role: "reader", ["shop:web"])
    let rights = Self.rights(roles, by: [program], writing: .escalating)
    #expect(rights.rules(of: .rules).isEmpty)
    #expect(Self.phrases(rights, .escalate) == [phrase])
    #expect(
      Self.phrases(rights, .bind) == [
        "bind on clusterroles (rbac.authorization.k8s.io) named 'reader'"
      ])
    let aggregated = RBACText.role("reader", [], aggregating: "a: b")
    #expect(Self.phrases(Self.rights(aggregated, by: [program]), .escalate) == [phrase])
  }

  @Test func theRecordsRevisionsCanBeNamed() {
    let names = (1...2).map { "'sh.helm.release.v1.web.v\($0)'" }.joined(separator: ", ")
    #expect(
      Self.phrases(Self.rights(Self.config, revisions: 2), .record) == [
        "list, create on secrets (core) in namespace shop",
        "get, update, delete on secrets (core) named \(names) in namespace shop",
      ])
  }

  @Test func anInstallationGoesWithoutSeeingOtherReleases() {
    let rights = Self.rights(Self.config, [.install])
    #expect(Self.phrases(rights, .record) == ["create, update on secrets (core) in namespace shop"])
    #expect(rights.optional.map(\.atom.verb) == ["list"])
    #expect(Self.rights(Self.config).optional.isEmpty)
  }

  @Test func waitingTakesMore() {
    let text = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n"
    #expect(
      Self.phrases(Self.rights(text, by: [.helm3], waits: true), .waiting)
        == [
          "list on replicasets (apps) in namespace shop",
          "get on deployments (apps) named 'web' in namespace shop",
        ].sorted())
    #expect(
      Self.phrases(Self.rights(text, waits: true), .waiting).contains(
        "list, watch on deployments (apps) in namespace shop"))
  }

  @Test func aTemplatesLookupIsARequest() throws {
    func lookup(_ name: ChartLookup.Argument) -> ChartLookup {
      ChartLookup(
        apiVersion: .literal("v1"), kind: .literal("Secret"), namespace: .releaseNamespace,
        name: name, range: SourceRange.startOf(file: "a.yaml"))
    }
    let known = Self.rights(Self.config, lookups: [lookup(.literal("key"))])
    #expect(
      Self.phrases(known, .lookups) == ["get on secrets (core) named 'key' in namespace shop"])
    let all = Self.rights(Self.config, lookups: [lookup(.literal(""))])
    #expect(Self.phrases(all, .lookups) == ["list on secrets (core) in namespace shop"])
    let unknown = Self.rights(Self.config, lookups: [lookup(.computed)])
    #expect(unknown.rules(of: .lookups).isEmpty)
    let note = try #require(unknown.undetermined.first)
    #expect(note.message.contains("an object of the kind Secret"))
  }

  @Test func whoWritesAPolicySeesItsParameters() {
    let policy = """
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicy
      metadata: {name: limits}
      spec: {paramKind: {apiVersion: v1, kind: ConfigMap}}
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicyBinding
      metadata: {name: limits}
      spec: {policyName: limits, paramRef: {name: numbers, namespace: own}}

      """
    let needs = Self.rights(policy).needs.filter { $0.part == .parameters }.map(\.atom)
    #expect(
      needs.map { AccessPhrase($0).grant } == [
        "get on configmaps (core)", "get on configmaps (core) named 'numbers' in namespace own",
      ])
  }

  @Test func anOwnersFinalizersAreOptional() {
    let owned = """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        ownerReferences:
        - {apiVersion: apps/v1, kind: Deployment, name: owner, uid: a, blockOwnerDeletion: true}

      """
    #expect(
      Self.rights(owned).optional.map { AccessPhrase($0.atom).grant } == [
        "update on deployments/finalizers (apps) named 'owner' in namespace shop"
      ])
  }
}
