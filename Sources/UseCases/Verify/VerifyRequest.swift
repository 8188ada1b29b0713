// SPDX-License-Identifier: Apache-2.0

package import Analysis
import Catalog
package import Diagnostics
package import Manifests
import Tools

/// What one verification is about.
package struct VerifyRequest: Sendable {
  package let resolver: Resolver
  package let set: SetRequest
  package let sources: ManifestSources
  package let world: World
  /// The account that somebody named.
  package let account: ManifestSet.ServiceAccountName?
  /// The agent's namespace, as far as somebody named it.
  package let namespace: String?
  /// Whether an action counts as granted when another way of doing it is.
  package let acceptsAlternatives: Bool
  /// The actions that must be impossible.
  package let forbidden: [String]
  /// What makes exit 1.
  package let failing: Set<VerifyCondition>
  /// Whether the Helm release's Secret may be read.
  package let readsRelease: Bool

  var outside: Outside { resolver.outside }

  /// - Parameters:
  ///   - files: those that the command line names.
  ///   - isAboutContexts: whether clusters are chosen by the names of their contexts, so that no
  ///     sources are looked for.
  package init(
    _ options: Options, files: [String] = [], chart: ChartArguments = ChartArguments(),
    readsRelease: Bool = false, isAboutContexts: Bool = false, _ outside: Outside
  ) throws(Failure) {
    resolver = Resolver(options, outside)
    set = try SetRequest(options)
    namespace = try options.get(.namespace)
    sources =
      isAboutContexts
      ? ManifestSources()
      : try options.sources(
        files: files, chart: chart, namespace: namespace, valuesFiles: set.valuesFiles, outside)
    failing = try options.get(.failOn) ?? [.missing, .unsupported]
    account = try options.get(.serviceAccount)
    world = try World(options)
    acceptsAlternatives = try options.isOn(.acceptAlternatives)
    forbidden = options.list(.forbid)
    self.readsRelease = readsRelease
  }
}

/// What a verification came to.
package struct VerifyResult: Sendable {
  package var verification: Verification
  /// What else is known of the cluster, where one was asked.
  package var cluster: ClusterVerification?
  package var access: AgentAccess
  /// What is wrong with the manifests themselves.
  package var diagnostics: [Diagnostic]
  package var set: ResolvedSet

  /// Shows what is wrong with a cluster's objects, and what was assumed.
  package func report(to outside: Outside) {
    outside.show(diagnostics)
    if case .image = set.agent.origin {
      set.report(to: outside, isAgentKnown: true)
    } else {
      set.report(to: outside)
    }
  }

  /// Actions that are not in the set, and possible by what is granted beyond it.
  package func switchedOff(in world: World) -> [Verification.ActionResult] {
    guard !verification.excess.isEmpty else { return [] }
    let selection = set.selection
    let needed = Set(selection.needs.flatMap(\.atoms))
    let named = Set(verification.actions.map(\.id) + verification.forbidden.map(\.action))
    let others = selection.catalog.actions.filter { action in
      action.isBounded && !action.isCapability && !named.contains(action.id)
        && action.isSupported(by: selection.context.agentVersion)
    }
    let verifier = Verifier(
      access: access, table: world.table(selection.context.kubernetes), acceptsAlternatives: false)
    return selection.catalog.needs(of: others, in: selection.context)
      .filter { !needed.isSuperset(of: $0.atoms) }.compactMap(verifier.granted)
  }

  /// All exit statuses that apply.
  package func exits(failing: Set<VerifyCondition>) -> [Exit] {
    // What a server stores it has accepted.
    let hasErrors = cluster == nil && diagnostics.contains { $0.severity == .error }
    return verification.exits(failing: failing, hasErrors: hasErrors)
  }
}

extension Verification {
  /// What the verification came to, in the terms of `--fail-on`.
  package var conditions: Set<VerifyCondition> {
    let verdicts = Set(actions.map(\.verdict))
    var found: Set<VerifyCondition> = []
    if verdicts.contains(.missing) { found.insert(.missing) }
    if verdicts.contains(.unsupported) { found.insert(.unsupported) }
    if verdict == .undetermined { found.insert(.undetermined) }
    if !excess.isEmpty { found.insert(.excess) }
    if !inert.isEmpty { found.insert(.inert) }
    return found
  }

  /// - Parameter hasErrors: whether some of what was read could not be judged.
  func exits(failing: Set<VerifyCondition>, hasErrors: Bool) -> [Exit] {
    let found = conditions
    var exits: [Exit] = []
    if !found.isDisjoint(with: failing) || !forbidden.isEmpty { exits.append(.findings) }
    if hasErrors { exits.append(.unjudged) }
    if found.contains(.undetermined) || !undecided.isEmpty { exits.append(.undetermined) }
    return exits
  }
}
