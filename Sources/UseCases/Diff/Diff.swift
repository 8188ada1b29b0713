// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Catalog
package import Diagnostics
import KubernetesAPI
package import Manifests

/// Compares what two sets of manifests grant.
package struct Diff: Sendable {
  private let request: DiffRequest

  package struct Result: Sendable {
    package var diff: RoleDiff
    package var old: ManifestSet
    package var new: ManifestSet
    /// Actions of the catalog that become possible.
    package var gained: [ActionChange.Change]
    /// Actions that become impossible.
    package var lost: [ActionChange.Change]
    /// What somebody comes to now, or does not any more.
    package var reach: ReachChange
    /// Bindings that an API server would not let be changed.
    package var roleRefs: [RoleRefConflict]
    /// What the sides are judged by.
    package var basis: DiffBasis
  }

  package init(_ request: DiffRequest) { self.request = request }

  package func run() throws(Failure) -> Result {
    let resolver = request.resolver
    let catalog = try resolver.catalog()
    let server = try resolver.serverVersion(request.kubectl)
    let kubernetes = try resolver.kubernetes(server: server).value
    let agent = try resolver.agentVersion(of: catalog).value
    let sides = try DiffReader(request: request, kubernetes: kubernetes).read()
    let diff = RoleDiff(from: sides.old, to: sides.new, defaults: sides.defaults)
    if diff.dependsOnNamespace,
      let object = sides.old.unplacedObject ?? sides.new.unplacedObject
    {
      throw object.lacksNamespace("what changed depends on it")
    }
    let context = NeedContext(kubernetes: kubernetes, agentVersion: agent)
    let change = ActionChange(from: sides.old, to: sides.new, defaults: sides.defaults)
    let actions = catalog.actions.filter(\.isBounded)
    return Result(
      diff: diff, old: sides.old, new: sides.new,
      gained: change.gained(actions, of: catalog, in: context),
      lost: change.lost(actions, of: catalog, in: context),
      reach: ReachChange(
        from: sides.old, to: sides.new,
        defaults: DefaultObjects(version: kubernetes, creditsBindings: true),
        table: APITable.builtIn(kubernetes)),
      roleRefs: RoleRefConflict.all(from: sides.old, to: sides.new),
      basis: DiffBasis(from: sides.old, to: sides.new))
  }
}

/// What a comparison can be asked to fail on.
package enum DiffCondition: String, CaseIterable, Sendable {
  case added, removed

  /// What `--fail-on` names: `added`, `removed`, `any` or `none`; `any` where it names nothing.
  package static func named(_ word: String?) throws(Failure) -> Set<DiffCondition> {
    switch word ?? "any" {
    case "any": return Set(allCases)
    case "none": return []
    case let word:
      guard let condition = DiffCondition(rawValue: word) else {
        throw .unknown(
          "condition", word, among: allCases.map(\.rawValue) + ["any", "none"],
          option: "--fail-on")
      }
      return [condition]
    }
  }
}

extension Diff.Result {
  /// All exit statuses that apply.
  package func exits(failing: Set<DiffCondition>) -> [Exit] {
    var exits: [Exit] = []
    if failing.contains(.added), !diff.added.isEmpty || !reach.opened.isEmpty {
      exits.append(.findings)
    }
    if failing.contains(.removed), !diff.removed.isEmpty { exits.append(.findings) }
    if old.hasErrors || new.hasErrors { exits.append(.unjudged) }
    return exits
  }
}
